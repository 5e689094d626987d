// Everything that a person did, on this device. A promise resolves when the change is on disk; it rejects with
// StorageError, and then nothing of it was kept. A change that was asked for before the page is left is made, if not by
// this page then by the next (outbox.js).

import { Changes } from './changes.js';
import { Databases } from './databases.js';
import { isRecord } from './envelope.js';
import { newId } from './id.js';
import { isLiving, OPERATIONS, RUN } from './operations.js';
import { Outbox } from './outbox.js';
import { PageLife } from './page-life.js';
import { markPast } from './past.js';
import { localTime, parted } from './time.js';

export { StorageError } from './errors.js';
export { newId } from './id.js';
export { localTime } from './time.js';

/**
 * @typedef {import('./merge.js').Envelope} Envelope
 * @typedef {{record: Envelope, synced: boolean, rejected: ?string}} Item
 */

const AT_ONCE = 250; // records of a file in one transaction: another tab that counts has to wait for it
const AGAIN = 30_000; // ms until a browser that gave no database is asked again

const item = ({ record, state, error }) => ({ record, synced: state === 'taken', rejected: error });
const startedAt = ({ record }) => Date.parse(record.data.started_at) || 0;

export class Store {
  #databases;
  #changes;
  #outbox;
  #watchers = new Set();
  #asked = 0; // when the last change was asked for: two in one millisecond have an order too

  /** @param {Databases} databases @param {Changes} changes @param {Outbox} [outbox] */
  constructor(databases, changes, outbox = new Outbox(new PageLife())) {
    this.#databases = databases;
    this.#changes = changes;
    this.#outbox = outbox;
  }

  /** The living sessions, newest first; after them those that bear a date that has not come. @returns {Promise<Item[]>} */
  async sessions() {
    const entries = await this.#read('records', (records) => records.index('kind').getAll('session'));
    const items = entries.filter(isLiving).map(item).sort((a, b) => startedAt(b) - startedAt(a));
    const { come, ahead } = parted(items, localTime(Date.now()));
    return [...come, ...ahead];
  }

  /** One living record. @param {string} id @returns {Promise<Item|undefined>} */
  async item(id) {
    const entry = await this.#read('records', (records) => records.get(id));
    return isLiving(entry) ? item(entry) : undefined;
  }

  /** Every record as it travels, deleted ones too. @returns {Promise<Envelope[]>} */
  async all() {
    const entries = await this.#read('records', (records) => records.getAll());
    return entries.map((entry) => entry.record);
  }

  /** How many records the server has not taken, refused ones among them. @returns {Promise<number>} */
  waiting() {
    return this.#read('records', async (records) => {
      const [all, taken] = await Promise.all([records.count(), records.index('state').count('taken')]);
      return all - taken;
    });
  }

  /** Makes or changes a record. @param {string} kind @param {string} id @param {object} data @returns {Promise<Envelope>} */
  save(kind, id, data) {
    return this.#write('save', { kind, id, data });
  }

  /**
   * Changes fields of a record as it stands now; one that was deleted meanwhile comes back with them.
   * @param {Envelope} record as it was when the person saw it @param {object} changes @returns {Promise<Envelope>}
   */
  change({ kind, id, data }, changes) {
    return this.#write('change', { kind, id, before: data, changes });
  }

  /**
   * Deletes a record.
   * @param {string} id
   * @returns {Promise<Envelope|undefined>} it as it was: `save(kind, id, data)` brings it back; undefined when there was none
   */
  remove(id) {
    return this.#write('remove', { id });
  }

  /**
   * Merges records from a file by the rule; harmless when repeated. Those that win are to be offered to the server.
   * @param {Envelope[]} records @returns {Promise<{added: number, changed: number, same: number}>} as a person sees it
   * @throws {TypeError} when one is no record; then none is taken. After a StorageError some may have been
   */
  async offer(records) {
    if (!records.every(isRecord)) throw new TypeError('not a record');
    const counts = { added: 0, changed: 0, same: 0 };
    for (let at = 0; at < records.length; at += AT_ONCE) {
      const some = await this.#write('offer', { records: records.slice(at, at + AT_ONCE) });
      for (const name of Object.keys(counts)) counts[name] += some[name];
    }
    return counts;
  }

  /** The practice in progress. @returns {Promise<object|undefined>} */
  run() {
    return this.#read('runs', (runs) => runs.get(RUN));
  }

  /** @param {object} run @returns {Promise<void>} */
  keepRun(run) {
    return this.#write('keepRun', { run });
  }

  /** @param {string} id the run's @returns {Promise<void>} */
  dropRun(id) {
    return this.#write('dropRun', { id });
  }

  /**
   * Turns the practice in progress into a session, both or neither.
   * @param {{id: string}} run @param {object} data the session's @returns {Promise<Envelope>}
   */
  async finishRun({ id }, data) {
    const record = await this.#write('finishRun', { id, data });
    this.#changes.tell('run');
    return record;
  }

  /** A small thing kept on this device alone. @param {string} name @param {unknown} [fallback] @returns {Promise<unknown>} */
  async setting(name, fallback) {
    return (await this.#read('settings', (settings) => settings.get(name))) ?? fallback;
  }

  /** @param {string} name @param {unknown} value @returns {Promise<void>} */
  async set(name, value) {
    await this.#write('set', { name, value });
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

  async #write(name, args) {
    const { stores, what, perform } = OPERATIONS[name];
    const at = (this.#asked = Math.max(Date.now(), this.#asked + 1));
    const result = await this.#outbox.during({ id: newId(), name, args, at }, () =>
      this.#transact(stores, 'readwrite', (tx, again) => perform(tx, args, again ? at : null)),
    );
    this.#changes.tell(what);
    return result;
  }

  async #transact(names, mode, work) {
    try {
      return await this.#databases.transact(names, mode, work);
    } catch (error) {
      for (const watcher of this.#watchers) watcher(error);
      throw error;
    }
  }
}

let device = null;

/** What this page has of the device: one of each, made when it is first asked for. */
function onDevice() {
  if (device) return device;
  const life = new PageLife();
  const outbox = new Outbox(life);
  const changes = new Changes('hinge');
  const databases = new Databases(life, outbox, (what) => changes.tell(what));
  changes.listen(({ what, here }) => here && what !== 'settings' && markPast(true));
  device = { changes, databases, store: new Store(databases, changes, outbox) };
  return device;
}

/** The device's records, before it is known whether the browser gives them: each of its promises waits for that. @returns {Store} */
export const deviceStore = () => onDevice().store;

/** The same, once they can be had. @returns {Promise<Store>} rejects with StorageError; a later call tries again */
export async function openStore() {
  const { changes, databases, store } = onDevice();
  await databases.ready();
  changes.connect();
  return store;
}

/**
 * The store, as soon as the browser gives one.
 * @param {(error: StorageError) => void} [onTrouble] each time that it does not, or not soon
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

/** Calls whenever a second database stands in for one that does not answer, and when it no longer does. @param {(isInUse: boolean) => void} listener */
export const onSpare = (listener) => onDevice().databases.onSpare(listener);
