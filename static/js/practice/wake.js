// Keeps the screen on while a set is under way, where the browser can.

import { screenStays } from './screen.js';

export class Wake {
  #wanted = false;
  #lock = null;
  #onChange;

  /** @param {(isAwake: boolean) => void} onChange whether the screen stays on, whenever that changes */
  constructor(onChange) {
    this.#onChange = onChange;
    // The browser lets go of the lock whenever the page is hidden.
    document.addEventListener('visibilitychange', () => this.hold(this.#wanted));
  }

  /** @param {boolean} wanted */
  async hold(wanted) {
    this.#wanted = wanted;
    if (!wanted) {
      this.#lock?.release().catch(() => {});
      this.#lock = null;
      return;
    }
    if (!screenStays() || document.hidden || (this.#lock && !this.#lock.released)) return;
    try {
      this.#lock = await navigator.wakeLock.request('screen');
      this.#lock.addEventListener('release', () => this.#onChange(false));
      this.#onChange(true);
      if (!this.#wanted) this.hold(false);
    } catch {
      // Refused, for instance on a low battery: the screen may go dark, the count stays.
    }
  }
}
