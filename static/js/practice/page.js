// The page of a practice: what stands before a set. The set itself is fetched when it is chosen, or begun.

import { onRenewal } from '../page/clock.js';
import { ignoreFetchError } from '../page/dom.js';
import { deviceStore } from '../records/store.js';
import { tempoOf } from './pace.js';
import { GO_ON, Start } from './start.js';

const page = document.querySelector('[data-practice]');
const screen = page.querySelector('[data-screen="start"]');
const { guide: slug, target, sides, tempo } = page.dataset;
const guide = { slug, reps: Number(target), sides: sides.split(' '), tempo: tempoOf(tempo) };
const { hash } = location;
const start = new Start(screen, guide, deviceStore(), hash, { onBegin, onCounter });

let set = null; // until it was fetched
let fetching = null;

async function onBegin() {
  const isHere = await fetchSet(start.counter).then(() => true, ignoreFetchError);
  if (isHere) await set.begin();
  else start.showProblem(start.counter === 'camera' ? 'camera-offline' : 'fetch');
}

/**
 * Browsers allow sound and sensors only inside a press, too late to fetch modules. So they are fetched before; all of
 * them, where they come from the cache.
 */
function onCounter(counter) {
  if (counter === 'camera') prepareCamera();
  else if (counter !== 'tap' || navigator.serviceWorker?.controller) fetchSet(counter).catch(() => {});
}

/** Says at once where the camera can't be had: its modules come with its pack. */
async function prepareCamera() {
  const why = await fetchSet('camera').then(
    () => set.findCameraProblem(),
    () => 'camera-offline',
  );
  if (why && start.counter === 'camera') start.warn(why);
}

async function fetchSet(counter) {
  fetching ??= import('./set.js').then(({ PracticeSet }) => {
    set = new PracticeSet(page, start);
  });
  fetching.catch(() => {
    fetching = null; // it may be had another time
  });
  await fetching;
  await set.load(counter);
}

// iPhones, iPads (which say that they are Macs), and browsers inside apps of Android
if (/iP(hone|ad|od)|Macintosh|; wv\)/.test(navigator.userAgent)) {
  import('./first.js').then(({ sayFirst }) => sayFirst(screen.querySelector('[data-first]')), ignoreFetchError);
}
showStart();

/** Shows what stands before a set, or goes on with the practice in progress; then follows what changes elsewhere. */
async function showStart() {
  const waiting = await start.refresh();
  if (hash) history.replaceState(null, '', location.pathname); // what it asks for is for this once
  if (hash === GO_ON && waiting) await onBegin();
  const isLooking = () => !set?.isUnderWay && !screen.hidden;
  deviceStore().onChange(({ what, here }) => {
    const isElse = what === 'records' || (what === 'run' && !here); // sync may bring another plan
    if (isElse && isLooking()) start.refresh();
  });
  onRenewal(() => isLooking() && start.refresh()); // says on which day a practice was cut short
}
