// Tells of the notes of this device that another device's change replaced (templates/history/lost-notes.html).

import { clone, fill } from '../page/dom.js';
import { formats, locale } from '../page/format.js';
import { titleOf } from '../page/guides.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { forgetLost, hasNote, withNote } from '../records/lost-notes.js';
import { syncSoon } from '../sync/client.js';

/**
 * @param {HTMLElement} root @param {import('../records/store.js').Store} store
 * @param {Record<string, string>} lost by the id of the record @param {import('../records/entry.js').Entry[]} entries
 * @param {() => Promise<void>} refresh
 */
export function showLostNotes(root, store, lost, entries, refresh) {
  const write = formats(locale(document.documentElement.lang, navigator.languages));
  const byId = new Map(entries.map(({ id, record }) => [id, record]));
  const open = Object.entries(lost).filter(([id, text]) => !byId.has(id) || !hasNote(byId.get(id).data, text));
  root.hidden = open.length === 0;
  root.querySelector('ul').replaceChildren(...open.map(([id, text]) => line(id, text, byId.get(id))));

  function line(id, text, record) {
    const { data } = record ?? {};
    const at = data?.started_at ?? data?.at;
    const item = fill(clone('lost-note'), {
      title: data?.guide && titleOf(data.guide),
      day: at && write.day(at, ''),
      text,
    });
    const [add, leave] = item.querySelectorAll('button');
    const both = data ? withNote(data.note, text) : null;
    add.hidden = both === null;
    add.onclick = () => decide(id, () => store.change(record, { note: both }));
    leave.onclick = () => decide(id, () => {});
    return item;
  }

  function decide(id, work) {
    return ignoreStorageError(async () => {
      await work();
      await forgetLost(store, id);
      syncSoon('change');
      await refresh();
      document.querySelector('main h1').focus();
    });
  }
}
