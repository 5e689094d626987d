// Registers the worker, and shows when every file is in the cache, or why that is impossible.
import { today } from '../page/clock.js';
import { clone } from '../page/dom.js';
import { recall, remember } from '../records/local.js';
import { keepStorage } from './persist.js';

const WORKER = `${new URL(import.meta.url).pathname.split('/static/')[0]}/sw.js`;
// The one policy of Trusted Types that a page may make: whatever it is given, it gives this address.
const worker =
  window.trustedTypes?.createPolicy('worker', { createScriptURL: () => WORKER }).createScriptURL('') ?? WORKER;

const SEEN = 'verified'; // in localStorage: the version that was read through, and the day
const REFUSALS = ['NotAllowedError', 'NotSupportedError', 'SecurityError']; // private windows, site data switched off

let latest = 0; // a worker that was replaced never answers, so a newer look doesn't wait for an older one
let shown = null;

if (!navigator.serviceWorker) {
  show(isSecureContext ? 'unable' : 'insecure');
} else if (!('leaving' in document.documentElement.dataset)) {
  // a page that only leads to another language (early.js) must not bring its own
  if (document.readyState === 'complete') check();
  else addEventListener('load', check); // the first visit's page goes before the files for later
  addEventListener('online', check);
  navigator.serviceWorker.addEventListener('controllerchange', check);
  navigator.serviceWorker.addEventListener(
    'message',
    ({ data }) => data?.type === 'incomplete' && show(reasonUnready(data)),
  );
}

async function check() {
  const look = ++latest;
  try {
    await navigator.serviceWorker.register(worker, { updateViaCache: 'none' });
    const { active } = await navigator.serviceWorker.ready;
    const answer = await verify(active);
    if (look === latest) show(answer.ready ? 'ready' : reasonUnready(answer));
    keepStorage();
  } catch (error) {
    if (REFUSALS.includes(error.name)) show('unable');
    // Else no network. The page works; the next visit, or `online`, tries again.
  }
}

/** Checks at each visit that every file is there, and once a version and day also their content. */
async function verify(worker) {
  const answer = await ask(worker);
  const seen = `${answer.version} ${pageLanguage()} ${today()}`;
  if (!answer.ready || recall(SEEN) === seen) return answer;
  const thorough = await ask(worker, { deep: true });
  if (thorough.ready) remember(SEEN, seen);
  return thorough;
}

/** Why it is not ready, where that is known and will last. */
const reasonUnready = ({ full }) => (full ? 'full' : null);

/**
 * Puts the pages of another language on the device.
 * @param {string} language @returns {Promise<boolean>} whether all are there
 */
export async function fetchLanguage(language) {
  const registration = await navigator.serviceWorker?.getRegistration();
  return Boolean(registration?.active) && (await ask(registration.active, { language })).ready;
}

const pageLanguage = () => document.documentElement.lang;

function ask(worker, { deep = false, language = pageLanguage() } = {}) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage({ type: 'verify', deep, language }, [port2]);
  });
}

/** @param {?('ready'|'unable'|'insecure'|'full')} name null while nothing is known */
function show(name) {
  if (name === shown) return; // a screen reader would hear it again
  shown = name;
  document.getElementById('offline-line').replaceChildren(...(name ? [clone(`offline-${name}`)] : []));
}
