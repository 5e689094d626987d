// Where the records are: in one database, and in a second one for as long as the first does not answer.
// What a page does when it is left, and what is done against a database that hangs: docs/client.md.

import { Connection } from './connection.js';
import { StorageError } from './errors.js';
import { OPERATIONS, STORES } from './operations.js';
import { NAME as OUTBOX } from './outbox.js';
import { painted } from './page-life.js';
import { patience, settles } from './patience.js';
import { NAME } from './schema.js';
import { empty, mergeInto, readAll, seed } from './spare.js';

const SPARE_NAME = `${NAME}-spare`;
const SPARE_IN_USE = 'spare-in-use'; // in localStorage, so that the next page looks there

const PATIENCE = 1_500; // ms for a transaction, or for opening, until the spare is asked whether all of IndexedDB is slow
const PATIENCE_FOR_SPARE = 400; // ms; together below the two seconds after which a person is told
const PATIENCE_FOR_COPY = 500; // ms for reading what a hanging database still gives
const RETRY = 3_000; // ms until a database that hung is tried again

export class Databases {
  #life;
  #outbox;
  #tell;
  #main = new Connection(NAME);
  #spare = new Connection(SPARE_NAME);
  #inUse = this.#main;
  #starting = null; // what comes before the first transaction of a visit
  #switching = Promise.resolve(); // from one database to the other
  #onSpare = new Set();
  #timer;

