// The pocket lock: while the phone counts in a pocket, what touches its screen presses nothing.

import { isShown } from '../page/dom.js';

const HOLD_MS = 1_000;

export class Lock {
  #button;
  #covered;
  #timer;

  /** @param {HTMLButtonElement} button covers all @param {HTMLElement[]} covered what can't be used meanwhile */
  constructor(button, covered) {
    this.#button = button;
    this.#covered = covered;
    button.addEventListener('pointerdown', () => this.#hold());
    for (const end of ['pointerup', 'pointerleave', 'pointercancel']) {
      button.addEventListener(end, () => this.#letGo());
    }
    // A key or a screen reader presses with intent; a pocket does neither.
    button.addEventListener('click', ({ detail }) => detail === 0 && this.open());
    button.addEventListener('contextmenu', (event) => event.preventDefault()); // of a long press
  }

  close() {
    if (!this.#button.hidden) return;
    this.#cover(true);
    this.#button.focus({ preventScroll: true });
  }

  /** Opens it. The focus goes to the first of what can be used again. */
  open() {
    if (this.#button.hidden) return;
    this.#letGo();
    const hadFocus = document.activeElement === this.#button;
    this.#cover(false);
    const part = this.#covered.find(isShown);
    if (hadFocus) part?.querySelector('button, h1').focus({ preventScroll: true });
  }

  #cover(isCovered) {
    this.#button.hidden = !isCovered;
    for (const part of this.#covered) part.inert = isCovered;
  }

  #hold() {
    this.#letGo();
    this.#button.dataset.held = '';
    this.#timer = setTimeout(() => this.open(), HOLD_MS);
  }

  #letGo() {
    clearTimeout(this.#timer);
    delete this.#button.dataset.held;
  }
}
