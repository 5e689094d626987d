// How long something may take to answer.

const TURNS = 5;

/**
 * Resolves after `ms`, counted in turns of the event loop: a page that slept meanwhile was not kept waiting.
 * @param {number} ms @returns {Promise<false>}
 */
export async function patience(ms) {
  for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setTimeout(resolve, ms / TURNS));
  return false;
}

/** Whether `promise` is settled, one way or the other, within `ms`. @param {Promise<unknown>} promise @param {number} ms @returns {Promise<boolean>} */
export const settles = (promise, ms) => Promise.race([promise.then(() => true, () => true), patience(ms)]);
