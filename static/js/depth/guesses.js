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
export async function keepGuess(store, at, degrees) {
  const kept = Object.entries(await readGuesses(store)).filter(([one]) => one !== at);
  await store.set(NAME, Object.fromEntries([...kept, [at, degrees]].slice(-MOST)));
}

/** @param {import('../records/store.js').Store} store @param {string} at of the result */
export async function forgetGuess(store, at) {
  const { [at]: _, ...others } = await readGuesses(store);
  await store.set(NAME, others);
}
