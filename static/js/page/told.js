/**
 * The outcome of `work`; undefined when the phone did not keep or give something, which every page tells of by itself
 * (sync/status.js).
 * @template T @param {() => Promise<T>} work @returns {Promise<T|undefined>}
 */
export async function told(work) {
  try {
    return await work();
  } catch (error) {
    if (error.name !== 'StorageError') throw error;
    return undefined;
  }
}
