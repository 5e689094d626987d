// The page of the retest "How far do you hinge?": what to do, three bows, what came of it.

import { ask, listen } from '../counters/samples.js';
import { now, onRenewal } from '../page/clock.js';
import { ignoreFetchError, only } from '../page/dom.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { Wake } from '../practice/wake.js';
import { deviceStore, openStore } from '../records/store.js';
import { readChoice, valid } from '../sound/choice.js';
import { Dial } from './dial.js';
import { forgetGuess, keepGuess, readGuesses } from './guesses.js';
import { Guidance } from './guidance.js';
import { showEarlier, showOutcome } from './outcome.js';
import { keepResult, readResults } from './results.js';
import { BOWS, Retest } from './retest.js';

const page = document.querySelector('[data-depth]');
const screen = (name) => page.querySelector(`[data-screen="${name}"]`);
const earlier = page.querySelector('[data-earlier]');
const dial = new Dial(screen('measure'));
const guidance = new Guidance(page);
const wake = new Wake((isAwake) => {
  page.querySelector('[data-awake]').hidden = !isAwake;
});

let sound = valid(null);
let retest = null; // while one is under way
let guess = null; // degrees, before they are measured; null without one
let result = null; // that is on the screen
let resultId = null; // of its check, once it is kept
let isAsking = false; // a second press comes before the answer
let stop = () => {};
let camera = null; // what sees the bows, once it was loaded
let loading = null;

const isByCamera = () => page.querySelector('[name=by]:checked').value === 'camera';

async function begin() {
  if (retest || isAsking) return;
  isAsking = true;
  const isSeen = isByCamera();
  guidance.start(sound, isSeen ? 'stand' : 'place'); // browsers give sound and sensors inside a press only
  const problem = await (isSeen ? askCamera() : askSensors());
  isAsking = false;
  if (problem || (isSeen && document.hidden)) return fail(problem ?? 'hidden');
  guess = Number(page.querySelector('[name=guess]:checked').value) || null;
  wake.hold(true);
  if (isSeen) look();
  else feel();
}

async function askSensors() {
  if (await ask()) return null;
  return 'DeviceMotionEvent' in globalThis ? 'refused' : 'silent';
}

/** Measures by the tilt of the phone. */
function feel() {
  retest = new Retest();
  stop = listen(onSample, () => fail('silent'));
  dial.show(retest);
  show('measure');
}

const askCamera = () =>
  loadCamera().then(
    () => camera.ask(),
    () => 'camera-offline',
  );

/** Measures by the camera. */
function look() {
  retest = camera;
  camera.start();
  show('seen');
}

function loadCamera() {
  loading ??= import('./seen-bows.js').then(async ({ SeenBows }) => {
    camera = await SeenBows.load(page, {
      onHappening: onSeen,
      onTrouble: (words) => guidance.warn(words),
      onFailure: () => fail('unseen'),
    });
  });
  loading.catch(() => {
    loading = null; // it may be had another time
  });
  return loading;
}

/** Says at once where the camera can't be had: its modules come with its pack. */
async function choose() {
  only(page, 'by', isByCamera() ? 'camera' : 'phone');
  only(page, 'problem', '');
  if (!isByCamera()) return;
  const why = await loadCamera().then(
    () => camera.findProblem(),
    () => 'camera-offline',
  );
  if (why && isByCamera()) only(page, 'problem', why);
}

/** @param {'ready'|'bow'|'unsure'} happening */
function onSeen(happening) {
  const { bows } = camera;
  if (bows.length === BOWS) return finish({ bows: bows.map(({ hip }) => hip), knees: bows.map(({ knee }) => knee) });
  guidance.tell(happening, { n: bows.length, degrees: bows.at(-1)?.hip });
}

function onSample(sample) {
  const happened = retest.push(sample);
  dial.show(retest);
  if (happened === 'bow' && retest.depths.length === BOWS) return finish({ bows: retest.depths });
  if (happened) guidance.tell(happened, { n: retest.depths.length, degrees: retest.depths.at(-1) });
}

/** @param {{bows: number[], knees?: number[]}} measured */
async function finish(measured) {
  stopMeasuring();
  result = { at: now(), ...measured };
  const { bows } = result;
  const keeping = keep(guess); // asked for at once: the page may be left at any moment
  guidance.tell('done', { degrees: bows.at(-1), best: Math.max(...bows) });
  guidance.end();
  showOutcome(screen('result'), result, guess);
  only(page, 'kept', '');
  show('result');
  if (!(await keeping)) return;
  syncKept();
  only(page, 'kept', 'yes');
  await ignoreStorageError(refresh);
}

/** @param {?number} guessed degrees @returns {Promise<true|undefined>} undefined after a StorageError */
function keep(guessed) {
  return ignoreStorageError(async () => {
    const store = deviceStore();
    const kept = [keepResult(store, result), guessed && keepGuess(store, result.at, guessed)];
    [resultId] = await Promise.all(kept);
    return true;
  });
}

/** Offers what was kept to the server. The page needs that module only now. */
async function syncKept() {
  const client = await import('../sync/client.js').catch(ignoreFetchError);
  client?.syncSoon('change');
}

async function drop() {
  await ignoreStorageError(async () => {
    const store = deviceStore();
    await store.remove(resultId);
    await forgetGuess(store, result.at);
    syncKept();
    only(page, 'kept', 'no');
    screen('result').querySelector('h1').focus();
    await refresh();
  });
}

/** @param {string} problem of the sentences in the page: why it ended; empty when someone wanted it to */
function fail(problem) {
  stopMeasuring();
  guidance.close();
  show('start');
  only(page, 'problem', problem);
}

/** Nothing listens, looks or keeps the screen on any more. */
function stopMeasuring() {
  stop();
  camera?.stop(); // it was asked for, and not begun
  retest = null;
  wake.hold(false);
}

function again() {
  page.querySelector('[name=guess][value=""]').checked = true; // a new measurement, a new guess
  show('start');
}

function show(name) {
  only(page, 'problem', '');
  only(page, 'screen', name);
  const isMeasuring = name === 'measure' || name === 'seen';
  page.querySelector('[data-told]').hidden = isMeasuring;
  if (isMeasuring) document.documentElement.dataset.practising = 'true';
  else delete document.documentElement.dataset.practising;
  scrollTo(0, 0);
  screen(name).querySelector('h1').focus({ preventScroll: true });
}

async function refresh() {
  const store = await openStore();
  showEarlier(earlier, await readResults(store), await readGuesses(store));
}

const actions = { begin, drop, cancel: () => fail(''), again };
page.addEventListener('click', ({ target }) => actions[target.closest('[data-action]')?.dataset.action]?.());
// sensors tell nothing then
document.addEventListener('visibilitychange', () => document.hidden && retest && fail('hidden'));
addEventListener('pagehide', () => camera?.stop());
page.addEventListener('change', ({ target }) => target.name === 'by' && choose());
if (isByCamera()) choose(); // before this script was here, or as the browser remembers it
onRenewal(() => ignoreStorageError(refresh));
ignoreStorageError(async () => {
  sound = await readChoice(await openStore());
  await refresh();
});
