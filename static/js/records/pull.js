// What the records of another device do to those of this one. Fetched with the client of sync.

import { afterPull } from './entry.js';
import { LOST_NOTES, lostNote } from './lost-notes.js';
import { mendAfterPull } from './mend.js';

/** One page of an answer. */
export class Pull {
  #device;
  #lost = {};

  /** @param {string} device this one */
  constructor(device) {
    this.#device = device;
  }

  /**
   * @param {import('./entry.js').Entry|undefined} before @param {import('./merge.js').Record} record that was pulled
   * @returns {import('./entry.js').Entry}
   */
  after(before, record) {
    const lost = lostNote(before?.record, record, this.#device);
    if (lost !== null) this.#lost[record.id] = lost;
    return mendAfterPull(before, record, this.#device) ?? afterPull(before, record);
  }

  /** Keeps the notes that were replaced, in the same transaction. @param {object} settings the object store */
  async keepLost(settings) {
    if (Object.keys(this.#lost).length === 0) return;
    const before = (await settings.get(LOST_NOTES)) ?? {};
    const both = Object.entries(this.#lost).map(([id, text]) => [id, before[id] ? `${before[id]}\n${text}` : text]);
    await settings.put({ ...before, ...Object.fromEntries(both) }, LOST_NOTES);
  }
}
