// The pocket lock: while the phone counts in a pocket, what touches its screen presses nothing.

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
    button.addEventListener('click', ({ detail }) => detail === 0 && this.set(false));
    button.addEventListener('contextmenu', (event) => event.preventDefault()); // of a long press
  }

  /** @param {boolean} isLocked */
  set(isLocked) {
    this.#letGo();
    this.#button.hidden = !isLocked;
    for (const part of this.#covered) part.inert = isLocked;
  }

  #hold() {
    this.#letGo();
    this.#button.dataset.held = '';
    this.#timer = setTimeout(() => this.set(false), HOLD_MS);
  }

  #letGo() {
    clearTimeout(this.#timer);
    delete this.#button.dataset.held;
  }
}
