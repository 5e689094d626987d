// What runs on every page: what is on the phone, what is on the server, and a new version's coming.
import './pwa/offline.js';
import './pwa/update.js';
import './pwa/install.js';
import './sync/status.js';
import { ignoreFetchError } from './page/dom.js';
import { mayHavePlan } from './records/local.js';

if (mayHavePlan() && 'setAppBadge' in navigator)
  import('./plan/badge.js').then(({ startBadge }) => startBadge(), ignoreFetchError);

const number = document.querySelector('[data-emergency]');
if (number) {
  new IntersectionObserver(([{ isIntersecting }], observer) => {
    if (!isIntersecting) return;
    observer.disconnect();
    import('./page/emergency.js').then(({ showEmergencyNumber }) => showEmergencyNumber(document), ignoreFetchError);
  }).observe(number);
}
