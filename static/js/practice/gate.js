// The warning signs stand before the first practice on a device, and again when their words have changed.

import { today } from '../page/clock.js';

const NAME = 'signs-read'; // {version, day}: which words, and when

export class Gate {
  #signs;
  #store;
  #isRead = false;
  #keeping = null;

  /** @param {HTMLElement} signs names the version of their words @param {import('../records/store.js').Store} store */
  constructor(signs, store) {
    this.#signs = signs;
    this.#store = store;
  }

  /** Whether these words were read on this device, as far as is known. @returns {boolean} */
  get isRead() {
    return this.#isRead;
  }

  /** Looks whether they were read. @returns {Promise<void>} rejects where the device can't say */
  async refresh() {
    await this.#keeping;
    this.#isRead ||= (await this.#store.setting(NAME))?.version === this.#signs.dataset.signs;
  }

  /** Notes that they were read. A phone that keeps nothing asks again when the page is opened anew. */
  pass() {
    this.#isRead = true;
    const read = { version: this.#signs.dataset.signs, day: today() };
    this.#keeping = this.#store.set(NAME, read).catch(() => {}); // every page tells of that by itself
  }
}
