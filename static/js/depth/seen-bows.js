// Three bows before the camera: how far hips and knees bend in each.

import { rounded } from '../counters/pose/trust.js';
import { byTestId, say } from '../page/dom.js';
import { Sight } from '../practice/sight.js';
import { BOWS } from './retest.js';

/** @typedef {{hip: number, knee: number}} Bow degrees, as exactly as they can be trusted */

export class SeenBows {
  /** @type {Bow[]} */
  bows = [];
  #root;
  #sight;
  #onHappening;
  #isReady = false;

  /**
   * Puts the words and the picture into the page.
   * @param {HTMLElement} page of the retest
   * @param {{onHappening: (happening: 'ready'|'bow'|'unsure') => void, onTrouble: (words: string) => void,
   *   onFailure: () => void}} on `ready`: the person stood still; `bow`: it was measured; `unsure`: it can't be, seen
   *   like this; `onTrouble`, `onFailure`: see Sight
   * @returns {Promise<SeenBows>} rejects with a TypeError where it can't be had
   */
  static async load(page, { onHappening, ...on }) {
    const screen = page.querySelector('[data-screen="seen"]');
    const bows = new SeenBows(screen, onHappening);
    bows.#sight = await Sight.load(page.querySelector('[data-camera]'), screen, {
      ...on,
      onRep: (rep) => bows.#take(rep),
      onStill: () => bows.#stand(),
    });
    return bows;
  }

  constructor(root, onHappening) {
    this.#root = root;
    this.#onHappening = onHappening;
  }

  /** See Sight. */
  findProblem() {
    return this.#sight.findProblem();
  }

  /** See Sight. */
  ask() {
    return this.#sight.ask();
  }

  start() {
    [this.bows, this.#isReady] = [[], false];
    this.#sight.begin();
    this.#sight.start();
    this.#show();
  }

  stop() {
    this.#sight.stop();
  }

  #stand() {
    if (this.#isReady) return;
    this.#isReady = true;
    this.#onHappening('ready');
  }

  #take({ hip, knee, trusted }) {
    if (!this.#isReady) return;
    if (trusted) this.bows.push({ hip: rounded(hip), knee: rounded(knee) });
    this.#show();
    this.#onHappening(trusted ? 'bow' : 'unsure');
  }

  #show() {
    say(this.#root.querySelector('[data-bow]'), { bow: Math.min(this.bows.length + 1, BOWS) });
    byTestId('seen', this.#root).textContent = this.bows.length;
    this.#root.querySelector('[data-depths]').textContent = this.bows.map(({ hip }) => `${hip}°`).join(' · ');
  }
}
