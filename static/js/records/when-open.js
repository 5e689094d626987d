// For pages that go on with what the device holds, however late its browser gives it.

import { openStore } from './store.js';

const AGAIN = 30_000; // ms until a browser that gave no database is asked again

/**
 * The store, as soon as the browser gives one.
 * @param {(error: import('./errors.js').StorageError) => void} [onTrouble] each time that it does not, or not soon
 * @returns {Promise<import('./store.js').Store>}
 */
export async function whenOpen(onTrouble = () => {}) {
  for (;;) {
    try {
      return await openStore();
    } catch (error) {
      if (error.name !== 'StorageError') throw error;
      onTrouble(error);
      if (error.reason !== 'blocked') await chance(); // one that does not answer yet is waited for
    }
  }
}

/** When it is worth another try. */
async function chance() {
  const found = new AbortController();
  await new Promise((resolve) => {
    for (const event of ['online', 'pageshow', 'focus']) addEventListener(event, resolve, { signal: found.signal });
    document.addEventListener('visibilitychange', resolve, { signal: found.signal });
    setTimeout(resolve, AGAIN);
  });
  found.abort();
}
