// A set under way: connects the machine, the phone's storage, the counters and the screens. Fetched with the first set.

import { ask } from '../counters/samples.js';
import { start as startCounter } from '../counters/tap.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { deviceStore, newId, openStore } from '../records/store.js';
import { readChoice, valid } from '../sound/choice.js';
import { syncSoon } from '../sync/client.js';
import { Claim } from './claim.js';
import { now, withTimeout } from './clock.js';
import { saveCopy } from './copy.js';
import { Done, showSaved } from './done.js';
import { Keeper } from './keeper.js';
import { eventFor, listenToKeys } from './keys.js';
import { Lock } from './lock.js';
import { begin, catchUp, due, step, totalReps } from './machine.js';
import { tempoOf } from './pace.js';
import { Screens } from './screens.js';
import { Stage } from './stage.js';
import { GO_ON } from './start.js';
import { Touch } from './touch.js';
import { Wake } from './wake.js';

const PATIENCE_MS = 2_000; // for the phone to say what is to be heard
const ASLEEP_MS = 90_000; // a page that slept longer led nobody meanwhile

/** @typedef {import('./machine.js').Run} Run */

export class PracticeSet {
  /** The guide, as data of the page. */
  #guide;
  #screens;
  #start;
  #stage;
  #done;
  #wake;
  #claim;
  #touch;

  /**
   * What the person chose to hear; the defaults where the phone does not say.
   * @type {Promise<import('../sound/choice.js').Choice>}
   */
  #sound;

  /**
   * The practice as it is; the screens show it once it was written. Null before `begin`, and again after `#close`.
   * @type {?Run}
   */
  #run = null;

  /** Writes `#run`. Null before the first `begin`; each practice has its own. @type {?Keeper} */
  #keeper = null;

  /** Ends the counting of taps. @type {() => void} */
  #stopCounter = () => {};

  /**
   * What answers in this set: `#touch` where a person taps, else `#leader`.
   * @type {Touch | import('./coach.js').Coach}
   */
  #coach;

  /** Null until another counter than `tap` was loaded. @type {?import('./coach.js').Coach} */
  #leader = null;

  /** Null until the counter `motion` was loaded. @type {?import('./worn-phone.js').WornPhone} */
  #sensors = null;

  /** Null until the counter `camera` was loaded. @type {?import('./seen-person.js').SeenPerson} */
  #camera = null;

  /** @type {?Promise<import('./seen-person.js').SeenPerson>} */
  #loading = null;

  /** Whether `begin` waits for the phone: a second press may come before the screen changes. */
  #isBeginning = false;

