// Where the records are: in one database, and in a second one for as long as the first does not answer (stand-in.js).
// What a page does when it is left, and what is done against a database that hangs: docs/client.md.

import { Connection } from './connection.js';
import { StorageError } from './errors.js';
import { recall } from './local.js';
import { OPERATIONS, STORES } from './operations.js';
import { NAME as OUTBOX } from './outbox.js';
import { firstPaint, patience, settles } from './page-life.js';
import { NAME, SPARE_IN_USE, SPARE_NAME } from './schema.js';

// ms for a transaction, or for opening, until the spare is asked whether all of IndexedDB is slow
const PATIENCE = 1_200;
const PATIENCE_FOR_SPARE = 400; // ms; together well below the two seconds after which a person is told

export class Databases {
  #life;
  #outbox;
  #tell;
  #main;
  #spare;
  #inUse;
  #starting = null; // what comes before the first transaction of a visit
  #switching = Promise.resolve(); // from one database to the other
  #takingOver = null;
  #standIn = null; // fetched where it is needed
  #onSpare = new Set();

  /**
   * @param {import('./page-life.js').PageLife} life @param {import('./outbox.js').Outbox} outbox
   * @param {(what: import('./changes.js').Change['what']) => void} tell of what changed without the page's doing
   */
  constructor(life, outbox, tell) {
    this.#life = life;
    this.#outbox = outbox;
    this.#tell = tell;
    this.#main = new Connection(NAME, life);
    this.#spare = new Connection(SPARE_NAME, life);
    this.#inUse = this.#main;
    life.follow(() => {
      this.#starting = null;
      for (const connection of [this.#main, this.#spare]) connection.end();
    });
    globalThis.addEventListener?.('storage', ({ key, newValue }) => {
      // another tab did
      if (key === SPARE_IN_USE && newValue === null) this.#standIn?.then((standIn) => standIn.goBack()).catch(() => {});
      if (key === OUTBOX && newValue !== null)
        this.#start()
          .then(() => this.#runOutbox())
          .catch(() => {}); // another page was left
    });
  }

  /**
   * Calls whenever the second database comes into use, and when it no longer is.
   * @param {(isInUse: boolean) => void} listener
   */
  onSpare(listener) {
    this.#onSpare.add(listener);
    if (this.#inUse === this.#spare) listener(true);
  }

  /**
   * Opens the database, and makes the changes that an earlier page left in the outbox.
   * @returns {Promise<void>} rejects with StorageError
   */
  ready() {
    return this.#whileShown(() => this.#start());
  }

  /**
   * Runs `work` in one transaction that is on disk when the promise resolves, and that leaves no trace when it rejects,
   * but for reason `blocked`: then the database may still come to it. While the page is left nothing is begun; what was
   * under way then is begun anew when the page is seen again.
   * @template T @param {string[]} names of object stores @param {'readonly'|'readwrite'} mode
   * @param {(tx: object, again: boolean) => Promise<T>|T} work may await nothing but the transaction's own requests;
   *   `again`: it may have been done before, by this page or another
   * @returns {Promise<T>} rejects with StorageError, or with what `work` threw of its own
   */
  transact(names, mode, work) {
    let again = false;
    return this.#whileShown(
      async () => {
        await this.#start();
        return this.#run((connection) => {
          const isAgain = again;
          again = true;
          return connection.transact(isAgain ? STORES : names, mode, (tx) => work(tx, isAgain));
        });
      },
      () => {
        again = true; // another page may have made it meanwhile
      },
    );
  }

  /** Makes `attempt` when the page is shown, and once more after `onLeft` when it was left meanwhile. */
  async #whileShown(attempt, onLeft = () => {}) {
    if (this.#life.isLeft) onLeft();
    for (;;) {
      await this.#life.whenShown();
      const { visit } = this.#life;
      try {
        return await attempt();
      } catch (error) {
        if (visit === this.#life.visit) throw StorageError.from(error);
        onLeft();
      }
    }
  }

  /** Runs `attempt` on the database in use, and once more on the other when that one takes its place. */
  async #run(attempt) {
    await this.#switching;
    const connection = this.#inUse;
    try {
      return await this.#unlessHanging(connection, attempt(connection));
    } catch (error) {
      await this.#switching;
      if (connection === this.#inUse) throw error;
      return this.#run(attempt);
    }
  }

  /** `attempt`; uses the second database when the first does not answer and the second does. */
  async #unlessHanging(connection, attempt) {
    for (let answers = -1; answers !== connection.answers; ) {
      answers = connection.answers; // a long transaction of this page may be in the way
      if (await settles(attempt, PATIENCE)) return attempt;
    }
    const spare = connection === this.#main ? this.#spare.probe() : Promise.reject();
    const answered = Promise.any([
      spare.then(() => 'spare'),
      attempt.then(
        () => 'attempt',
        () => 'attempt',
      ),
    ]);
    const first = await Promise.race([answered.catch(() => null), patience(PATIENCE_FOR_SPARE)]);
    if (first === 'attempt') return attempt;
    if (first !== 'spare') throw this.#blocked(attempt);
    await this.#useSpare();
    throw new StorageError('blocked'); // unless the spare is in use now
  }

  /** Switches to the second database once, however many transactions hang. */
  #useSpare() {
    if (this.#inUse === this.#spare) return null;
    this.#takingOver ??= this.#switch((standIn) => standIn.takeOver()).finally(() => {
      this.#takingOver = null;
    });
    return this.#takingOver;
  }

  /** The error for a database that may still answer; when it does, the pages are told of changes. */
  #blocked(attempt) {
    attempt.then(
      () => this.#tellAll(),
      () => {},
    );
    return new StorageError('blocked');
  }

  #start() {
    this.#starting ??= this.#begin().catch((error) => {
      this.#starting = null;
      throw error;
    });
    return this.#starting;
  }

  async #begin() {
    await firstPaint();
    // perhaps another tab has gone back meanwhile
    const mayBeSpare = recall(SPARE_IN_USE) || this.#inUse === this.#spare;
    if (mayBeSpare)
      await this.#getStandIn()
        .then((standIn) => standIn.start())
        .catch(() => {}); // it can't be fetched
    await this.#run((connection) => connection.open());
    await this.#runOutbox();
  }

  /** Each in a transaction of its own, so that one that fails stops no other. The next page tries what failed. */
  async #runOutbox() {
    for (const { id, name, args, at } of this.#outbox.list()) {
      if (!Object.hasOwn(OPERATIONS, name)) continue; // a newer Hinge's
      const operation = OPERATIONS[name];
      try {
        await this.#run((connection) =>
          connection.transact(STORES, 'readwrite', (tx) => operation.perform(tx, args, at)),
        );
        this.#outbox.done(id);
        this.#tell(operation.what);
      } catch (error) {
        if (this.#life.isLeft) throw error;
      }
    }
  }

  /** Begins no transaction until `work` is done. If it fails, the database in use stays the same. */
  #switch(work) {
    this.#switching = this.#getStandIn()
      .then(work)
      .catch(() => {});
    return this.#switching;
  }

  #getStandIn() {
    this.#standIn ??= import('./stand-in.js').then(
      ({ StandIn }) =>
        new StandIn(this.#main, this.#spare, {
          isLeft: () => this.#life.isLeft,
          pause: (work) => this.#switch(work),
          use: (isSpare) => this.#use(isSpare),
        }),
    );
    this.#standIn.catch(() => {
      this.#standIn = null; // it may be had another time
    });
    return this.#standIn;
  }

  #use(isSpare) {
    const before = this.#inUse;
    this.#inUse = isSpare ? this.#spare : this.#main;
    if (this.#inUse === before) return;
    for (const listener of this.#onSpare) listener(isSpare);
    this.#tellAll();
  }

  #tellAll() {
    for (const what of ['records', 'run', 'settings']) this.#tell(what);
  }
}
