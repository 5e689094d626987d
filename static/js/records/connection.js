// The one connection of a page to IndexedDB: opened late, given up when asked, opened again when needed.

import { openDB } from '../../vendor/idb/index.js';
import { StorageError } from './errors.js';
import { NAME, VERSION, upgrade } from './schema.js';

const PATIENCE = 8_000; // ms; some browsers never answer an open

// InvalidStateError: closed under our feet, as a new version came in another tab, or the browser did it.
// UnknownError: Safari lost the process that holds its databases; a new connection starts another.
const isLost = (error) => ['InvalidStateError', 'UnknownError'].includes(error?.name);

export class Connection {
  #opening = null;

  /** @returns {Promise<import('../../vendor/idb/index.js').IDBPDatabase>} rejects with StorageError */
  open() {
    this.#opening ??= this.#connect()
      .catch((error) => (isLost(error) ? this.#connect() : Promise.reject(error)))
      .catch((error) => {
        this.#opening = null;
        throw StorageError.from(error);
      });
    return this.#opening;
  }

  /**
   * Runs `work` in one transaction that is on disk when the promise resolves, and that leaves no trace when it rejects.
   * @template T @param {string[]} names of object stores @param {'readonly'|'readwrite'} mode
   * @param {(tx: object) => Promise<T>|T} work may await nothing but the transaction's own requests
   * @returns {Promise<T>} rejects with StorageError, or with what `work` threw of its own
   */
  async transact(names, mode, work) {
    try {
      const opening = this.open();
      return await this.#attempt(opening, names, mode, work).catch((error) => {
        if (!isLost(error)) throw error;
        this.#giveUp(opening);
        return this.#attempt(this.open(), names, mode, work);
      });
    } catch (error) {
      throw StorageError.from(error);
    }
  }

  /** Closes a connection that is of no use, unless a newer one took its place already. */
  #giveUp(opening) {
    if (this.#opening !== opening) return;
    this.#opening = null;
    opening.then((db) => db.close(), () => {});
  }

  async #attempt(opening, names, mode, work) {
    const db = await opening;
    const tx = db.transaction(names, mode, { durability: 'strict' });
    tx.done.catch(() => {}); // thrown below, with its cause
    try {
      const result = await work(tx);
      await tx.done;
      return result;
    } catch (error) {
      try {
        tx.abort();
      } catch {
        // It had ended by itself, and says why in tx.error.
      }
      throw tx.error ?? error;
    }
  }

  async #connect() {
    if (!globalThis.indexedDB) throw new StorageError('missing');
    try {
      return await this.#openAt(VERSION);
    } catch (error) {
      if (error?.name !== 'VersionError') throw error;
      return this.#openAt(undefined); // a newer Hinge was here: what it added does not disturb us
    }
  }

  #openAt(version) {
    let late = false;
    const opened = openDB(NAME, version, {
      upgrade,
      blocking: (_current, _next, event) => {
        event.target.close();
        this.#opening = null;
      },
      terminated: () => {
        this.#opening = null;
      },
    });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        late = true;
        reject(new StorageError('blocked'));
      }, PATIENCE);
      opened.then((db) => (late ? db.close() : resolve(db)), reject).finally(() => clearTimeout(timer));
    });
  }
}