  /** @param {HTMLElement} page @param {import('./start.js').Start} start the screen before the set */
  constructor(page, start) {
    const { tempo, drawn: side } = page.dataset;
    const send = (event) => this.#send(event);
    this.#guide = page.dataset;
    this.#screens = new Screens(page);
    this.#start = start;
    const figure = { tempo: tempoOf(tempo), page: page.querySelector('[data-guide-page]').href, side };
    const covered = page.querySelectorAll('.stage-zone, .stage-extra, .stage-bar, [data-screen="done"]');
    const lock = new Lock(page.querySelector('[data-lock]'), [...covered]);
    this.#stage = new Stage(this.#screens.get('stage'), send, figure, lock);
    this.#done = new Done(this.#screens.get('done'), figure.tempo, send, {
      onRetry: () => this.#keeper.keep(this.#run),
      onCopy: () => saveCopy(this.#run, now().at),
    });
    this.#wake = new Wake((isAwake) => this.#stage.showAwake(isAwake));
    this.#claim = new Claim(() => this.#onClaimLost());
    this.#touch = this.#coach = new Touch(this.#screens.get('stage'));
    this.#sound = withTimeout(PATIENCE_MS, openStore().then(readChoice)).catch(() => valid(null));
    this.#listen(page);
  }

  #listen(page) {
    page.querySelector('[data-action="take-back"]').addEventListener('click', () => this.#showStart());
    listenToKeys(this.#stage.zone, (key) => this.#onKey(key));
    document.addEventListener('visibilitychange', () => this.#onVisibility());
    addEventListener('pagehide', () => this.#onPageHide());
    addEventListener('pageshow', (event) => event.persisted && location.reload()); // another tab may have gone on since
    addEventListener('beforeunload', (event) => this.#run && this.#keeper.isInTrouble && event.preventDefault());
  }

  get isUnderWay() {
    return this.#run !== null;
  }

  /**
   * Fetches what leads and what counts.
   * @param {import('./machine.js').Counter} counter @returns {Promise<void>} rejects where it can't be fetched
   */
  async load(counter) {
    if (counter === 'tap') return;
    const { Coach } = await import('./coach.js');
    this.#leader ??= new Coach(this.#screens.get('stage'), {
      onInterrupted: () => this.#run?.counter === 'pace' && this.#send({ type: 'pause' }),
      onHeard: (isHeard) => this.#stage.showHeard(isHeard),
      send: (event) => this.#send(event),
    });
    if (counter === 'pace') return;
    if (counter === 'camera') return this.#loadCamera();
    const { WornPhone } = await import('./worn-phone.js');
    this.#sensors ??= new WornPhone({
      onRep: (depth) => this.#onMotion(depth),
      onStill: () => this.#send({ type: 'go' }),
      onTilt: (degrees) => this.#stage.tilt(degrees),
      onSilence: () => this.#onSilence(),
    });
  }

  async #loadCamera() {
    const { SeenPerson } = await import('./seen-person.js');
    this.#loading ??= SeenPerson.load(this.#screens.page, {
      onRep: (angles, cue) => this.#onSeen(angles, cue),
      onStill: () => this.#send({ type: 'go' }),
      onTrouble: (words) => this.#leader.sayIfQuiet(words),
      onOther: (counter) => this.#onOther(counter),
    });
    this.#loading.catch(() => {
      this.#loading = null; // it may be had another time
    });
    this.#camera = await this.#loading;
  }

  /** Why the camera can't count here, after `load`. @returns {Promise<?string>} of the sentences in the page */
  findCameraProblem() {
    return this.#camera.findProblem();
  }

  /**
   * Begins, or goes on with the practice that waits. To be called inside a press, after `load`.
   * @returns {Promise<void>}
   */
  async begin() {
    if (this.#run || this.#isBeginning) return;
    this.#isBeginning = true;
    try {
      const { counter } = this.#start;
      this.#coach = counter === 'tap' ? this.#touch : this.#leader;
      this.#coach.start(await this.#sound); // browsers give sound and sensors inside a press only
      const problem = await this.#ask(counter);
      await this.#claim.take(); // the tab that had it stops, so what is read now is all of it
      await this.#beginOrResume(await this.#start.refresh(), problem);
    } finally {
      this.#isBeginning = false;
      if (!this.#run) this.#camera?.stop(); // it was opened for a practice that did not begin
    }
  }

  /** @returns {Promise<?string>} why `counter` can't count; null when it can */
  async #ask(counter) {
    if (counter === 'motion') return (await ask()) ? null : 'motion';
    return counter === 'camera' ? this.#camera.ask() : null;
  }

  async #beginOrResume(waiting, problem) {
    if (waiting && waiting.guide !== this.#guide.guide) location.href = `../${waiting.guide}/${GO_ON}`;
    else if (waiting)
      await this.#resume(problem === null ? waiting : step(waiting, { type: 'counter', counter: 'tap' }, now()));
    else if (problem === null) await this.#open(this.#newRun());
    else this.#refuse(problem);
  }

  #resume(run) {
    return this.#open(run, { type: 'resume' });
  }

  #newRun() {
    const { guide, title, sides, ready } = this.#guide;
    const { counter, tempo, pain, dose, note } = this.#start;
    const { reps, rounds, plan, rest } = dose;
    const wanted = { guide, title, sides: sides.split(' '), target: reps, rounds, plan, counter, tempo, note };
    const waits = { ready: 1000 * Number(ready), rest: 1000 * rest };
    return begin({ ...wanted, ...waits, id: newId(), painBefore: pain }, now());
  }

  #refuse(problem) {
    this.#start.showProblem(problem);
    this.#coach.close();
    this.#claim.release();
  }

  async #open(run, event = null) {
    this.#start.showLine('');
    this.#start.showProblem(null);
    this.#stage.showUnsensed(false);
    this.#done.reset(run);
    this.#keeper = new Keeper(
      openStore,
      (kept) => this.#onKept(kept),
      () => this.#leave(),
    );
    this.#stopCounter = startCounter({ zone: this.#stage.zone, onRep: () => this.#onPress() });
    const begun = event ? step(run, event, now()) : run;
    const isAway = document.hidden && begun.counter !== 'pace'; // while the phone was asked
    this.#run = isAway ? step(begun, { type: 'away' }, now()) : begun;
    await this.#follow(null);
  }

  /** @returns {Promise<void>|undefined} when the new state is on the phone, or could not be written */
  #send(event) {
    return this.#run ? this.#become(step(this.#run, event, now())) : undefined;
  }

  #become(next) {
    if (next === this.#run) return undefined;
    const before = this.#run;
    this.#run = next;
    return this.#follow(before);
  }

  /** Passes the new state of the run to the screen, the coach, the sensors and the phone's storage. */
  #follow(before) {
    this.#stage.count(due(this.#run)?.at ?? null, () => this.#onDue());
    this.#coach.follow(before, this.#run);
    this.#sensors?.follow(this.#run);
    this.#camera?.follow(this.#run);
    return this.#keeper.keep(this.#run);
  }

  #onDue() {
    const { at } = due(this.#run);
    const moment = now();
    const isLed = this.#run.counter === 'pace' && this.#run.phase !== 'reached';
    const isLate = isLed && moment.mono - at > ASLEEP_MS;
    this.#become(isLate ? step(this.#run, { type: 'pause' }, { ...moment, mono: at }) : catchUp(this.#run, moment));
  }

  /** @returns {(() => void)|null} what takes it back; null when it did not count */
  #onPress() {
    const before = this.#run;
    if (this.#stage.zone.disabled) return null;
    this.#send({ type: 'rep' });
    if (this.#run === before) {
      this.#stage.tellOver();
      return null;
    }
    const reps = totalReps(this.#run);
    if (reps === totalReps(before)) return null; // it ended a rest
    return () => this.#run && totalReps(this.#run) >= reps && this.#send({ type: 'undo' });
  }

  #onMotion(depth) {
    if (this.#run.phase === 'set' && !this.#run.paused) this.#send({ type: 'rep', by: 'motion', depth });
  }

  #onSeen(angles, cue) {
    if (cue) this.#leader.sayBeside(cue);
    this.#send({ type: 'rep', by: 'camera', ...angles });
  }

  /** The camera is too slow, or its model fails. */
  #onOther(counter) {
    this.#stage.showUnsensed(false);
    this.#send({ type: 'counter', counter });
  }

  #onSilence() {
    this.#stage.showUnsensed(true);
    this.#send({ type: 'counter', counter: 'tap' });
  }

  /** @returns {boolean} whether the key meant something */
  #onKey(key) {
    if (!this.#run || document.documentElement.dataset.practising !== 'true') return false;
    const event = eventFor(key, this.#run);
    if (event.type === 'rep') this.#onPress();
    else this.#send(event);
    return true;
  }

  #onVisibility() {
    if (this.#run?.phase === 'done' && document.hidden) this.#done.keepNote();
    // a set that is led goes on
    else if (this.#run?.counter !== 'pace') this.#send({ type: document.hidden ? 'away' : 'back' });
  }

  /** @param {import('./keeper.js').Kept} kept */
  #onKept(kept) {
    const { run } = kept;
    if (run.id !== this.#run?.id) return; // closed while the phone was still writing
    if (run.phase === 'done' && totalReps(run) === 0) return this.#abandon();
    if (run.phase === 'done') this.#showDone(kept);
    else this.#showStage(kept);
    this.#wake.hold(['ready', 'set', 'switch', 'rest'].includes(run.phase) && !run.paused);
    const isSaved = kept.saved && !kept.error;
    showSaved(isSaved);
    if (isSaved) syncSoon('practice');
  }

  #showDone(kept) {
    this.#done.show(kept);
    if (this.#screens.get('done').hidden) ignoreStorageError(() => this.#compare());
    this.#screens.show('done');
    this.#claim.release();
  }

  /** With the practice before. */
  async #compare() {
    const store = await openStore();
    const sessions = await store.sessions();
    if (this.#run) this.#done.compare(this.#run, sessions);
  }

  #showStage(kept) {
    this.#stage.show(kept, this.#coach.speaks);
    this.#screens.show('stage', this.#stage.zone);
    if (!kept.error) this.#claim.take(); // in trouble it's not known whose the practice is
  }

  #onClaimLost() {
    if (!this.#run) return;
    if (this.#keeper.isInTrouble)
      this.#keeper.share(); // what is in memory alone is not left behind, unless the other tab counts on
    else this.#leave();
  }

  #leave() {
    this.#keeper.stop();
    this.#close();
    this.#screens.show('elsewhere');
  }

  #abandon() {
    this.#close();
    this.#start.showLine('nothing');
    this.#showStart();
  }

  #close() {
    this.#stopCounter();
    this.#coach.close();
    this.#sensors?.stop();
    this.#camera?.stop();
    this.#stage.close();
    this.#wake.hold(false);
    this.#claim.release();
    this.#run = null;
  }

  async #showStart() {
    await this.#start.refresh();
    this.#screens.show('start');
  }

  #onPageHide() {
    this.#camera?.stop();
    if (!this.#run) return;
    if (this.#run.phase === 'done') this.#done.keepNote();
    this.#keeper.leave(deviceStore());
    this.#claim.release();
  }
}
