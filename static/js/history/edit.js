// The sheet in which a session's day, time, pain and note are changed, or it is deleted.

import { now } from '../page/clock.js';
import { fill, only, say } from '../page/dom.js';
import { fillTitle } from '../page/guides.js';
import { watchPain } from '../page/pain-scale.js';
import { inWords } from '../page/reasons.js';
import { told } from '../page/told.js';
import { reasonOf } from '../records/check.js';
import { rejectionOf } from '../records/entry.js';
import { isAhead } from '../records/time.js';
import { syncSoon } from '../sync/client.js';
import { showBeside } from './beside.js';
import { changes, level } from './changes.js';
import { fieldsOf, moved } from './when.js';

/**
 * The function that it gives opens the sheet of a session.
 * @param {import('../records/store.js').Store} store
 * @param {Element} root holds the sessions
 * @param {ReturnType<import('../page/format.js').formats>} write
 * @param {(record: import('../records/merge.js').Record) => void} deleted is given the session as it was
 */
export function startEditing(store, root, write, deleted) {
  const sheet = document.getElementById('edit');
  const form = sheet.querySelector('form');
  const actions = { save, cancel: async () => {}, delete: remove };
  const [ahead, refused] = ['ahead', 'refused'].map((part) => sheet.querySelector(`[data-part="${part}"]`));
  const markPain = watchPain(form);
  let opened = null;

  const openById = async (id) => {
    const entry = await told(() => store.entry(id));
    if (entry?.record.kind === 'session') open(entry);
  };

  root.addEventListener('click', ({ target }) => {
    const line = target.closest('[data-action="edit"]') && target.closest('[data-id]');
    if (line) openById(line.dataset.id);
  });

  form.addEventListener('submit', async (event) => {
    event.preventDefault(); // closes only once the phone has kept it
    try {
      const problem = await actions[event.submitter?.value ?? 'save']();
      if (problem) return tell(problem);
      sheet.close();
    } catch (error) {
      if (error.name !== 'StorageError') throw error;
      tell('storage');
    }
  });

  /** @param {?('unset'|'ahead'|'storage')} problem */
  function tell(problem) {
    const { day, time } = form.elements;
    const isWhen = problem === 'unset' || problem === 'ahead';
    only(sheet, 'problem', problem);
    if (problem === 'ahead') ahead.hidden = true; // it would say the same twice
    for (const field of [day, time]) field.setAttribute('aria-invalid', isWhen);
    if (isWhen) day.focus();
  }

  function open(entry) {
    const { record } = entry;
    const rejected = rejectionOf(entry);
    const { guide, started_at: startedAt, pain_before: before, pain_after: after, note } = record.data;
    opened = record;
    tell(null);
    fillTitle(sheet, 'guide', guide);
    fill(sheet, { day: write.day(startedAt, ''), time: write.time(startedAt) });
    form.elements.pain_before.value = before ?? '';
    form.elements.pain_after.value = after ?? '';
    form.elements.note.value = note;
    const when = fieldsOf(startedAt);
    for (const name of ['day', 'time']) form.elements[name].value = when[name];
    ahead.hidden = !isAhead(startedAt, now());
    refused.hidden = !rejected;
    if (rejected) say(refused, { why: inWords(reasonOf(record, rejected)) });
    markPain();
    told(() => showBeside(sheet.querySelector('[data-beside]'), store, record.id));
    sheet.showModal();
  }

  /** @returns {Promise<'unset'|'ahead'|undefined>} what keeps it from being saved */
  async function save() {
    const { day, time, pain_before: before, pain_after: after, note } = form.elements;
    const when = moved(opened.data, { day: day.value, time: time.value }, now());
    if (when.problem) return when.problem;
    const entered = { pain_before: level(before.value), pain_after: level(after.value), note: note.value };
    const changed = { ...changes(opened.data, entered), ...when.changed };
    if (Object.keys(changed).length === 0) return undefined;
    await store.change(opened, changed);
    syncSoon('change');
    return undefined;
  }

  async function remove() {
    const before = await store.remove(opened.id);
    if (!before?.data) return; // another device was quicker
    sheet.addEventListener('close', () => deleted(before), { once: true });
    syncSoon('change');
  }

  return openById;
}
