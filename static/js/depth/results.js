// What came of the retests: each is a check.

import { bringRetests, checkOf, kneesOf } from '../records/retests.js';

const MOST = 50;

/** The degrees that pass in the "waiter's bow", with a back that keeps its shape (Luomajoki et al. 2007). */
export const MARK = 50;

/**
 * @typedef {{at: string, bows: number[], knees?: number[]}} Result `at`: RFC 3339 as the person's clock showed it;
 *   `bows`: whole degrees that the phone tilted or, by camera, the hips bent; `knees`: of those by camera
 */

/** @param {Result} result */
export const best = ({ bows }) => Math.max(...bows);

/** The knees in the best bow. @param {Result} result by camera @returns {number} degrees */
export const bestKnee = ({ bows, knees }) => knees[bows.indexOf(Math.max(...bows))];

/**
 * @param {import('../records/store.js').Store} store
 * @returns {Promise<Result[]>} newest first, the newest 50; rejects with StorageError
 */
export async function readResults(store) {
  await bringRetests(store);
  const checks = (await store.checks()).map(({ record }) => record.data).filter(({ tilts }) => tilts?.length > 0);
  return checks.slice(0, MOST).map((data) => {
    const knees = kneesOf(data);
    return { at: data.at, bows: data.tilts, ...(knees && { knees }) };
  });
}

/**
 * @param {import('../records/store.js').Store} store @param {Result} result
 * @returns {Promise<string>} the id of its check; rejects with StorageError
 */
export const keepResult = async (store, result) => (await store.putCheck(checkOf(result))).id;
