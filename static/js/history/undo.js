// A deletion is done at once. A line reports it and offers to undo it.

import { say } from '../page/dom.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { syncSoon } from '../sync/client.js';
import { timeOf } from './story.js';

/**
 * @param {import('../records/store.js').Store} store
 * @param {ReturnType<import('../page/format.js').formats>} write
 * @param {(id: string|null) => void} leave moves the focus: to what came back, or (null) elsewhere
 * @returns {(record: import('../records/merge.js').Record, what: string) => void} offers to bring back a practice or a
 *   check as it was; `what`: its name
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

  return (record, what) => {
    before = record;
    say(line.querySelector('p'), { what, day: write.shortDay(timeOf({ record })) });
    line.hidden = false;
    undo.focus();
  };
}
