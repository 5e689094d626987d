// Before a set: how much it hurts, or what to do with a practice that was cut short.

import { now, today } from '../page/clock.js';
import { byTestId, ignoreFetchError, only, say } from '../page/dom.js';
import { painIn, watchPain } from '../page/pain-scale.js';
import { hasPast, LEFT } from '../records/local.js';
import { settleAll, withTimeout } from './clock.js';
import { Counting } from './counting.js';
import { Gate } from './gate.js';
import { Steps } from './steps.js';

const PATIENCE_MS = 2_000; // for the phone to say whether a practice waits; then a new one can begin

export const GO_ON = '#go-on'; // to the page of another guide: its practice waits, and is to go on at once
const DOSE = '#dose='; // see plan/dose.js

/** @typedef {import('./machine.js').Run} Run */

export class Start {
  #root;
  #form;
  #store;
  #gate;
  #steps;
  #counting;
  #guide;
  #hash;
  #onCounter;
  #doses = null; // what offers another dose than the guide's, once there was one
  #waits = null;
  #waiting = null; // what shows a practice that waits, once one was found

  /**
   * @param {HTMLElement} root
   * @param {{slug: string, reps: number, sides: string[], tempo: import('./pace.js').Tempo}} guide
   * @param {import('../records/store.js').Store} store
   * @param {string} hash of the page's address: it may hold a dose for this once
   * @param {{onBegin: () => void, onCounter: (counter: import('./machine.js').Counter) => void}} on `onBegin`: what
   *   waits, the pain and the counting are to be asked for then; `onCounter`: what is going to count, as far as is
   *   known
   */
  constructor(root, guide, store, hash, { onBegin, onCounter }) {
    this.#root = root;
    this.#guide = guide;
    this.#hash = hash;
    this.#form = root.querySelector('#start');
    this.#store = store;
    this.#gate = new Gate(root.querySelector('[data-signs]'), store);
    this.#steps = new Steps(root, {
      onSigns: () => this.#onSigns(),
      onStance: () => this.#showStance(guide.tempo).catch(ignoreFetchError),
      onLeave: (pain) => this.#leave(pain),
    });
    this.#counting = new Counting(root.querySelector('[data-counting]'), guide.tempo, store, onCounter);
    this.#onCounter = onCounter;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!this.#steps.goOn()) onBegin();
    });
    watchPain(this.#form);
  }

  /** Pain before, null when skipped. @returns {?number} */
  get pain() {
    return painIn(this.#form);
  }

  /** What counts: as chosen, or as in the practice that waits. @returns {import('./machine.js').Counter} */
  get counter() {
    return this.#waits?.counter ?? this.#counting.counter;
  }

  /** @returns {import('./pace.js').Tempo} as chosen */
  get tempo() {
    return this.#counting.tempo;
  }

  /** What is to be done. @returns {import('./doses.js').Taken} */
  get dose() {
    return this.#doses?.taken ?? { reps: this.#guide.reps, rounds: 1, tempo: null, plan: null, rest: 60 };
  }

  /** With what the note of the practice begins. @returns {string} */
  get note() {
    return this.#doses?.activity ?? '';
  }

  /** Says why what was chosen can't count. @param {?string} why of the sentences in the page; null when it can */
  showProblem(why) {
    this.warn(why);
    if (why) this.#steps.askCounting();
  }

  /** Says the same, and goes to no other question. @param {?string} why */
  warn(why) {
    this.#counting.showProblem(why);
  }

  /** Shows the practice that waits, if there is one. @returns {Promise<?Run>} it, paused */
  async refresh() {
    const parts = settleAll(PATIENCE_MS, [this.#gate.refresh(), this.#counting.refresh(), this.#findDose()]);
    // Where nothing can be read, nothing waits, the signs were not read, and nothing was chosen.
    const run = await withTimeout(PATIENCE_MS, this.#find()).catch(() => null);
    await parts;
    this.#waits = run;
    if (run) await this.#waiting.show(run);
    only(this.#root, 'when', run ? 'waiting' : 'new');
    this.#steps.show({ isFirst: !hasPast(), isRead: this.#gate.isRead, isWaiting: run !== null });
    if (!this.#steps.isAtSigns) this.#prepare();
    delete this.#root.dataset.start;
    for (const name of ['begin', 'ask-next']) byTestId(name, this.#root).disabled = false;
    return run;
  }

  /** Shows what became of the practice before. @param {'nothing'|'kept'|''} line */
  showLine(line) {
    only(this.#root, 'line', line);
  }

  #onSigns() {
    this.#gate.pass();
    this.#prepare();
  }

  /** Fetches what the choice of a counter needs, once it is near. */
  #prepare() {
    this.#onCounter(this.counter);
    this.#counting.warn();
  }

  async #showStance(tempo) {
    const place = this.#part('[data-figure]');
    if (place.firstChild) return;
    const { showStance } = await import('./stance.js');
    await showStance(place, tempo, this.#part('[data-guide-page]').href);
  }

  /** Keeps how much it hurts as a check, and for Today that the practice was left. */
  async #leave(pain) {
    const line = this.#part('[data-left]');
    line.hidden = true;
    const check = { at: now(), session: null, pain, activities: [], tilts: [], note: '' };
    try {
      await Promise.all([this.#store.putCheck(check), this.#store.set(LEFT, { day: today() })]);
      import('../sync/client.js').then(({ syncSoon }) => syncSoon('practice'), ignoreFetchError);
    } catch {
      return; // every page tells of that by itself
    }
    say(line, { n: pain });
    line.hidden = false;
  }

  /** Loads the reader (waiting.js) only if something was left. @returns {Promise<?Run>} */
  async #find() {
    const saved = await this.#store.run();
    if (saved === undefined) return null;
    const { Waiting } = await import('./waiting.js');
    this.#waiting ??= new Waiting(this.#root, this.#store, (isKept) => this.#onEnd(isKept));
    return this.#waiting.read(saved);
  }

  /** Loads what offers doses (doses.js) only if there is another than the guide's. */
  async #findDose() {
    const plans = await this.#store.plans().catch(() => []);
    if (!this.#doses && plans.length === 0 && !this.#hash.startsWith(DOSE)) return;
    const { Doses } = await import('./doses.js');
    this.#doses ??= new Doses(this.#root, this.#guide, this.#store, this.#hash, () =>
      this.#counting.give(this.dose.tempo),
    );
    await this.#doses.refresh(plans);
  }

  async #onEnd(isKept) {
    if (isKept) this.showLine('kept');
    await this.refresh();
    this.#part('h1').focus();
  }

  #part(selector) {
    return this.#root.querySelector(selector);
  }
}
