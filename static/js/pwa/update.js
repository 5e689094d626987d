// Offers a new version, never during a set, and activates it at a press. Only that tab reloads; the others get the new
// version with their next page.
import { byTestId } from '../page/dom.js';

const HOUR = 3_600_000;

if ('serviceWorker' in navigator) navigator.serviceWorker.ready.then(watch);

function watch(registration) {
  const button = byTestId('update');
  const notice = button.closest('.notice');
  let agreed = false;

  const offer = () => {
    notice.hidden = !registration.waiting || 'practising' in document.documentElement.dataset;
  };
  const follow = () => registration.installing?.addEventListener('statechange', offer);
  offer();
  follow(); // it may be on its way since before this page
  registration.addEventListener('updatefound', follow);
  new MutationObserver(offer).observe(document.documentElement, { attributeFilter: ['data-practising'] });

  button.addEventListener('click', () => {
    agreed = true;
    if (registration.waiting) registration.waiting.postMessage({ type: 'take-over' });
    else location.reload(); // another tab took it in
  });
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (agreed) location.reload();
    else offer();
  });

  lookHourly(registration);
}

/** An installed app may stay open for weeks; browsers look for a new version only when a page is opened. */
function lookHourly(registration) {
  let last = Date.now();
  const look = () => {
    if (document.hidden || Date.now() - last < HOUR) return;
    last = Date.now();
    registration.update().catch(() => {}); // no network: the next look will do
  };
  document.addEventListener('visibilitychange', look);
  setInterval(look, HOUR);
}
