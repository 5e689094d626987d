// A set under way: puts the machine, the phone's storage, the counters and the screens together. Fetched with the first one.

import { ask } from '../counters/sensors.js';
import { start as startCounter } from '../counters/tap.js';
import { deviceStore, newId, openStore } from '../records/store.js';
import { readChoice, valid } from '../sound/choice.js';
import { syncSoon } from '../sync/client.js';
import { Claim } from './claim.js';
import { now, within } from './clock.js';
import { saveCopy } from './copy.js';
import { Done, showSaved } from './done.js';
import { Keeper } from './keeper.js';
import { listenToKeys } from './keys.js';
import { begin as beginRun, caughtUp, due, step, totalReps } from './machine.js';
import { tempoOf } from './pace.js';
import { Stage } from './stage.js';
import { GO_ON } from './start.js';
import { Touch } from './touch.js';
import { Wake } from './wake.js';

const PATIENCE_MS = 2_000; // for the phone to say what is to be heard
const ASLEEP_MS = 90_000; // a page that slept longer led nobody meanwhile

const page = document.querySelector('[data-practice]');
const screens = Array.from(page.querySelectorAll('[data-screen]'));
const screen = (name) => screens.find((one) => one.dataset.screen === name);
const stage = new Stage(screen('stage'), send, { tempo: tempoOf(page.dataset.tempo), page: page.querySelector('[data-guide-page]').href, side: page.dataset.drawn });
const done = new Done(screen('done'), send, { onRetry: () => keeper.keep(run), onCopy: () => saveCopy(run, now().at) });
const wake = new Wake((isAwake) => stage.wake(isAwake));
const claim = new Claim(onClaimLost);

const touch = new Touch(screen('stage'));
const sound = within(PATIENCE_MS, openStore().then(readChoice)).catch(() => valid(null));

let start; // the screen before the set
let run = null; // as it is; what is shown is what was kept of it
let keeper = null;
let isOpening = false; // a second press comes before the screen changes
let stopCounter = () => {};
let coach = touch;
let led = null; // the coach that leads, and
let worn = null; // the phone that counts, once they were chosen

/** Begins, or goes on with what waits; inside a press. @param {import('./start.js').Start} screenBefore */
export async function begin(screenBefore) {
  if (run || isOpening) return;
  start = screenBefore;
  isOpening = true;
  try {
    const { counter } = start;
    coach = counter === 'tap' ? touch : led;
    coach.start(await sound); // browsers give sound and sensors inside a press only
    const canMove = counter !== 'motion' || (await ask());
    await claim.take(); // the tab that had it stops, so what is read now is all of it
    const waiting = await start.look();
    if (waiting && waiting.guide !== page.dataset.guide) location.href = `../${waiting.guide}/${GO_ON}`;
    else if (waiting) await open(canMove ? waiting : step(waiting, { type: 'counter', counter: 'tap' }, now()), { type: 'resume' });
    else if (canMove) await open(beginNew());
    else refuse();
  } finally {
    isOpening = false;
  }
}

/** Fetches what leads and what counts. @param {import('./machine.js').Counter} counter @returns {Promise<void>} rejects where it is not to be had */
export async function gather(counter) {
  if (counter === 'tap') return;
  const { Coach } = await import('./coach.js');
  const onInterrupted = () => run?.counter === 'pace' && send({ type: 'pause' });
  led ??= new Coach(screen('stage'), { onInterrupted, onHeard: (isHeard) => stage.hear(isHeard) });
  if (counter === 'pace') return;
  const { Worn } = await import('./worn.js');
  worn ??= new Worn({ onRep: onMotion, onStill: () => send({ type: 'go' }), onTilt: (degrees) => stage.tilt(degrees), onSilence });
}

export const isUnderWay = () => run !== null;

function refuse() {
  start.refuse('motion');
  coach.close();
  claim.release();
}

function beginNew() {
  const { guide, title, sides, target } = page.dataset;
  const plan = { guide, title, sides: sides.split(' '), target: Number(target), counter: start.counter, tempo: start.tempo };
  return beginRun({ ...plan, id: newId(), painBefore: start.pain }, now());
}

async function open(first, event = null) {
  start.tell('');
  start.refuse(null);
  stage.unsensed(false);
  done.reset();
  keeper = new Keeper(openStore, onKept, leave);
  stopCounter = startCounter({ zone: stage.zone, onRep: onPress });
  run = event ? step(first, event, now()) : first;
  await turn(null);
}

