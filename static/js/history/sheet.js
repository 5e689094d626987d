// A sheet in which a record is changed, or deleted. What it has fields for says `fields`: edit.js, edit-check.js.

import { now } from '../page/clock.js';
import { fill, only, say } from '../page/dom.js';
import { inWords } from '../page/reasons.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { readBeside } from '../records/besides.js';
import { reasonOf } from '../records/check.js';
import { rejectionOf } from '../records/entry.js';
import { withBeside } from '../records/operations.js';
import { wordsOf } from '../records/retests.js';
import { isAhead } from '../records/time.js';
import { syncSoon } from '../sync/client.js';
import { timeOf } from './story.js';
import { fieldsOf } from './when.js';

/**
 * @typedef {import('../records/merge.js').Record} Record
 * @typedef {{kind: string, sheet: HTMLDialogElement, fill: (data: object) => void,
 *   read: (data: object) => {changed: object} | {problem: string}}} Fields `fill` writes all but the day and the time
 *   into the fields of the sheet; `read` says which of `data` a person changed, or what keeps it from being saved
 */

export class Sheet {
  #fields;
  #store;
  #write;
  #onDelete;
  #sheet;
  #form;

  /** As it was when the sheet was opened. Null before the first time. @type {?Record} */
  #record = null;

  /**
   * @param {Fields} fields @param {import('../records/store.js').Store} store
   * @param {ReturnType<import('../page/format.js').formats>} write
   * @param {(record: Record, what: string) => void} onDelete is given the record as it was, and its title
   */
  constructor(fields, store, write, onDelete) {
    this.#fields = fields;
    this.#store = store;
    this.#write = write;
    this.#onDelete = onDelete;
    this.#sheet = fields.sheet;
    this.#form = this.#sheet.querySelector('form');
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault(); // closes only once the phone has kept it
      return this.#submit(event.submitter?.value ?? 'save');
    });
  }

  /** Opens the sheet of a record of its kind; does nothing where there is none. @param {string} id */
  async open(id) {
    const [entry, beside] =
      (await ignoreStorageError(() => Promise.all([this.#store.entry(id), readBeside(this.#store, id)]))) ?? [];
    if (entry?.record.kind !== this.#fields.kind) return;
    this.#record = { ...entry.record, data: withBeside(entry.record.data, beside) };
    this.#showProblem(null);
    this.#fill(this.#record.data, timeOf(entry));
    this.#showRejection(entry);
    this.#sheet.showModal();
  }

  #fill(data, time) {
    const { day, time: hour, note } = this.#form.elements;
    const when = fieldsOf(time);
    [day.value, hour.value, note.value] = [when.day, when.time, wordsOf(data)];
    fill(this.#sheet, { day: this.#write.day(time, ''), time: this.#write.time(time) });
    this.#part('ahead').hidden = !isAhead(time, now());
    this.#fields.fill(data);
  }

  #showRejection(entry) {
    const rejection = rejectionOf(entry);
    const line = this.#part('refused');
    line.hidden = !rejection;
    if (rejection) say(line, { why: inWords(reasonOf(entry.record, rejection)) });
  }

  /** @param {'save'|'cancel'|'delete'} action */
  async #submit(action) {
    try {
      const problem = action === 'save' ? await this.#save() : null;
      if (problem) return this.#showProblem(problem);
      if (action === 'delete') await this.#delete();
      this.#sheet.close();
    } catch (error) {
      if (error.name !== 'StorageError') throw error;
      this.#showProblem('storage');
    }
  }

  /** @returns {Promise<?string>} what keeps it from being saved */
  async #save() {
    const { changed, problem } = this.#fields.read(this.#record.data);
    if (problem) return problem;
    if (Object.keys(changed).length === 0) return null;
    await this.#store.change(this.#record, changed);
    syncSoon('change');
    return null;
  }

  async #delete() {
    const before = await this.#store.remove(this.#record.id);
    if (!before?.data) return; // another device was quicker
    const what = this.#sheet.querySelector('h2').innerText;
    this.#sheet.addEventListener('close', () => this.#onDelete(before, what), { once: true });
    syncSoon('change');
  }

  /** @param {?string} problem of those that the sheet has a sentence for */
  #showProblem(problem) {
    const { day, time } = this.#form.elements;
    const isWhen = problem === 'unset' || problem === 'ahead';
    only(this.#sheet, 'problem', problem);
    if (problem === 'ahead') this.#part('ahead').hidden = true; // it would say the same twice
    for (const field of [day, time]) field.setAttribute('aria-invalid', isWhen);
    if (isWhen) day.focus();
  }

  #part(name) {
    return this.#sheet.querySelector(`[data-part="${name}"]`);
  }
}
