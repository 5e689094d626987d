// What runs on every page: what is on the phone, what is on the server, and a new version's coming.
import './pwa/offline.js';
import './pwa/update.js';
import './pwa/install.js';
import './sync/status.js';
import { ignoreFetchError } from './page/dom.js';

const NEAR = { rootMargin: '50%' }; // of the window: it is there before it is read

const numbers = [...document.querySelectorAll('[data-emergency]')];
if (numbers.length > 0) {
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    seen.disconnect();
    import('./page/emergency.js').then(({ showEmergencyNumber }) => showEmergencyNumber(document), ignoreFetchError);
  }, NEAR);
  for (const number of numbers) seen.observe(number);
}
