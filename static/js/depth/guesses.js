// What people thought before a retest was measured. A setting of this device: it is never synced.

const NAME = 'guesses';
const MOST = 50;

/**
 * @param {import('../records/store.js').Store} store
 * @returns {Promise<Record<string, number>>} degrees by the result's `at`
 */
export const readGuesses = async (store) => (await store.setting(NAME)) ?? {};

/**
 * Keeps a guess with its result, and the newest 50 in all.
 * @param {import('../records/store.js').Store} store @param {string} at of the result @param {number} degrees
 */
export const keepGuess = (store, at, degrees) => store.setFields(NAME, { [at]: degrees }, MOST);

/** @param {import('../records/store.js').Store} store @param {string} at of the result */
export const forgetGuess = (store, at) => store.setFields(NAME, { [at]: null }, MOST);
