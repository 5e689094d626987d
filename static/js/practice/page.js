// The page of a practice: what stands before a set. The set itself is fetched when it is chosen, or begun.

import { onRenewal } from '../page/clock.js';
import { unlessFetched } from '../page/dom.js';
import { deviceStore } from '../records/store.js';
import { tempoOf } from './pace.js';
import { GO_ON, Start } from './start.js';

const page = document.querySelector('[data-practice]');
const screen = page.querySelector('[data-screen="start"]');
const start = new Start(screen, tempoOf(page.dataset.tempo), deviceStore(), { onBegin, onCounter });

let set = null; // until it was fetched
let fetching = null;

async function onBegin() {
  const isHere = await fetchSet(start.counter).then(() => true, unlessFetched);
  if (isHere) await set.begin();
  else start.refuse('fetch');
}

/**
 * Sound and sensors are given inside a press alone: then no time is left to fetch them. From the phone's own copy all
 * is fetched at once.
 */
function onCounter(counter) {
  if (counter !== 'tap' || navigator.serviceWorker?.controller) fetchSet(counter).catch(() => {});
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
  import('./first.js').then(({ sayFirst }) => sayFirst(screen.querySelector('[data-first]')), unlessFetched);
}
const waiting = await start.look();
if (location.hash === GO_ON) {
  history.replaceState(null, '', location.pathname);
  if (waiting) await onBegin();
}
const isLooking = () => !set?.isUnderWay && !screen.hidden;
deviceStore().onChange(({ what, here }) => what === 'run' && !here && isLooking() && start.look());
onRenewal(() => isLooking() && start.look()); // says on which day a practice was cut short
