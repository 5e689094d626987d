// Everything that a person did, on this device. A promise resolves when the change is on disk; it rejects with
// StorageError, and then nothing of it was kept.

import { Changes } from './changes.js';
import { Connection } from './connection.js';
import { fresh, imported } from './entry.js';
import { isRecord } from './envelope.js';
import { newDevice } from './id.js';
import { markPast } from './past.js';
import { nextStamp } from './time.js';

export { StorageError } from './errors.js';
export { newId } from './id.js';
export { localTime } from './time.js';

/**
 * @typedef {import('./merge.js').Envelope} Envelope
 * @typedef {{record: Envelope, synced: boolean, rejected: ?string}} Item
 */

const RUN = 'current';
const living = (entry) => entry !== undefined && !entry.record.deleted;
const item = ({ record, state, error }) => ({ record, synced: state === 'taken', rejected: error });
const startedAt = ({ record }) => Date.parse(record.data.started_at) || 0;

export class Store {
  #connection;
  #changes;
  #watchers = new Set();

  /** @param {Connection} connection @param {Changes} changes */
  constructor(connection, changes) {
    this.#connection = connection;
    this.#changes = changes;
  }

  /** The living sessions, newest first. @returns {Promise<Item[]>} */
  async sessions() {
    const entries = await this.#read('records', (records) => records.index('kind').getAll('session'));
    return entries.filter(living).map(item).sort((a, b) => startedAt(b) - startedAt(a));
  }

  /** One living record. @param {string} id @returns {Promise<Item|undefined>} */
  async item(id) {
    const entry = await this.#read('records', (records) => records.get(id));
    return living(entry) ? item(entry) : undefined;
  }

  /** Every record as it travels, deleted ones too. @returns {Promise<Envelope[]>} */
  async all() {
    const entries = await this.#read('records', (records) => records.getAll());
    return entries.map((entry) => entry.record);
  }

  /** How many records the server has not taken, refused ones among them. @returns {Promise<number>} */
  waiting() {
    return this.#read('records', async (records) => (await records.count()) - (await records.index('state').count('taken')));
  }

  /** Makes or changes a record. @param {string} kind @param {string} id @param {object} data @returns {Promise<Envelope>} */
  save(kind, id, data) {
    return this.#write(['records', 'settings'], 'records', (tx) => put(tx, kind, id, data));
  }

  /**
   * Deletes a record.
   * @param {string} id
   * @returns {Promise<Envelope|undefined>} it as it was: `save(kind, id, data)` brings it back; undefined when there was none
   */
  remove(id) {
    return this.#write(['records', 'settings'], 'records', async (tx) => {
      const held = await tx.objectStore('records').get(id);
      if (living(held)) await put(tx, held.record.kind, id, null);
      return held?.record;
    });
  }

  /**
   * Merges records from a file by the rule; harmless when repeated. Those that win are to be offered to the server.
   * @param {Envelope[]} records @returns {Promise<{added: number, changed: number, same: number}>} as a person sees it
   * @throws {TypeError} when one is no record; then none is taken
   */
  async offer(records) {
    if (!records.every(isRecord)) throw new TypeError('not a record');
    return this.#write(['records'], 'records', async (tx) => {
      const counts = { added: 0, changed: 0, same: 0 };
      for (const record of records) {
        const held = await tx.objectStore('records').get(record.id);
        const entry = imported(held, record);
        if (entry !== held) await tx.objectStore('records').put(entry);
        counts[difference(held, entry)] += 1;
      }
      return counts;
    });
  }

  /** The practice in progress. @returns {Promise<object|undefined>} */
  run() {
    return this.#read('runs', (runs) => runs.get(RUN));
  }

  /** @param {object} run @returns {Promise<void>} */
  keepRun(run) {
    return this.#write(['runs'], 'run', async (tx) => void (await tx.objectStore('runs').put(run, RUN)));
  }

  /** @returns {Promise<void>} */
  dropRun() {
    return this.#write(['runs'], 'run', (tx) => tx.objectStore('runs').delete(RUN));
  }

  /**
   * Turns the practice in progress into a session, both or neither.
   * @param {{id: string}} run @param {object} data the session's @returns {Promise<Envelope>}
   */
  async finishRun(run, data) {
    const record = await this.#write(['records', 'settings', 'runs'], 'records', async (tx) => {
      await tx.objectStore('runs').delete(RUN);
      return put(tx, 'session', run.id, data);
    });
    this.#changes.tell('run');
    return record;
  }

  /** A small thing kept on this device alone. @param {string} name @param {unknown} [fallback] @returns {Promise<unknown>} */
  async setting(name, fallback) {
    return (await this.#read('settings', (settings) => settings.get(name))) ?? fallback;
  }

  /** @param {string} name @param {unknown} value @returns {Promise<void>} */
  set(name, value) {
    return this.#write(['settings'], 'settings', async (tx) => void (await tx.objectStore('settings').put(value, name)));
  }

  /** Calls after any change on this device, of this tab or another. @param {(change: import('./changes.js').Change) => void} listener @returns {() => void} ends it */
  onChange(listener) {
    return this.#changes.listen(listener);
  }

  /** Calls when this device did not keep or give something. @param {(error: Error) => void} watcher @returns {() => void} ends it */
  onTrouble(watcher) {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /**
   * Sync's own look at records and settings, in one transaction.
   * @template T @param {(tx: object) => Promise<T>} work @returns {Promise<T>}
   */
  view(work) {
    return this.#transact(['records', 'settings'], 'readonly', work);
  }

  /**
   * Sync's own change of records and settings, in one transaction. Tells of `records` when `work` touched them.
   * @template T @param {(tx: object, touch: () => void) => Promise<T>} work @returns {Promise<T>}
   */
  async alter(work) {
    let touched = false;
    const result = await this.#transact(['records', 'settings'], 'readwrite', (tx) =>
      work(tx, () => {
        touched = true;
      }),
    );
    if (touched) this.#changes.tell('records');
    this.#changes.tell('settings');
    return result;
  }

  #read(name, work) {
    return this.#transact([name], 'readonly', (tx) => work(tx.objectStore(name)));
  }

  async #write(names, what, work) {
    const result = await this.#transact(names, 'readwrite', work);
    this.#changes.tell(what);
    return result;
  }

  async #transact(names, mode, work) {
    try {
      return await this.#connection.transact(names, mode, work);
    } catch (error) {
      for (const watcher of this.#watchers) watcher(error);
      throw error;
    }
  }
}

/** Puts a change by this device; null as data deletes. */
async function put(tx, kind, id, data) {
  const records = tx.objectStore('records');
  const held = await records.get(id);
  const record = {
    kind,
    id,
    stamp: nextStamp(Date.now(), held?.record.stamp),
    device: await thisDevice(tx.objectStore('settings')),
    deleted: data === null,
    data,
  };
  await records.put(fresh(record));
  return record;
}

async function thisDevice(settings) {
  const known = await settings.get('device');
  if (known) return known;
  const device = newDevice();
  await settings.put(device, 'device');
  return device;
}

function difference(before, after) {
  if (before === after || (!living(before) && !living(after))) return 'same';
  return living(before) ? 'changed' : 'added';
}

let opening = null;

/** The device's records, one store a page. @returns {Promise<Store>} rejects with StorageError; a later call tries again */
export function openStore() {
  opening ??= open().catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

async function open() {
  const connection = new Connection();
  await connection.open();
  const changes = new Changes('hinge');
  changes.listen(({ what, here }) => here && what !== 'settings' && markPast(true));
  return new Store(connection, changes);
}
