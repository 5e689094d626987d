// Keeps one build of Hinge whole on the device, and serves it from there. It never sees a person's records.
// The server puts a line before this file: self.BUILD = {version, languages, files: [{url, digest, language}, …]}.
// A digest is the beginning of the SHA-256 of the body, in hexadecimal digits.
// Files without a language are for everyone; of the pages, a phone keeps those of the languages that it uses.

const { version, languages, files } = self.BUILD;
const PREFIX = 'hinge-';
const CACHE = PREFIX + version;
const AT_ONCE = 6; // as many as a browser asks of one host over HTTP/1.1
const known = new Set(files.map((file) => file.url));

self.addEventListener('install', (event) => {
  event.waitUntil(
    languagesInUse()
      .then((used) => complete(filesOf(used)))
      .catch(giveUp),
  );
  // Where browsers know it, they then read our files themselves, without waking this worker.
  const exactly = ({ url }) => ({ urlPattern: { pathname: url, search: '' } });
  event.addRoutes?.({ condition: { or: filesOf([]).map(exactly) }, source: { cacheName: CACHE } });
});

self.addEventListener('activate', (event) => event.waitUntil(takeCharge()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(page(pathname, request));
  else if (known.has(pathname) && !search) event.respondWith(ours(pathname, request));
});

self.addEventListener('message', (event) => {
  if (event.data.type === 'take-over') event.waitUntil(self.skipWaiting());
  if (event.data.type === 'verify') {
    const { deep, language } = event.data;
    event.waitUntil(verify(deep, language).then((answer) => event.ports[0].postMessage({ ...answer, version })));
  }
});

self.addEventListener('sync', (event) => {
  if (event.tag === 'hinge-sync') event.waitUntil(tellWindows({ type: 'sync' }));
});

/** Those for everyone, and the pages of the languages `used`. */
function filesOf(used) {
  return files.filter(({ language }) => !language || used.includes(language));
}

/** What an older build has on this phone, and what is open. */
async function languagesInUse() {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return [...(await languagesKept()), ...windows.map(({ url }) => languageAt(new URL(url).pathname))];
}

async function languagesKept() {
  const kept = await Promise.all(languages.map((language) => caches.match(`${prefix(language)}/`)));
  return languages.filter((_, at) => kept[at]);
}

/** The first language has no prefix. */
function prefix(language) {
  return language === languages[0] ? '' : `/${language}`;
}

function languageAt(path) {
  return languages.slice(1).find((language) => path.startsWith(`/${language}/`)) ?? languages[0];
}

/** Fetches every one of `wanted`, or takes it from an older build. Rejects when one can't be had as it should be. */
async function complete(wanted) {
  const cache = await caches.open(CACHE);
  const waiting = [...wanted];
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) await cache.put(file.url, await right(file));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** The install fails. A page waits for an active worker, so it would never know. */
async function giveUp(error) {
  await tellWindows({ type: 'incomplete', full: isFull(error) });
  throw error;
}

const isFull = ({ name }) => name === 'QuotaExceededError';

/** The response whose body has the digest that the build names. */
async function right(file) {
  const kept = await caches.match(file.url);
  if (await matches(kept, file)) return kept;
  const fresh = await fetch(file.url, { cache: 'no-cache', credentials: 'omit', redirect: 'error' });
  if (await matches(fresh, file)) return fresh;
  throw new Error(`${file.url} is not what this build made`);
}

async function matches(response, file) {
  if (!response?.ok) return false;
  const whole = await crypto.subtle.digest('SHA-256', await response.clone().arrayBuffer());
  const digits = Array.from(new Uint8Array(whole), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.startsWith(file.digest);
}

/**
 * Whether the whole build is here in `language`, or the device is full. What is missing, or wrong if `deep`, is fetched
 * again first.
 */
async function verify(deep, language) {
  if (!languages.includes(language)) return { ready: false }; // a later build has it
  const cache = await caches.open(CACHE);
  const here = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname)); // one look, not one a file
  const lacking = [];
  for (const file of filesOf([language])) {
    const whole = here.has(file.url) && (!deep || (await matches(await cache.match(file.url), file)));
    if (!whole) lacking.push(file);
  }
  return complete(lacking).then(
    () => ({ ready: true }),
    (error) => ({ ready: false, full: isFull(error) }),
  );
}

async function takeCharge() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** A page from the device, else from the network, else the one that says what can be done offline. */
async function page(path, request) {
  if (known.has(path)) return ours(path, request).catch(() => elsewhere(path));
  if (known.has(`${path}/`)) return Response.redirect(`${path}/${new URL(request.url).search}`);
  return fetch(request).catch(() => offline(languageAt(path)));
}

/** The same page in a language that is here, where it stays (hinge_pwa/web/security.py). */
async function elsewhere(path) {
  const rest = path.slice(prefix(languageAt(path)).length);
  const [other] = await languagesKept();
  return other && (await kept(prefix(other) + rest))
    ? Response.redirect(`${prefix(other)}${rest}?here`)
    : offline(other);
}

async function offline(language) {
  const pages = [language, ...languages].map((one) => kept(`${prefix(one)}/offline/`));
  return (await Promise.all(pages)).find(Boolean);
}

async function ours(path, request) {
  return (await kept(path)) ?? fetch(request);
}

async function kept(path) {
  return (await caches.open(CACHE)).match(path);
}

async function tellWindows(message) {
  for (const window of await self.clients.matchAll({ type: 'window', includeUncontrolled: true }))
    window.postMessage(message);
}
