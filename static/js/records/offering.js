// Records of a file, many or few, brought to what this device holds. Fetched with the first file.

import { imported } from './entry.js';
import { readAll } from './many.js';
import { mended, mends } from './mend.js';
import { compare } from './merge.js';
import { thisDevice } from './operations.js';
import { inParts } from './parts.js';

/**
 * @typedef {import('./merge.js').Envelope} Envelope
 * @typedef {{added: number, changed: number, same: number}} Counts as a person sees it
 * @param {import('./store.js').Store} store @param {Envelope[]} records
 * @param {(part: Envelope[]) => Promise<Counts>} offer in one transaction
 * @param {(done: number) => void} onProgress how many are on disk, after each transaction
 * @returns {Promise<Counts>}
 */
export async function offerAll(store, records, offer, onProgress) {
  const wanted = await winning(store, records);
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

/** Those that may win. What is held only ever gives way to what wins, so it is enough to look once. */
async function winning(store, records) {
  const entries = await store.view((tx) => readAll(tx.objectStore('records')));
  const held = new Map(entries.map((entry) => [entry.id, entry]));
  const isWhole = (record) => isMending(record, held.get(record.id)?.record);
  const device = records.some(isWhole) ? await store.alter((tx) => thisDevice(tx.objectStore('settings'))) : '';
  return records
    .map((record) => (isWhole(record) ? mended(record, device) : record))
    .filter((record) => imported(held.get(record.id), record) !== held.get(record.id));
}

const isMending = (record, held) => held !== undefined && compare(held, record) === 0 && mends(record.data, held.data);
