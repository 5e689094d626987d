// The screen of a set: shows a run, and says what is pressed.

import { onClick } from '../counters/tap.js';
import { byTestId, isShown, only, say, sentence } from '../page/dom.js';
import { Leading } from './leading.js';
import { isLast, phaseAfter, roundOf, totalReps, upcoming } from './machine.js';

const COUNTED_MS = 1_600; // how long a side that is done stays in sight before the next is announced
const OVER_MS = 2_000; // how long the screen says that a press did not count
const LOCKED = ['ready', 'set', 'counted', 'switch', 'rest']; // where a phone that counts is in a pocket, or goes there
const TICK_MS = 200;

export class Stage {
  #root;
  #live;
  #leading;
  #lock;
  #shown = null;
  #countedUntil = 0;
  #overTimer;
  #timer;

  /**
   * @param {HTMLElement} root @param {(event: import('./machine.js').Event) => void} send
   * @param {{tempo: import('./pace.js').Tempo, page: string, side: string}} guide see leading.js
   * @param {import('./lock.js').Lock} lock closed while the phone counts; then it is for a person to open
   */
  constructor(root, send, guide, lock) {
    this.#root = root;
    this.#leading = new Leading(root, guide);
    this.#live = root.querySelector('[data-live]');
    this.#lock = lock;
    for (const button of root.querySelectorAll('[data-action]')) {
      const { action } = button.dataset;
      onClick(button, () => send({ type: action === 'hold' ? 'pause' : action }));
    }
  }

