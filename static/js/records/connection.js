// A page's connection to one database. It opens with the first transaction, and again after it was closed or lost.

import { wrap } from '../../vendor/idb/index.js';
import { StorageError } from './errors.js';
import { STORES } from './operations.js';
import { upgrade, VERSION } from './schema.js';

// InvalidStateError: the connection was closed, by a new version in another tab or by the browser.
// UnknownError: Safari lost the process that holds its databases; a new connection starts another.
const isLost = (error) => ['InvalidStateError', 'UnknownError'].includes(error?.name);

export class Connection {
  #name;
  #opening = null;
  #life;
  #live = new Set(); // what ends each transaction that is under way
  #ends = 0; // how often all of them were
  #answers = 0;

  /**
   * @param {string} name of the database
   * @param {import('./page-life.js').PageLife} life of the page: while it is left, nothing is begun
   */
  constructor(name, life) {
    this.#name = name;
    this.#life = life;
  }

  /**
   * @returns {Promise<import('../../vendor/idb/index.js').IDBPDatabase>} rejects with StorageError, or what the
   *   database threw
   */
  open() {
    if (!this.#opening) {
      const opening = this.#connect().catch((error) => (isLost(error) ? this.#connect() : Promise.reject(error)));
      opening.catch(() => this.#giveUp(opening));
      this.#opening = opening;
    }
    return this.#opening;
  }

  /**
   * Runs `work` in one transaction that is on disk when the promise resolves, and that leaves no trace when it rejects.
   * @template T @param {string[]} names of object stores @param {'readonly'|'readwrite'} mode
   * @param {(tx: object) => Promise<T>|T} work may await nothing but the transaction's own requests; may be called
   *   twice
   * @returns {Promise<T>} rejects with what the database or `work` threw; with an AbortError after end()
   */
  async transact(names, mode, work) {
    const ends = this.#ends;
    const begin = async (opening) => {
      const db = await opening;
      if (this.#life.isLeft || ends !== this.#ends) throw abortError();
      return this.#attempt(db, names, mode, work);
    };
    const opening = this.open();
    return begin(opening).catch((error) => {
      if (!isLost(error)) throw error;
      this.#giveUp(opening);
      return begin(this.open());
    });
  }

  /** Whether the database takes changes. @returns {Promise<void>} rejects, or does not settle, where it does not */
  async probe() {
    for (let times = 0; times < 2; times++)
      await this.transact(STORES, 'readwrite', (tx) => tx.objectStore('runs').count());
  }

  /** How often the database has answered a request of this page. */
  get answers() {
    return this.#answers;
  }

  /** Aborts every transaction and closes the connection; the next transaction opens it again. */
  end() {
    this.#ends += 1;
    for (const endOne of this.#live) endOne();
    this.#giveUp(this.#opening);
  }

  /** Closes a connection, unless a newer one has replaced it. */
  #giveUp(opening) {
    if (opening === null || this.#opening !== opening) return;
    this.#opening = null;
    opening.then(
      (db) => db.close(),
      () => {},
    );
  }

  async #attempt(db, names, mode, work) {
    const tx = db.transaction(names, mode, { durability: 'strict' });
    tx.done.catch(() => {}); // thrown below, with its cause
    const ended = this.#endOf(tx);
    try {
      return await Promise.race([ended.promise, this.#run(tx, work)]);
    } finally {
      this.#live.delete(ended.end);
    }
  }

  async #run(tx, work) {
    try {
      const result = await work(tx);
      await tx.done;
      return result;
    } catch (error) {
      abort(tx);
      throw tx.error ?? error;
    }
  }

  /** A frozen page gets no `abort` event, so `end` rejects the promise itself. */
  #endOf(tx) {
    let end;
    const promise = new Promise((_, reject) => {
      end = () => {
        abort(tx);
        reject(abortError());
      };
    });
    this.#live.add(end);
    return { promise, end };
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

  async #openAt(version) {
    let end = null;
    const request = indexedDB.open(this.#name, version);
    request.addEventListener('upgradeneeded', ({ oldVersion, newVersion }) => {
      end = () => abort(request.transaction);
      this.#live.add(end);
      upgrade(request.result, oldVersion, newVersion, request.transaction);
    });
    try {
      await new Promise((resolve, reject) => {
        request.addEventListener('success', resolve);
        request.addEventListener('error', () => reject(request.error));
      });
    } finally {
      this.#live.delete(end);
    }
    const db = request.result;
    const letGo = () => {
      db.close();
      this.#opening = null;
    };
    const countAnswer = () => {
      this.#answers += 1;
    };
    db.addEventListener('versionchange', letGo); // a newer Hinge, in another tab
    db.addEventListener('close', letGo); // the browser did it
    db.addEventListener('success', countAnswer, { capture: true }); // of every request below it
    return wrap(db);
  }
}

const abortError = () => new DOMException('the transaction was given up', 'AbortError');

function abort(tx) {
  try {
    tx.abort();
  } catch {
    // The transaction has ended already (tx.error says why), or is being committed.
  }
}
