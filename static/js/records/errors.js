const REASONS = {
  QuotaExceededError: 'full',
  SecurityError: 'missing', // site data is switched off
  InvalidStateError: 'missing', // private windows of some browsers
};

/**
 * The phone did not keep something; the caller still holds it.
 * `blocked`: another tab holds an old database open. `missing`: the browser gives no database. `full`: no room.
 */
export class StorageError extends Error {
  /** @param {'blocked'|'missing'|'full'|'other'} reason @param {unknown} [cause] */
  constructor(reason, cause) {
    super(`storage: ${reason}`, { cause });
    this.name = 'StorageError';
    this.reason = reason;
  }

  /**
   * What the database threw, as a StorageError. Anything else is no trouble of the phone's and stays as it is.
   * @param {unknown} error @returns {unknown}
   */
  static from(error) {
    return error instanceof DOMException ? new StorageError(REASONS[error.name] ?? 'other', error) : error;
  }
}