/** @returns {Promise<void>|undefined} when what came of it is on the phone, or refused */
function send(event) {
  return run ? become(step(run, event, now())) : undefined;
}

function become(next) {
  if (next === run) return undefined;
  const before = run;
  run = next;
  return turn(before);
}

/** Everything follows what the run has become. */
function turn(before) {
  stage.count(due(run)?.at ?? null, onDue);
  coach.follow(before, run);
  worn?.follow(run);
  return keeper.keep(run);
}

function onDue() {
  const { at } = due(run);
  const moment = now();
  const isLed = run.counter === 'pace' && run.phase === 'set';
  if (isLed && moment.mono - at > ASLEEP_MS) become(step(run, { type: 'pause' }, { ...moment, mono: at }));
  else become(caughtUp(run, moment));
}

/** @returns {(() => void)|null} what takes it back; null when it did not count */
function onPress() {
  const before = run;
  if (!stage.zone.disabled) send({ type: 'rep' });
  if (run === before) return null;
  const reps = totalReps(run);
  return () => run && totalReps(run) >= reps && send({ type: 'undo' });
}

function onMotion(depth) {
  if (run.phase === 'set' && !run.paused) send({ type: 'rep', by: 'motion', depth });
}

function onSilence() {
  stage.unsensed(true);
  send({ type: 'counter', counter: 'tap' });
}

/** @param {import('./keeper.js').Kept} kept */
function onKept(kept) {
  if (kept.run.id !== run?.id) return; // closed while the phone was still writing
  if (kept.run.phase === 'done' && totalReps(kept.run) === 0) return abandon();
  if (kept.run.phase === 'done') {
    done.show(kept);
    if (screen('done').hidden) openStore().then((store) => store.sessions()).then((all) => run && done.compare(run, all), () => {});
    showScreen('done');
    claim.release();
  } else {
    stage.show(kept, coach.speaks);
    showScreen('stage');
    if (!kept.error) claim.take(); // in trouble it's not known whose the practice is
  }
  wake.hold(['ready', 'set', 'switch'].includes(kept.run.phase) && !kept.run.paused);
  showSaved(kept.saved && !kept.error);
  if (kept.saved && !kept.error) syncSoon('practice');
}

function abandon() {
  close();
  start.tell('nothing');
  showStart();
}

function onClaimLost() {
  if (!run) return;
  if (keeper.isInTrouble) keeper.share(); // what is in memory alone is not left behind, unless the other tab counts on
  else leave();
}

function leave() {
  keeper.stop();
  close();
  showScreen('elsewhere');
}

function close() {
  stopCounter();
  coach.close();
  worn?.stop();
  stage.close();
  wake.hold(false);
  claim.release();
  run = null;
}

async function showStart() {
  await start.look();
  showScreen('start');
}

function showScreen(name) {
  const before = screens.find((one) => !one.hidden);
  const shown = screen(name);
  if (shown === before) return;
  before.hidden = true;
  shown.hidden = false;
  if (name === 'stage') document.documentElement.dataset.practising = 'true';
  else delete document.documentElement.dataset.practising;
  scrollTo(0, 0);
  (name === 'stage' ? stage.zone : shown.querySelector('h1')).focus({ preventScroll: true });
}

function onKey(ask) {
  if (!run || document.documentElement.dataset.practising !== 'true') return false;
  const { phase, paused } = run;
  if (ask === 'rep') onPress();
  else if (ask === 'undo') send({ type: 'undo' });
  else if (ask === 'pause') send({ type: paused ? 'resume' : 'pause' });
  else if (paused) send({ type: 'resume' });
  else if (phase === 'set') return false; // Enter presses the tap zone then
  else send({ type: phase === 'reached' ? 'finish' : 'go' });
  return true;
}

page.querySelector('[data-action="take-back"]').addEventListener('click', showStart);
listenToKeys(stage.zone, onKey);
document.addEventListener('visibilitychange', () => {
  if (run?.phase === 'done' && document.hidden) done.keepNote();
  else if (run?.counter !== 'pace') send({ type: document.hidden ? 'away' : 'back' }); // a set that is led goes on
});
addEventListener('pagehide', () => {
  if (!run) return;
  if (run.phase === 'done') done.keepNote();
  keeper.leave(deviceStore());
  claim.release();
});
addEventListener('pageshow', (event) => event.persisted && location.reload()); // another tab may have gone on since
addEventListener('beforeunload', (event) => run && keeper.isInTrouble && event.preventDefault());
