// Flash and vibration after each repetition.

import { buzz } from '../sound/haptics.js';
import { cueAfter } from './cues.js';

const FLASH = { count: 'rep', last: 'rep', go: 'rep', switch: 'side', rest: 'side', done: 'side' };
const BUZZ = { ...FLASH, last: 'last', done: 'done', down: 'phase', hold: 'phase', up: 'phase' };

/** The coach of a set that is tapped; Coach, which also speaks, gives the same signals. */
export class Touch {
  /** Whether words are said, so that no screen reader need say them too. */
  speaks = false;
  #root;
  #choice = null;

  /** @param {HTMLElement} root the stage */
  constructor(root) {
    this.#root = root;
  }

  /** @param {import('../sound/choice.js').Choice} choice */
  start(choice) {
    this.#choice = choice;
  }

  /** @param {?import('./machine.js').Run} before @param {import('./machine.js').Run} run */
  follow(before, run) {
    const answered = before && cueAfter(before, run);
    if (answered) this.give(answered.cue);
  }

  /** @param {import('./cues.js').Name} cue */
  give(cue) {
    if (this.#choice.haptics && BUZZ[cue]) buzz(BUZZ[cue]);
    if (!this.#choice.flash || !FLASH[cue]) return;
    this.#root.dataset.flash = FLASH[cue];
    // seen once, then it fades
    requestAnimationFrame(() => requestAnimationFrame(() => delete this.#root.dataset.flash));
  }

  close() {}
}
