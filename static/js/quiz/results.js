// What came of the last round of each guide. A setting of this device: it is never synced, and no record.

const NAME = 'rightOrWrong';

/** @typedef {{at: string, right: number, missed: number[]}} Result `missed`: numbers of mistakes, the first is 0 */

/** @param {import('../records/store.js').Store} store @returns {Promise<Record<string, Result>>} by slug */
export const readResults = async (store) => (await store.setting(NAME)) ?? {};

/** @param {import('../records/store.js').Store} store @param {string} slug @param {Result} result */
export const keepResult = (store, slug, result) => store.setFields(NAME, { [slug]: result });
