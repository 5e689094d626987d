// A practice that was cut short: says what there is of it, and keeps or drops it. Fetched where one is found.

import { today } from '../page/clock.js';
import { fill, say } from '../page/dom.js';
import { formats, locale } from '../page/format.js';
import { repsBySide } from '../records/days.js';
import { syncSoon } from '../sync/client.js';
import { Claim } from './claim.js';
import { now } from './clock.js';
import { end } from './keeper.js';
import { step, totalReps } from './machine.js';
import { unfinished } from './restore.js';

/** @typedef {import('./machine.js').Run} Run */

export class Waiting {
  #root;
  #store;
  #onEnd;
  #claim = new Claim(() => {});

  /**
   * @param {HTMLElement} root the start of a practice @param {import('../records/store.js').Store} store
   * @param {(isKept: boolean) => Promise<void>} onEnd once it was kept or dropped, or another tab did so
   */
  constructor(root, store, onEnd) {
    this.#root = root;
    this.#store = store;
    this.#onEnd = onEnd;
    this.#part('[data-action="keep"]').addEventListener('click', () => this.#end((run) => this.#keep(run)));
    this.#part('[data-action="drop"]').addEventListener('click', () => this.#ask());
  }

  /** @param {unknown} saved @returns {?Run} null where there is nothing to go on with */
  read(saved) {
    return unfinished(saved);
  }

  /** @param {Run} run @returns {Promise<void>} */
  async show(run) {
    const write = formats(locale(document.documentElement.lang, navigator.languages));
    const day = write.day(run.startedAt, today());
    fill(this.#root, { title: run.title, day, time: write.time(run.startedAt) });
    for (const element of this.#root.querySelectorAll('[data-side]')) {
      const { side } = element.dataset;
      element.hidden = !run.sets.slice(0, run.current + 1).some((set) => set.side === side);
      fill(element, { [side]: repsBySide(run)[side] });
    }
    this.#part('[data-held]').hidden = !(await Claim.isHeld());
    say(this.#part('[data-total]'), { n: totalReps(run) });
  }

  #ask() {
    const dialog = this.#part('dialog');
    dialog.returnValue = '';
    dialog.addEventListener(
      'close',
      () => dialog.returnValue === 'drop' && this.#end((run) => this.#store.dropRun(run.id)),
      { once: true },
    );
    dialog.showModal();
  }

  async #keep(run) {
    await end(this.#store, step(run, { type: 'finish' }, now()));
    syncSoon('practice');
    return true;
  }

  /** Does `work` with the latest state of the run, which another tab may have changed. */
  async #end(work) {
    const problem = this.#part('[data-problem="storage"]');
    problem.hidden = true;
    await this.#claim.take();
    try {
      const run = unfinished(await this.#store.run());
      const isKept = run ? (await work(run)) === true : false;
      await this.#onEnd(isKept);
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
