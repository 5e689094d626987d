// What answers in a set without a sound: a flash and a buzz.

import { buzz } from '../sound/haptics.js';
import { answer } from './cues.js';

const FLASH = { count: 'rep', last: 'rep', go: 'rep', switch: 'side', done: 'side' };
const BUZZ = { ...FLASH, last: 'last', done: 'done', down: 'phase', hold: 'phase', up: 'phase' };

/** The least of coaches, for a set that is tapped; one that leads gives the same (coach.js). */
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
    const answered = before && answer(before, run);
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
