// Asks how much it hurts after a practice that nobody answered for. Fetched where there is one.

import { only, say } from '../page/dom.js';
import { fillTitle } from '../page/guides.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { syncSoon } from '../sync/client.js';

/** @typedef {import('../records/merge.js').Record} Record */

/**
 * @param {HTMLElement} root templates/today/after.html @param {import('../records/store.js').Store} store
 * @param {Record} record the session @param {string} asked the setting that names the session whose question was ended
 */
export function askAfter(root, store, record, asked) {
  fillTitle(root, 'practised', record.data.guide);
  only(root, 'after', 'question');
  root.hidden = false;
  root.onclick = ({ target }) => {
    const level = target.closest('[value]')?.value;
    if (level) return ignoreStorageError(() => answer(Number(level)));
    if (!target.closest('[data-action="not-now"]')) return undefined;
    root.hidden = true;
    return ignoreStorageError(() => store.set(asked, record.id));
  };

  async function answer(level) {
    root.onclick = null; // a second tap is no second answer
    await store.change(record, { pain_after: level });
    only(root, 'after', 'kept');
    const line = root.querySelector('[data-after="kept"]');
    say(line.querySelector('[data-text]'), { n: level });
    line.focus();
    syncSoon('change');
  }
}
