// The least that makes one page work offline.
self.oninstall = (event) => event.waitUntil(caches.open('limit').then((cache) => cache.add('/')));
self.onactivate = (event) => event.waitUntil(clients.claim());
self.onfetch = (event) => event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
