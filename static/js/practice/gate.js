// The warning signs stand before the first practice on a device, and again when their words have changed.

import { today } from '../page/clock.js';
import { isShown, only } from '../page/dom.js';

const NAME = 'signs-read'; // {version, day}: which words, and when

export class Gate {
  #root;
  #signs;
  #store;
  #isRead = false;
  #keeping = null;

  /** @param {HTMLElement} root the start of a practice @param {import('../records/store.js').Store} store */
  constructor(root, store) {
    this.#root = root;
    this.#signs = root.querySelector('[data-signs]');
    this.#store = store;
  }

  /**
   * Shows the signs until they were read.
   * @returns {Promise<void>} when that is on the phone; rejects where it can't say
   */
  async refresh() {
    await this.#keeping;
    this.#isRead ||= (await this.#read())?.version === this.#signs.dataset.signs;
    only(this.#root, 'gate', this.#isRead ? 'read' : 'unread');
  }

  /** Who begins below the signs has read them. A phone that keeps nothing asks again when the page is opened anew. */
  pass() {
    if (!isShown(this.#signs)) return;
    this.#isRead = true;
    const read = { version: this.#signs.dataset.signs, day: today() };
    this.#keeping = this.#store.set(NAME, read).catch(() => {}); // every page tells of that by itself
  }

  #read() {
    return this.#store.setting(NAME);
  }
}
