// Before a set: how much it hurts, or what to do with a practice that was cut short.

import { dayOf } from '../history/days.js';
import { byTestId, fill, only, say, unlessFetched } from '../page/dom.js';
import { formats, locale } from '../page/format.js';
import { painIn, watchPain } from '../page/pain-scale.js';
import { Claim } from './claim.js';
import { now } from './clock.js';
import { Counting } from './counting.js';
import { Gate } from './gate.js';
import { end, within } from './keeper.js';
import { step, totalReps } from './machine.js';
import { unfinished } from './restore.js';

const PATIENCE_MS = 2_000; // for the phone to say whether a practice waits; then a new one can begin

export const GO_ON = '#go-on'; // to the page of another guide: its practice waits, and is to go on at once

/** @typedef {import('./machine.js').Run} Run */

export class Start {
  #root;
  #form;
  #store;
  #gate;
  #counting;
  #onCounter;
  #waits = null;
  #claim = new Claim(() => {});

  /**
   * @param {HTMLElement} root
   * @param {import('./pace.js').Tempo} tempo the guide's
   * @param {import('../records/store.js').Store} store
   * @param {{onBegin: () => void, onCounter: (counter: import('./machine.js').Counter) => void}} on `onBegin`: what waits, the pain
   *   and the counting are to be asked for then; `onCounter`: what is going to count, as far as is known
   */
  constructor(root, tempo, store, { onBegin, onCounter }) {
    this.#root = root;
    this.#form = root.querySelector('#start');
    this.#store = store;
    this.#gate = new Gate(root, store);
    this.#counting = new Counting(root.querySelector('[data-counting]'), tempo, store, onCounter);
    this.#onCounter = onCounter;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#gate.pass();
      onBegin();
    });
    this.#part('[data-action="keep"]').addEventListener('click', () => this.#end((store, run) => this.#keep(store, run)));
    this.#part('[data-action="drop"]').addEventListener('click', () => this.#ask());
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

  /** Says why what was chosen can't count. @param {?('motion'|'fetch')} why null when it can */
  refuse(why) {
    this.#counting.tell(why);
  }

  /** Looks whether a practice waits, and offers it. @returns {Promise<?Run>} it, paused */
  async look() {
    const reading = [this.#gate.look(), this.#counting.look()].map((look) => within(PATIENCE_MS, look));
    const run = await within(PATIENCE_MS, this.#waiting()).catch(() => null); // where nothing can be read, nothing waits,
    await Promise.allSettled(reading); // the signs were not read, and nothing was chosen
    this.#waits = run;
    this.#onCounter(this.counter);
    if (run) await this.#show(run);
    only(this.#root, 'when', run ? 'waiting' : 'new');
    delete this.#root.dataset.start;
    byTestId('begin', this.#root).disabled = false;
    return run;
  }

  /** Tells what became of the practice before. @param {'nothing'|'kept'|''} line */
  tell(line) {
    only(this.#root, 'line', line);
  }

  async #waiting() {
    return unfinished(await this.#store.run());
  }

  async #show(run) {
    const write = formats(locale(document.documentElement.lang, navigator.languages));
    const day = write.day(dayOf(run.startedAt), dayOf(now().at));
    fill(this.#root, { title: run.title, day, time: write.time(run.startedAt) });
    for (const element of this.#root.querySelectorAll('[data-side]')) {
      const at = run.sets.findIndex((set) => set.side === element.dataset.side);
      element.hidden = at < 0 || at > run.current;
      if (at >= 0) fill(element, { [element.dataset.side]: run.sets[at].reps });
    }
    this.#part('[data-held]').hidden = !(await Claim.isHeld());
    say(this.#part('[data-total]'), { n: totalReps(run) });
  }

  #ask() {
    const dialog = this.#part('dialog');
    dialog.returnValue = '';
    dialog.addEventListener('close', () => dialog.returnValue === 'drop' && this.#end((store, run) => store.dropRun(run.id)), { once: true });
    dialog.showModal();
  }

  async #keep(store, run) {
    await end(store, step(run, { type: 'finish' }, now()));
    this.tell('kept');
    import('../sync/client.js').then(({ syncSoon }) => syncSoon('practice'), unlessFetched); // else the next page that opens syncs
  }

  /** Does `work` with the run as it stands now: another tab may have gone on with it until this moment. */
  async #end(work) {
    const problem = this.#part('[data-problem="storage"]');
    problem.hidden = true;
    await this.#claim.take();
    try {
      const run = unfinished(await this.#store.run());
      if (run) await work(this.#store, run);
      await this.look();
      this.#part('h1').focus();
    } catch {
      problem.hidden = false;
    } finally {
      this.#claim.release();
    }
  }

  #part(selector) {
    return this.#root.querySelector(selector);
  }
}
