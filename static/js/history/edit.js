// The sheet in which a session's day, time, pain and note are changed, or it is deleted.

import { now } from '../page/clock.js';
import { fill, only, say } from '../page/dom.js';
import { fillTitle } from '../page/guides.js';
import { watchPain } from '../page/pain-scale.js';
import { inWords } from '../page/reasons.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { readBeside } from '../records/besides.js';
import { reasonOf } from '../records/check.js';
import { rejectionOf } from '../records/entry.js';
import { withBeside } from '../records/operations.js';
import { isAhead } from '../records/time.js';
import { syncSoon } from '../sync/client.js';
import { changes, level } from './changes.js';
import { readReps, showSets } from './sets.js';
import { fieldsOf, newTimes } from './when.js';

/** @typedef {import('../records/merge.js').Record} Record */

export class EditSheet {
  #store;
  #write;
  #onDelete;
  #sheet = document.getElementById('edit');
  #form = this.#sheet.querySelector('form');
  #markPain = watchPain(this.#form);

  /** As it was when the sheet was opened. Null before the first time. @type {?Record} */
  #record = null;

  /**
   * @param {import('../records/store.js').Store} store
   * @param {Element} root holds the sessions
   * @param {ReturnType<import('../page/format.js').formats>} write
   * @param {(record: Record) => void} onDelete is given the session as it was
   */
  constructor(store, root, write, onDelete) {
    this.#store = store;
    this.#write = write;
    this.#onDelete = onDelete;
    root.addEventListener('click', ({ target }) => {
      const line = target.closest('[data-action="edit"]') && target.closest('[data-id]');
      if (line) this.open(line.dataset.id);
    });
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault(); // closes only once the phone has kept it
      return this.#submit(event.submitter?.value ?? 'save');
    });
  }

  /** Opens the sheet of a session; does nothing where there is none. @param {string} id @returns {Promise<void>} */
  async open(id) {
    const [entry, beside] =
      (await ignoreStorageError(() => Promise.all([this.#store.entry(id), readBeside(this.#store, id)]))) ?? [];
    if (entry?.record.kind !== 'session') return;
    this.#record = { ...entry.record, data: withBeside(entry.record.data, beside) };
    this.#showProblem(null);
    this.#fill(this.#record.data);
    this.#showRejection(entry);
    this.#sheet.showModal();
  }

  #fill(data) {
    const { guide, started_at: startedAt, pain_before: before, pain_after: after, note } = data;
    fillTitle(this.#sheet, 'guide', guide);
    fill(this.#sheet, { day: this.#write.day(startedAt, ''), time: this.#write.time(startedAt) });
    const fields = { pain_before: before ?? '', pain_after: after ?? '', note, ...fieldsOf(startedAt) };
    for (const [name, value] of Object.entries(fields)) this.#form.elements[name].value = value;
    this.#part('ahead').hidden = !isAhead(startedAt, now());
    this.#markPain();
    showSets(this.#sheet, data);
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

  /** @returns {Promise<'unset'|'ahead'|'reps'|null>} what keeps it from being saved */
  async #save() {
    const { day, time, pain_before: before, pain_after: after, note, effort } = this.#form.elements;
    const reps = readReps(this.#sheet);
    if (!reps) return 'reps';
    const when = newTimes(this.#record.data, { day: day.value, time: time.value }, now());
    if (when.problem) return when.problem;
    const entered = {
      pain_before: level(before.value),
      pain_after: level(after.value),
      note: note.value,
      effort: this.#form.querySelector('[name="effort"]:checked') ? level(effort.value) : this.#record.data.effort,
      reps,
    };
    const changed = { ...changes(this.#record.data, entered), ...when.changed };
    if (Object.keys(changed).length === 0) return null;
    await this.#store.change(this.#record, changed);
    syncSoon('change');
    return null;
  }

  async #delete() {
    const before = await this.#store.remove(this.#record.id);
    if (!before?.data) return; // another device was quicker
    this.#sheet.addEventListener('close', () => this.#onDelete(before), { once: true });
    syncSoon('change');
  }

  /** @param {?('unset'|'ahead'|'reps'|'storage')} problem */
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