  /** The tap zone. @returns {HTMLButtonElement} */
  get zone() {
    return byTestId('rep', this.#root);
  }

  /** Says whether the screen stays on. @param {boolean} isAwake */
  showAwake(isAwake) {
    this.#root.querySelector('[data-awake]').hidden = !isAwake;
  }

  /** Says that only the picture leads, unless it `isHeard`. @param {boolean} isHeard */
  showHeard(isHeard) {
    only(this.#root, 'heard', isHeard ? 'yes' : 'no');
  }

  /** Says that the phone tells of no movement. @param {boolean} isUnsensed */
  showUnsensed(isUnsensed) {
    this.#root.querySelector('[data-unsensed]').hidden = !isUnsensed;
  }

  /** Says that a press did not count, for the side has its target. */
  tellOver() {
    const line = this.#root.querySelector('.stage-line');
    line.dataset.isOver = '';
    this.#live.textContent = line.querySelector('[data-over]').textContent;
    clearTimeout(this.#overTimer);
    this.#overTimer = setTimeout(() => delete line.dataset.isOver, OVER_MS);
  }

  /** How far the phone is tilted now. @param {number} degrees */
  tilt(degrees) {
    this.#leading.tilt(degrees);
  }

  /** @param {import('./keeper.js').Kept} kept @param {boolean} isSpoken whether the coach says it already */
  show({ run, error }, isSpoken) {
    const before = this.#shown;
    this.#shown = run;
    const isBetween = run.phase === 'switch' || run.phase === 'rest';
    const sideIsDone = isBetween && before?.phase === 'set' && totalReps(run) > totalReps(before);
    if (sideIsDone) this.#countedUntil = performance.now() + COUNTED_MS;
    if (!isBetween) this.#countedUntil = 0;
    this.#draw();
    this.#leading.follow(run);
    this.#root.querySelector('[data-unkept]').hidden = error === null;
    if (!isSpoken) this.#announce(run);
  }

  /**
   * Counts down to `until` (see machine.js) on the screen, and calls when it has come.
   * @param {?number} until @param {() => void} onDue
   */
  count(until, onDue) {
    clearTimeout(this.#timer);
    const counting = this.#root.querySelectorAll('[data-countdown]');
    if (until === null) {
      for (const words of counting) words.textContent = '';
      return;
    }
    const left = until - performance.now();
    if (left <= 0) return onDue();
    for (const words of counting) say(words, { n: Math.ceil(left / 1000) });
    if (this.#shown) this.#draw();
    this.#timer = setTimeout(() => this.count(until, onDue), Math.min(TICK_MS, left));
  }

  close() {
    clearTimeout(this.#timer);
    this.#leading.follow(null);
    clearTimeout(this.#overTimer);
    delete this.#root.querySelector('.stage-line').dataset.isOver;
    this.#lock.open();
    this.#shown = null;
    this.#live.textContent = '';
  }

  #draw() {
    const run = this.#shown;
    const state = this.#state(run);
    const set = run.sets[state === 'counted' ? run.current : upcoming(run)];
    const isResting = state === 'rest';
    this.#drawSet(set, isResting);
    this.#drawRound(run, run.sets.indexOf(set));
    only(this.#root, 'current', run.sets[run.current].side);
    this.#root.dataset.counter = isResting ? 'tap' : run.counter; // in a rest nothing leads
    const now = state === 'paused' && run.phase === 'set' && !isLast(run) ? [state, 'paused-early'] : [state];
    const holds = (list, values) => list === undefined || list.split(' ').some((one) => values.includes(one));
    for (const element of this.#root.querySelectorAll('[data-in], [data-by]')) {
      element.hidden = !holds(element.dataset.in, now) || !holds(element.dataset.by, [run.counter]);
    }
    this.zone.disabled = state === 'paused';
    this.zone.setAttribute('aria-label', this.zone.dataset[isResting ? 'skip' : 'count']);
    byTestId('undo', this.#root).disabled = totalReps(run) === 0 && run.phase === 'ready';
    const isInHand = run.counter !== 'motion' || state === 'paused'; // its sensors fell silent, or it was taken out
    if (isInHand) this.#lock.open();
    if (this.#root.dataset.state !== state) this.#enter(state);
  }

  #enter(state) {
    this.#root.dataset.state = state;
    if (this.#shown.counter === 'motion' && LOCKED.includes(state)) return this.#lock.close();
    const active = document.activeElement;
    if (this.#root.contains(active) && isShown(active) && !active.disabled) return;
    const control = state === 'paused' ? this.#root.querySelector('[data-action="resume"]') : this.zone;
    control.focus({ preventScroll: true }); // what had it is gone
  }

  #drawRound(run, at) {
    const { round, rounds } = roundOf(run, at);
    const after = phaseAfter(run, run.current);
    only(this.#root, 'after', after === 'switch' ? run.sets[run.current + 1].side : after);
    this.#root.querySelector('[data-rounds]').hidden = rounds === 1;
    for (const words of this.#root.querySelectorAll('[data-round]')) say(words, { round, rounds });
  }

  #drawSet({ side, reps, target }, isResting) {
    const label = byTestId('side', this.#root);
    for (const element of [this.#root, label]) element.dataset.side = isResting ? 'both' : side;
    say(this.#root.querySelector('[data-of]'), { n: target });
    only(this.#root, 'shown', side);
    const count = byTestId('count', this.#root);
    count.textContent = reps;
    count.dataset.digits = String(reps).length;
    this.#root.querySelectorAll('[data-cue]').forEach((cue, at, cues) => {
      cue.hidden = at !== reps % cues.length; // one to think of in each repetition
    });
    this.#root.style.setProperty('--level', target ? Math.min(1, reps / target) : 0);
    this.#root.style.setProperty('--target', target ?? 1);
    this.#root.toggleAttribute('data-full', target !== null && reps >= target);
  }

  #state(run) {
    if (run.paused) return 'paused';
    return performance.now() < this.#countedUntil ? 'counted' : run.phase;
  }

  #announce(run) {
    const { side, reps } = run.sets[run.current];
    const name = (one) => this.#root.querySelector(`[data-name="${one}"]`).dataset;
    const next = name(run.sets[upcoming(run)].side);
    const words = this.#root.querySelector(`[data-say="${run.paused ? 'paused' : run.phase}"]`);
    const said = sentence(words, {
      ...roundOf(run, run.current),
      reps,
      side: name(side).word,
      next: next.word,
      stance: next.stance,
    });
    if (this.#live.textContent !== said) this.#live.textContent = said;
  }
}
