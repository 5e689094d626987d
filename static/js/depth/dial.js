// The screen while bows are measured, read from two metres: degrees in a ring, and what to do now.

import { byTestId, only, say } from '../page/dom.js';
import { Ring } from '../practice/ring.js';
import { BOWS } from './retest.js';

export class Dial {
  #root;
  #ring;
  #shown = '';

  /** @param {HTMLElement} root the stage */
  constructor(root) {
    this.#root = root;
    this.#ring = new Ring(root.querySelector('.stage-ring'));
  }

  /** @param {import('./retest.js').Retest} retest */
  show(retest) {
    const { isReady, isTurning, depths } = retest;
    const degrees = Math.round(retest.degrees);
    const shown = [isReady, isTurning, degrees, depths].join();
    if (shown === this.#shown) return; // sixty samples a second mostly say the same
    this.#shown = shown;
    this.#root.dataset.dial = isReady ? 'bow' : 'still';
    this.#ring.showDepth(degrees);
    byTestId('degrees', this.#root).textContent = degrees;
    say(this.#root.querySelector('[data-bow]'), { bow: Math.min(depths.length + 1, BOWS) });
    only(this.#root, 'turn', isTurning ? 'up' : 'down');
    this.#root.querySelector('[data-depths]').textContent = depths.map((depth) => `${depth}°`).join(' · ');
    this.#root.style.setProperty('--level', depths.length / BOWS);
  }
}
