// Brings records of a file into the store, many or few. Fetched with the first file.

import { afterImport } from './entry.js';
import { readAll } from './many.js';
import { mends, remake } from './mend.js';
import { compare } from './merge.js';
import { thisDevice } from './operations.js';
import { inParts } from './parts.js';

/**
 * @typedef {{added: number, changed: number, same: number}} Counts as a person sees it
 * @param {import('./store.js').Store} store @param {import('./merge.js').Record[]} records
 * @param {(part: import('./merge.js').Record[]) => Promise<Counts>} offer in one transaction
 * @param {(done: number) => void} onProgress how many are on disk, after each transaction
 * @returns {Promise<Counts>}
 */
export async function offerAll(store, records, offer, onProgress) {
  const wanted = await findWinners(store, records);
  const same = records.length - wanted.length;
  const counts = { added: 0, changed: 0, same };
  onProgress(same);
  await inParts(wanted, async (part, done) => {
    const some = await offer(part);
    for (const name of Object.keys(counts)) counts[name] += some[name];
    onProgress(same + done);
  });
  return counts;
}

/** Those that may win. An entry only ever gives way to a winner, so it is enough to read the entries once. */
async function findWinners(store, records) {
  const entries = await store.view((tx) => readAll(tx.objectStore('records')));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const isMending = (record) => mendsEntry(record, byId.get(record.id));
  const device = records.some(isMending) ? await store.alter((tx) => thisDevice(tx.objectStore('settings'))) : '';
  return records
    .map((record) => (isMending(record) ? remake(record, device) : record))
    .filter((record) => afterImport(byId.get(record.id), record) !== byId.get(record.id));
}

const mendsEntry = (record, entry) =>
  entry !== undefined && compare(entry.record, record) === 0 && mends(record.data, entry.record.data);
