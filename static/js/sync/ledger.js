// The state of sync on this device: account, cursor, last result. Cursor and records change in one transaction.

import { afterPush, offerAgain, REJECTED_STATES } from '../records/entry.js';
import { changeAll } from '../records/many.js';
import { thisDevice } from '../records/operations.js';
import { inParts } from '../records/parts.js';
import { SyncTrouble } from './trouble.js';

/**
 * @typedef {import('../records/merge.js').Record} Record
 * @typedef {object} Agreement
 * @property {boolean} on whether the person wants sync
 * @property {boolean} leaving turned off while the server was out of reach: the sign-out is still to be sent
 * @property {?string} account
 * @property {boolean} again every record is to be pushed, whatever its state says: `offerAll` has not ended yet
 * @property {string} cursor of the last answer; opaque
 * @property {?number} synced when the last complete sync ended, ms since 1970
 * @property {?string} program the version of the server that answered last, from `Hinge-Program`
 * @property {?{code: string}} trouble why the last try failed
 * @property {number} failures in a row
 * @property {number} retryAt ms since 1970; no automatic try before
 */

const NAME = 'sync';
const MOST_KEYS = 2_000; // in one request, which a slow phone answers soon

/** @type {Agreement} */
const OFF = {
  on: false,
  leaving: false,
  account: null,
  again: false,
  cursor: '',
  program: null,
  synced: null,
  trouble: null,
  failures: 0,
  retryAt: 0,
};

const size = (record) => new TextEncoder().encode(JSON.stringify(record)).length + 1;

export class Ledger {
  #store;

  /** @param {import('../records/store.js').Store} store */
  constructor(store) {
    this.#store = store;
  }

  /** @returns {Promise<Agreement>} */
  agreement() {
    return this.#store.view(read);
  }

