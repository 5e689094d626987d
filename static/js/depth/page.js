// The page of the retest "How far do you hinge?": what to do, three bows, what came of it.

import { ask, listen } from '../counters/samples.js';
import { now, onRenewal } from '../page/clock.js';
import { only } from '../page/dom.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { Wake } from '../practice/wake.js';
import { deviceStore, openStore } from '../records/store.js';
import { readChoice, valid } from '../sound/choice.js';
import { syncSoon } from '../sync/client.js';
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

async function begin() {
  if (retest || isAsking) return;
  isAsking = true;
  guidance.start(sound); // browsers give sound and sensors inside a press only
  const isAllowed = await ask();
  isAsking = false;
  if (!isAllowed) return fail('DeviceMotionEvent' in globalThis ? 'refused' : 'silent');
  guess = Number(page.querySelector('[name=guess]:checked').value) || null;
  retest = new Retest();
  stop = listen(onSample, () => fail('silent'));
  wake.hold(true);
  dial.show(retest);
  show('measure');
}

function onSample(sample) {
  const happened = retest.push(sample);
  dial.show(retest);
  if (happened === 'bow' && retest.depths.length === BOWS) return finish();
  if (happened) guidance.tell(happened, { n: retest.depths.length, degrees: retest.depths.at(-1) });
}

async function finish() {
  const { depths } = retest;
  stopMeasuring();
  result = { at: now(), bows: depths };
  const keeping = keep(guess); // asked for at once: the page may be left at any moment
  guidance.tell('done', { degrees: depths.at(-1), best: Math.max(...depths) });
  guidance.end();
  showOutcome(screen('result'), result, guess);
  only(page, 'kept', '');
  show('result');
  if (!(await keeping)) return;
  syncSoon('change');
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

async function drop() {
  await ignoreStorageError(async () => {
    const store = deviceStore();
    await store.remove(resultId);
    await forgetGuess(store, result.at);
    syncSoon('change');
    only(page, 'kept', 'no');
    screen('result').querySelector('h1').focus();
    await refresh();
  });
}

/** @param {''|'refused'|'silent'|'hidden'} problem why it ended; empty when someone wanted it to */
function fail(problem) {
  stopMeasuring();
  guidance.close();
  show('start');
  only(page, 'problem', problem);
}

/** Nothing listens or keeps the screen on any more. */
function stopMeasuring() {
  stop();
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
  page.querySelector('[data-told]').hidden = name === 'measure';
  if (name === 'measure') document.documentElement.dataset.practising = 'true';
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
onRenewal(() => ignoreStorageError(refresh));
await ignoreStorageError(async () => {
  sound = await readChoice(await openStore());
  await refresh();
});