  /**
   * @param {import('./page-life.js').PageLife} life @param {import('./outbox.js').Outbox} outbox
   * @param {(what: import('./changes.js').Change['what']) => void} tell of what changed without the page's doing
   */
  constructor(life, outbox, tell) {
    this.#life = life;
    this.#outbox = outbox;
    this.#tell = tell;
    life.follow(() => {
      this.#starting = null;
      for (const connection of [this.#main, this.#spare]) connection.end();
    });
    globalThis.addEventListener?.('storage', ({ key, newValue }) => {
      if (key === SPARE_IN_USE && newValue === null) this.goBack(); // another tab did
      if (key === OUTBOX && newValue !== null) this.#start().then(() => this.#makeWhatWasLeft()).catch(() => {}); // another page was left
    });
  }

  /** Whether the second database is in use. */
  get isSpareInUse() {
    return this.#inUse === this.#spare;
  }

  /** Calls whenever that changes. @param {(isInUse: boolean) => void} listener */
  onSpare(listener) {
    this.#onSpare.add(listener);
    if (this.isSpareInUse) listener(true);
  }

  /** Opens the database, and makes what an earlier page had to leave undone. @returns {Promise<void>} rejects with StorageError */
  ready() {
    return this.#untilShown(() => this.#start());
  }

  /**
   * Runs `work` in one transaction that is on disk when the promise resolves, and that leaves no trace when it rejects,
   * but for reason `blocked`: then the database may still come to it. While the page is left nothing is begun; what was
   * under way then is begun anew when the page is seen again.
   * @template T @param {string[]} names of object stores @param {'readonly'|'readwrite'} mode
   * @param {(tx: object, again: boolean) => Promise<T>|T} work may await nothing but the transaction's own requests;
   *   `again`: it was begun before, and may have been done
   * @returns {Promise<T>} rejects with StorageError, or with what `work` threw of its own
   */
  transact(names, mode, work) {
    let begun = false;
    return this.#untilShown(async () => {
      await this.#start();
      return this.#run((connection) => {
        const again = begun;
        begun = true;
        return connection.transact(again ? STORES : names, mode, (tx) => work(tx, again));
      });
    });
  }

  async #untilShown(attempt) {
    for (;;) {
      await this.#life.whenShown();
      const { visit } = this.#life;
      try {
        return await attempt();
      } catch (error) {
        if (visit === this.#life.visit) throw StorageError.from(error);
      }
    }
  }

  /** Runs `attempt` on the database in use, and once more on the other when that one takes its place. */
  async #run(attempt) {
    await this.#switching;
    const connection = this.#inUse;
    try {
      return await this.#unlessHung(connection, attempt(connection));
    } catch (error) {
      await this.#switching;
      if (connection === this.#inUse) throw error;
      return this.#run(attempt);
    }
  }

  /** `attempt`, unless it does not answer while another database does. */
  async #unlessHung(connection, attempt) {
    for (let answers = -1; answers !== connection.answers; ) {
      answers = connection.answers; // a long transaction of this page may be in the way
      if (await settles(attempt, PATIENCE)) return attempt;
    }
    const spare = connection === this.#main ? this.#probe(this.#spare) : Promise.reject();
    const answered = Promise.any([spare.then(() => 'spare'), attempt.then(() => 'attempt', () => 'attempt')]);
    const first = await Promise.race([answered.catch(() => null), patience(PATIENCE_FOR_SPARE)]);
    if (first === 'attempt') return attempt;
    if (first !== 'spare') throw this.#late(attempt);
    await this.#useSpare();
    throw new StorageError('blocked'); // unless the spare is in use now
  }

  /** What is told of a database that may still answer. */
  #late(attempt) {
    attempt.then(() => this.#tellAll(), () => {});
    return new StorageError('blocked');
  }

  /** Rejects, or does not settle, where the database takes no changes. */
  async #probe(connection) {
    for (let times = 0; times < 2; times++) await connection.transact(STORES, 'readwrite', (tx) => tx.objectStore('runs').count());
  }

  #start() {
    this.#starting ??= this.#begin().catch((error) => {
      this.#starting = null;
      throw error;
    });
    return this.#starting;
  }

  async #begin() {
    await painted();
    if (wasSpareInUse() && !(await this.#cameBack(PATIENCE_FOR_COPY))) this.#switchTo(this.#spare);
    await this.#run((connection) => connection.open());
    await this.#makeWhatWasLeft();
  }

  /** Each by itself, so that none is in the way of another. What the phone refuses is tried by the next page. */
  async #makeWhatWasLeft() {
    for (const { id, name, args } of this.#outbox.list()) {
      const operation = OPERATIONS[name];
      if (!operation) continue; // a newer Hinge's
      try {
        await this.#run((connection) => connection.transact(STORES, 'readwrite', (tx) => operation.perform(tx, args, true)));
        this.#outbox.done(id);
        this.#tell(operation.what);
      } catch (error) {
        if (this.#life.isLeft) throw error;
      }
    }
  }

  #useSpare() {
    if (this.#inUse === this.#main) this.#switch(() => this.#fillSpare());
    return this.#switching;
  }

  async #fillSpare() {
    rememberSpare(true);
    this.#main.end();
    const reading = this.#main.transact(STORES, 'readonly', readAll);
    const contents = (await settles(reading, PATIENCE_FOR_COPY)) ? await reading.catch(() => null) : null;
    await this.#spare.transact(STORES, 'readwrite', (tx) => seed(tx, contents));
    this.#switchTo(this.#spare);
  }

  /** Nothing is begun until `work` is done. */
  #switch(work) {
    this.#switching = work().catch(() => {}); // what was to be done goes on where it was
    return this.#switching;
  }

  #switchTo(connection) {
    this.#inUse = connection;
    const isSpare = connection === this.#spare;
    for (const listener of this.#onSpare) listener(isSpare);
    if (isSpare) this.#goBackLater();
  }

  /** Back to the first database, if it answers by now; else this is tried again later. @returns {Promise<void>} */
  async goBack() {
    if (!this.isSpareInUse) return;
    if (!this.#life.isLeft && (await this.#cameBack(PATIENCE))) this.#tellAll();
    else this.#goBackLater();
  }

  #goBackLater() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.goBack(), RETRY);
  }

  /** Brings what the spare holds into the first database. @returns {Promise<boolean>} whether that is in use now */
  async #cameBack(ms) {
    const answers = this.#probe(this.#main).then(() => true, () => false);
    if (!(await Promise.race([answers, patience(ms)]))) {
      this.#main.end();
      return false;
    }
    await this.#switch(() => this.#mergeSpare());
    return !this.isSpareInUse;
  }

  async #mergeSpare() {
    const contents = await this.#spare.transact(STORES, 'readonly', readAll);
    await this.#main.transact(STORES, 'readwrite', (tx) => mergeInto(tx, contents));
    const isEmpty = await this.#spare.transact(STORES, 'readwrite', (tx) => empty(tx, contents));
    if (isEmpty) rememberSpare(false);
    this.#switchTo(this.#main);
  }

  #tellAll() {
    for (const what of ['records', 'run', 'settings']) this.#tell(what);
  }
}

function wasSpareInUse() {
  try {
    return localStorage.getItem(SPARE_IN_USE) !== null;
  } catch {
    return false;
  }
}

/** @throws {DOMException} where it can't be remembered; what went into the spare would not be found again */
function rememberSpare(isInUse) {
  if (isInUse) localStorage.setItem(SPARE_IN_USE, 'yes');
  else localStorage.removeItem(SPARE_IN_USE);
}
