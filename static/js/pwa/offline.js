// Puts all of Hinge on the device, and says so once every file has been seen there.
import { byTestId, clone } from '../page/dom.js';
import { keepStorage } from './persist.js';

const WORKER = '/sw.js';
// The one policy of Trusted Types that a page may make: whatever it is given, it gives this address.
const worker = window.trustedTypes?.createPolicy('worker', { createScriptURL: () => WORKER }).createScriptURL('') ?? WORKER;

const SEEN = 'verified'; // in localStorage: the version that was read through, and the day

let latest = 0; // a worker that was replaced never answers, so a newer look doesn't wait for an older one

// A page that only leads to another language (static/js/early.js) must not bring its own.
if ('serviceWorker' in navigator && !('leaving' in document.documentElement.dataset)) {
  if (document.readyState === 'complete') check();
  else addEventListener('load', check); // the first visit's page goes before the files for later
  addEventListener('online', check);
  navigator.serviceWorker.addEventListener('controllerchange', check);
}

async function check() {
  const look = ++latest;
  try {
    await navigator.serviceWorker.register(worker, { updateViaCache: 'none' });
    const { active } = await navigator.serviceWorker.ready;
    const whole = await isWhole(active);
    if (look === latest) show(whole);
    keepStorage();
  } catch {
    // No network, or storage is not allowed. The page works; the next visit, or `online`, tries again.
  }
}

/** Looks that every file is there at each visit, and reads all of them once a version and day. */
async function isWhole(worker) {
  const { ready, version } = await ask(worker);
  const today = `${version} ${own()} ${new Date().toDateString()}`;
  if (!ready || localStorage.getItem(SEEN) === today) return ready;
  const thorough = await ask(worker, { deep: true });
  if (thorough.ready) localStorage.setItem(SEEN, today);
  return thorough.ready;
}

/** Puts the pages of another language on the device. @param {string} language @returns {Promise<boolean>} whether all are there */
export async function bring(language) {
  const registration = await navigator.serviceWorker?.getRegistration();
  return Boolean(registration?.active) && (await ask(registration.active, { language })).ready;
}

const own = () => document.documentElement.lang;

function ask(worker, { deep = false, language = own() } = {}) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage({ type: 'verify', deep, language }, [port2]);
  });
}

function show(ready) {
  const shown = byTestId('offline-ready');
  if (ready && !shown) document.getElementById('offline-line').append(clone('offline-ready'));
  if (!ready) shown?.remove();
}
