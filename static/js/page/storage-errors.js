/**
 * The outcome of `work`; undefined after a StorageError, which the notices of the page report (sync/status.js).
 * @template T @param {() => Promise<T>} work @returns {Promise<T|undefined>}
 */
export async function ignoreStorageError(work) {
  try {
    return await work();
  } catch (error) {
    if (error.name !== 'StorageError') throw error;
    return undefined;
  }
}
