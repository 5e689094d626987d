// The sheet in which a session's pain and note are changed, or it is deleted.

import { fill } from '../page/dom.js';
import { fillTitle } from '../page/guides.js';
import { watchPain } from '../page/pain-scale.js';
import { told } from '../page/told.js';
import { syncSoon } from '../sync/client.js';
import { showBeside } from './beside.js';
import { changes, level } from './changes.js';

/**
 * The function that it gives opens the sheet of a session.
 * @param {import('../records/store.js').Store} store
 * @param {Element} root holds the sessions
 * @param {ReturnType<import('../page/format.js').formats>} write
 * @param {(record: import('../records/store.js').Envelope) => void} deleted is given the session as it was
 */
export function startEditing(store, root, write, deleted) {
  const sheet = document.getElementById('edit');
  const form = sheet.querySelector('form');
  const problem = sheet.querySelector('[data-problem="storage"]');
  const actions = { save, cancel: async () => {}, delete: remove };
  const markPain = watchPain(form);
  let opened = null;

  const openById = async (id) => {
    const item = await told(() => store.item(id));
    if (item?.record.kind === 'session') open(item.record);
  };

  root.addEventListener('click', ({ target }) => {
    const line = target.closest('[data-action="edit"]') && target.closest('[data-id]');
    if (line) openById(line.dataset.id);
  });

  form.addEventListener('submit', async (event) => {
    event.preventDefault(); // closes only once the phone has kept it
    try {
      await actions[event.submitter?.value ?? 'save']();
      sheet.close();
    } catch (error) {
      if (error.name !== 'StorageError') throw error;
      problem.hidden = false;
    }
  });

  function open(record) {
    const { guide, started_at: startedAt, pain_before: before, pain_after: after, note } = record.data;
    opened = record;
    problem.hidden = true;
    fillTitle(sheet, 'guide', guide);
    fill(sheet, { day: write.day(startedAt, ''), time: write.time(startedAt) });
    form.elements.pain_before.value = before ?? '';
    form.elements.pain_after.value = after ?? '';
    form.elements.note.value = note;
    markPain();
    told(() => showBeside(sheet.querySelector('[data-beside]'), store, record.id));
    sheet.showModal();
  }

  async function save() {
    const { pain_before: before, pain_after: after, note } = form.elements;
    const entered = { pain_before: level(before.value), pain_after: level(after.value), note: note.value };
    const changed = changes(opened.data, entered);
    if (Object.keys(changed).length === 0) return;
    await store.change(opened, changed);
    syncSoon('change');
  }

  async function remove() {
    const before = await store.remove(opened.id);
    if (!before?.data) return; // another device was quicker
    sheet.addEventListener('close', () => deleted(before), { once: true });
    syncSoon('change');
  }

  return openById;
}
