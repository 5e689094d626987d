// A deletion is done at once. A line reports it and offers to undo it.

import { say } from '../page/dom.js';
import { titleOf } from '../page/guides.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { syncSoon } from '../sync/client.js';

/**
 * @param {import('../records/store.js').Store} store
 * @param {ReturnType<import('../page/format.js').formats>} write
 * @param {(id: string|null) => void} leave moves the focus: to the session that came back, or (null) elsewhere
 * @returns {(record: import('../records/merge.js').Record) => void} offers to bring back a session as it was
 */
export function startUndo(store, write, leave) {
  const line = document.querySelector('[data-undo] > *');
  const undo = line.querySelector('[data-action="undo"]');
  let before = null;

  undo.addEventListener('click', async () => {
    const { kind, id, data } = before;
    const saved = await ignoreStorageError(() => store.save(kind, id, data));
    if (!saved) return; // the line stays, to try again
    syncSoon('change');
    line.hidden = true;
    leave(id);
  });

  line.querySelector('[data-action="dismiss"]').addEventListener('click', () => {
    line.hidden = true;
    leave(null);
  });

  return (record) => {
    before = record;
    say(line.querySelector('p'), { guide: titleOf(record.data.guide), day: write.shortDay(record.data.started_at) });
    line.hidden = false;
    undo.focus();
  };
}
