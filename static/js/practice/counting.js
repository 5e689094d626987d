// Before a set: who counts, and at which tempo. The last choice is remembered.

import { ignoreFetchError, only, say } from '../page/dom.js';
import { secondsAt, written } from '../page/seconds.js';
import { PERCENTS, scale } from './pace.js';

const NAME = 'counting'; // among the settings: {counter, percent, guides}, `guides` being the counter chosen for each
const COUNTERS = ['tap', 'pace', 'motion', 'camera'];

export class Counting {
  #root;
  #store;
  #tempo;
  #percent = 100;

  /** The percent of the dose that is taken, in the place of what was chosen; null without one. */
  #given = null;

  /** The counter that was chosen last, for whichever guide. */
  #last;

  /** The counter that was chosen for each guide, by slug. */
  #guides = {};

  /**
   * @param {HTMLElement} root @param {import('./pace.js').Tempo} tempo the guide's
   * @param {import('../records/store.js').Store} store
   * @param {(counter: import('./machine.js').Counter) => void} onCounter when another is chosen
   */
  constructor(root, tempo, store, onCounter) {
    this.#root = root;
    this.#tempo = tempo;
    this.#store = store;
    root.addEventListener('change', () => {
      this.#last = this.counter;
      this.#guides = { ...this.#guides, [root.dataset.guide]: this.counter };
      this.#keep();
      onCounter(this.counter);
    });
    for (const button of root.querySelectorAll('[data-faster]')) {
      button.addEventListener('click', () => this.#changeSpeed(Number(button.dataset.faster)));
    }
    this.#draw();
  }

  /** @returns {import('./machine.js').Counter} */
  get counter() {
    return this.#root.querySelector('input:checked').value;
  }

  /** @returns {import('./pace.js').Tempo} as chosen */
  get tempo() {
    return scale(this.#tempo, this.#speed);
  }

  /**
   * Takes the tempo of a dose; changing it then is for this once.
   * @param {?number} duration of a repetition in per cent of the guide's own; null: as chosen
   */
  give(duration) {
    this.#given = duration && 10_000 / duration;
    this.#draw();
  }

  get #speed() {
    return this.#given ?? this.#percent;
  }

  /** The next percent that is slower or faster. @param {number} by -1 or 1 @returns {number|undefined} */
  #beside(by) {
    return by > 0 ? PERCENTS.find((one) => one > this.#speed) : PERCENTS.findLast((one) => one < this.#speed);
  }

  /** Shows what was chosen last. @returns {Promise<void>} rejects where the device can't say */
  async refresh() {
    const { counter: last, percent, guides } = (await this.#store.setting(NAME)) ?? {};
    const { guide, firstChoice } = this.#root.dataset;
    this.#last = last;
    this.#guides = guides ?? {};
    // Where the hands are busy, what was chosen for another guide says nothing.
    const counter = this.#guides[guide] ?? (firstChoice === 'tap' ? last : firstChoice);
    if (COUNTERS.includes(counter)) this.#root.querySelector(`input[value="${counter}"]`).checked = true;
    if (PERCENTS.includes(percent)) this.#percent = percent;
    this.#draw();
  }

  /** Says why what was chosen can't count. @param {?string} why of the sentences in the page; null when it can */
  showProblem(why) {
    only(this.#root, 'problem', why);
  }

  #changeSpeed(by) {
    const next = this.#beside(by) ?? this.#speed;
    if (this.#given === null) this.#percent = next;
    else this.#given = next;
    this.#keep();
  }

  #keep() {
    this.showProblem(null);
    this.#draw();
    this.warn();
    const choice = { counter: this.#last, percent: this.#percent, guides: this.#guides };
    this.#store.set(NAME, choice).catch(() => {}); // every page tells of that by itself
  }

  #draw() {
    for (const element of this.#root.querySelectorAll('[data-counter]')) {
      element.hidden = !element.dataset.counter.split(' ').includes(this.counter);
    }
    const { down, pause, up } = secondsAt(Object.values(this.#tempo), 10_000 / this.#speed);
    const [eccentric, still, concentric] = [down, pause, up].map(written);
    say(this.#root.querySelector('[data-tempo]'), { eccentric, pause: still, concentric });
    for (const button of this.#root.querySelectorAll('[data-faster]'))
      button.disabled = this.#beside(Number(button.dataset.faster)) === undefined;
  }

  /** Warns where the screen may go dark, or no sound can lead. It is not needed to begin. */
  warn() {
    if (this.counter !== 'tap') this.#warn().catch(ignoreFetchError);
  }

  async #warn() {
    const [{ screenStays }, { leading }] = await Promise.all([import('./screen.js'), import('../sound/means.js')]);
    this.#root.querySelector('[data-dark]').hidden = screenStays();
    only(this.#root, 'led', await leading(this.#store, document.documentElement.lang));
  }
}