  /**
   * @typedef {{agreement: Agreement, waiting: number, rejected: number, later: number}} Overview
   *   `waiting`: not taken, the rejected and those for a later server among them
   * @returns {Promise<Overview>}
   */
  overview() {
    return this.#store.view(async (tx) => {
      const records = tx.objectStore('records');
      const states = records.index('state');
      // In parallel: the shorter it takes, the rarer a page is left meanwhile.
      const [all, agreement, taken, rejected, later] = await Promise.all([
        records.count(),
        read(tx),
        ...['taken', ...REJECTED_STATES].map((state) => states.count(state)),
      ]);
      if (agreement.again) return { agreement, waiting: all, rejected: 0, later: 0 };
      return { agreement, waiting: all - taken, rejected, later };
    });
  }

  /** What the server did not take. @returns {Promise<import('../records/entry.js').Entry[]>} */
  rejected() {
    return this.#store.view(async (tx) => ((await read(tx)).again ? [] : readRejected(tx)));
  }

  /**
   * Changes the state, if the device is still on that account.
   * @param {?string} account @param {Partial<Agreement>} noted
   */
  note(account, noted) {
    return this.#store.alter(async (tx) => {
      const agreement = await read(tx);
      if (agreement.account === account) await write(tx, { ...agreement, ...noted });
    });
  }

  /**
   * The next records to push, at least one if any waits.
   * @param {number} count at most @param {number} bytes of their JSON together, at most; a single one may be larger
   * @returns {Promise<Record[]>}
   */
  async nextPush(count, bytes) {
    const entries = await this.#store.view((tx) => tx.objectStore('records').index('state').getAll('waiting', count));
    const records = [];
    let left = bytes;
    for (const { record } of entries) {
      left -= size(record);
      if (left < 0 && records.length > 0) break;
      records.push(record);
    }
    return records;
  }

  /**
   * Applies the answer to a push, whole or not at all.
   * @param {?string} account that was asked for @param {Record[]} pushed
   * @param {{cursor: string, changes: Record[], rejected: {id: string, code?: string, field?: string}[], program:
   *   ?string}} answer
   * @param {typeof import('../records/pull.js').Pull} Pull
   * @throws {SyncTrouble} `superseded` when the device has left that account meanwhile
   */
  applyAnswer(account, pushed, { cursor, changes, rejected, program }, Pull) {
    const reasons = new Map(rejected.map(({ id, code = 'other', field = '' }) => [id, { code, field }]));
    return this.#alter(account, async (tx, touch, agreement) => {
      const device = await thisDevice(tx.objectStore('settings'));
      const pull = new Pull(device);
      await change(tx, touch, [
        ...pushed.map((record) => [record.id, (before) => afterPush(before, record, reasons.get(record.id) ?? null)]),
        ...changes.map((record) => [record.id, (before) => pull.after(before, record)]),
      ]);
      await pull.keepLost(tx.objectStore('settings'));
      return { cursor, program: program ?? agreement.program };
    });
  }

  /**
   * Marks one record as rejected.
   * @param {?string} account @param {Record} record @param {import('../records/shape.js').Problem} reason
   */
  reject(account, record, reason) {
    return this.#alter(account, async (tx, touch) => {
      await change(tx, touch, [[record.id, (before) => afterPush(before, record, reason)]]);
      return {};
    });
  }

  /** From the empty cursor, with every record to be pushed: the server forgot. @param {?string} account */
  async startAgain(account) {
    await this.#alter(account, () => ({ cursor: '', again: true }));
    await this.offerAll();
  }

  /** On from now on with `account`; the next sync brings everything on the device along. @param {string} account */
  join(account) {
    return this.#store.alter((tx) => write(tx, { ...OFF, on: true, account, again: true }));
  }

  /**
   * Off from now on; the records stay.
   * @param {{leaving?: boolean, erased?: boolean}} how erased: no server has them now
   */
  async leave({ leaving = false, erased = false } = {}) {
    await this.offerRejected(); // no server rejects it any more
    await this.#store.alter((tx) => write(tx, { ...OFF, leaving, again: erased }));
    if (erased) await this.offerAll();
  }

  /**
   * Every record is to be pushed from now on. A sync begins with it, and where it is cut off, so does the next.
   * @returns {Promise<void>}
   */
  offerAll() {
    return this.#offer(['taken', ...REJECTED_STATES], async (tx) => write(tx, { ...(await read(tx)), again: false }));
  }

  /** What a server rejected is to be pushed from now on: to another program. @returns {Promise<void>} */
  offerRejected() {
    return this.#offer(REJECTED_STATES);
  }

  /** Offers all that is in these states, in short transactions; in the last one, which finds none, `finish`. */
  async #offer(states, finish = () => {}) {
    for (let isChanged = false; ; isChanged = true) {
      const ids = await this.#store.alter(async (tx, touch) => {
        const index = tx.objectStore('records').index('state');
        const found = (await Promise.all(states.map((state) => index.getAllKeys(state, MOST_KEYS)))).flat();
        if (found.length === 0) await finish(tx);
        if (found.length === 0 && isChanged) touch();
        return found;
      });
      if (ids.length === 0) return;
      await inParts(ids, (part) => this.#store.alter((tx) => change(tx, () => {}, part.map(offersAgain))));
    }
  }

  #alter(account, work) {
    return this.#store.alter(async (tx, touch) => {
      const agreement = await read(tx);
      if (!agreement.on || agreement.account !== account) throw new SyncTrouble('superseded');
      await write(tx, { ...agreement, ...(await work(tx, touch, agreement)) });
    });
  }
}

// A site of files alone has no server to agree with, whatever this device agreed with another one at that address.
const hasServer = globalThis.document?.documentElement.dataset.server !== 'none';
const read = async (tx) => ({ ...OFF, ...(hasServer && (await tx.objectStore('settings').get(NAME))) });
const offersAgain = (id) => [id, (before) => before && offerAgain(before)];
const write = (tx, agreement) => tx.objectStore('settings').put(agreement, NAME);

async function readRejected(tx) {
  const states = tx.objectStore('records').index('state');
  return (await Promise.all(REJECTED_STATES.map((state) => states.getAll(state)))).flat();
}

async function change(tx, touch, changes) {
  const steps = await changeAll(tx.objectStore('records'), changes);
  if (steps.some(([before, after]) => before !== after)) touch();
}
