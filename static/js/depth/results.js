// What came of the retests. It is kept on this device alone: the protocol has no place for it.

const NAME = 'depth'; // among the settings
const MOST = 50;
const WHEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** The degrees that pass in the "waiter's bow", with a back that keeps its shape (Luomajoki et al. 2007). */
export const MARK = 50;

/**
 * @typedef {{at: string, bows: number[]}} Result `at`: RFC 3339 as the person's clock showed it; `bows`: whole degrees
 */

const isDepth = (value) => Number.isInteger(value) && value >= 0 && value <= 180;
const isResult = (one) =>
  WHEN.test(one?.at) &&
  !Number.isNaN(Date.parse(one.at)) &&
  Array.isArray(one.bows) &&
  one.bows.length > 0 &&
  one.bows.every(isDepth);

/** @param {Result} result */
export const best = ({ bows }) => Math.max(...bows);

/** What can be understood of `kept`, newest first, the newest 50. @param {any} kept @returns {Result[]} */
export function valid(kept) {
  const results = Array.isArray(kept) ? kept.filter(isResult).map(({ at, bows }) => ({ at, bows })) : [];
  return results.sort((a, b) => Date.parse(b.at) - Date.parse(a.at)).slice(0, MOST);
}

/**
 * @param {import('../records/store.js').Store} store
 * @returns {Promise<Result[]>} newest first; rejects with StorageError
 */
export const readResults = async (store) => valid(await store.setting(NAME));

/**
 * @param {import('../records/store.js').Store} store @param {Result} result
 * @returns {Promise<void>} rejects with StorageError
 */
export const keepResult = async (store, result) => store.set(NAME, valid([result, ...(await readResults(store))]));

/**
 * @param {import('../records/store.js').Store} store @param {Result} result
 * @returns {Promise<void>} rejects with StorageError
 */
export async function dropResult(store, { at, bows }) {
  const results = await readResults(store);
  const found = results.findIndex((one) => one.at === at && one.bows.join() === bows.join());
  if (found >= 0)
    await store.set(
      NAME,
      results.filter((_, i) => i !== found),
    );
}
