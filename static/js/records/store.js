// Everything that a person did, on this device. A promise resolves when the change is on disk; it rejects with
// StorageError, and then nothing of it was kept. A change that was asked for before the page is left is made, if not by
// this page then by the next (outbox.js).

import { Changes } from './changes.js';
import { Databases } from './databases.js';
import { isKnown, isRecord } from './envelope.js';
import { newId } from './id.js';
import { markPast, markPlan } from './local.js';
import { readAll } from './many.js';
import { isLiving, OPERATIONS, RUN } from './operations.js';
import { Outbox } from './outbox.js';
import { PageLife } from './page-life.js';
import { localTime, msOf, splitAhead } from './time.js';

export { StorageError } from './errors.js';
export { newId } from './id.js';
export { localTime } from './time.js';

/**
 * @typedef {import('./entry.js').Entry} Entry
 * @typedef {import('./merge.js').Record} Record
 */

const AGAIN = 30_000; // ms until a browser that gave no database is asked again

const isLivingSession = (entry) => isLiving(entry) && entry.record.kind === 'session';
const startedAt = ({ record }) => msOf(record.data.started_at) || 0;

/** Those that bear a date that has not come stand last. */
function aheadLast(entries) {
  const { past, ahead } = splitAhead(entries, localTime(Date.now()));
  return [...past, ...ahead];
}

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

  /**
   * The living sessions, newest first; after them those that bear a date that has not come.
   * @returns {Promise<Entry[]>}
   */
  async sessions() {
    const entries = await this.#read('records', readAll);
    return aheadLast(entries.filter(isLivingSession).sort((a, b) => startedAt(b) - startedAt(a)));
  }

  /** The living checks, in the same order. @returns {Promise<Entry[]>} */
  async checks() {
    return aheadLast(await this.#living('check', ({ at }) => msOf(at)));
  }

  /**
   * The living plans, the latest to start first: the first that has not ended is in force.
   * @returns {Promise<Entry[]>}
   */
  async plans() {
    const entries = await this.#living('plan', ({ starts_on: day }) => Date.parse(day));
    if (entries.length) markPlan();
    return entries;
  }

  /** Of one living record. @param {string} id @returns {Promise<Entry|undefined>} */
  async entry(id) {
    const entry = await this.#read('records', (records) => records.get(id));
    return isLiving(entry) ? entry : undefined;
  }

  /** Every record as it travels, deleted ones too. @returns {Promise<Record[]>} */
  async all() {
    const entries = await this.#read('records', readAll);
    return entries.map((entry) => entry.record);
  }

  /** How many records the server has not taken, rejected ones among them. @returns {Promise<number>} */
  waiting() {
    return this.#read('records', async (records) => {
      const [all, taken] = await Promise.all([records.count(), records.index('state').count('taken')]);
      return all - taken;
    });
  }

  /**
   * Makes or changes a record.
   * @param {string} kind @param {string} id @param {object} data @returns {Promise<Record>}
   */
  save(kind, id, data) {
    return this.#write('save', { kind, id, data });
  }

  /** Makes or changes a check. @param {object} data @param {string} [id] @returns {Promise<Record>} */
  putCheck(data, id = newId()) {
    return this.save('check', id, data);
  }

  /** Makes or changes a plan. @param {object} data @param {string} [id] @returns {Promise<Record>} */
  putPlan(data, id = newId()) {
    return this.save('plan', id, data);
  }

  /**
   * Ends plans and begins another: all of it or nothing.
   * @param {{id: string, on: ?string, was?: string}[]} ends plans, and the `ended_on` of each; `was`: the end that is
   *   taken back
   * @param {?object} begins its data
   * @param {string} [id] of the plan that begins @returns {Promise<Record|undefined>} of it
   */
  replan(ends, begins, id = newId()) {
    return this.#write('replan', { ends, id, begins });
  }

  /**
   * Changes fields of a record as it stands now; one that was deleted meanwhile comes back with them.
   * @param {Record} record as it was when the person saw it @param {object} changes @returns {Promise<Record>}
   */
  change({ kind, id, data }, changes) {
    return this.#write('change', { kind, id, before: data, changes });
  }

  /**
   * Deletes a record.
   * @param {string} id
   * @returns {Promise<Record|undefined>} it as it was: `save(kind, id, data)` brings it back; undefined when there was
   *   none
   */
  remove(id) {
    return this.#write('remove', { id });
  }

  /**
   * Removes a record that the server rejected. It is deleted, because the server may have an earlier state of it; one
   * of a kind that this version or the server does not know is forgotten.
   * @param {Record} record as the person saw it @returns {Promise<boolean>} false when it was changed meanwhile
   */
  letGo(record) {
    return this.#write('letGo', { record });
  }

  /** Takes back what `letGo` did. @param {Record} record @returns {Promise<unknown>} */
  bringBack(record) {
    return isKnown(record) && !record.deleted ? this.save(record.kind, record.id, record.data) : this.offer([record]);
  }

  /**
   * Merges records from a file by the rule; harmless when repeated. Those that win are to be pushed to the server.
   * @param {Record[]} records @param {(done: number) => void} [onProgress] how many are on disk, after each transaction
   * @returns {Promise<{added: number, changed: number, same: number}>} as a person sees it
   * @throws {TypeError} when one is no record; then none is taken. After a StorageError those that were on disk stay
   */
  async offer(records, onProgress = () => {}) {
    if (!records.every(isRecord)) throw new TypeError('not a record');
    if (records.length === 0) return { added: 0, changed: 0, same: 0 };
    const { offerAll } = await import('./offering.js');
    try {
      return await offerAll(this, records, (part) => this.#make('offer', { records: part }), onProgress);
    } finally {
      this.#changes.tell('records'); // once: whoever hears it reads them all
    }
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
   * @param {{id: string}} run @param {object} data the session's @returns {Promise<Record>}
   */
  async finishRun({ id }, data) {
    const record = await this.#write('finishRun', { id, data });
    this.#changes.tell('run');
    return record;
  }

  /**
   * A setting of this device. Settings are never synced.
   * @param {string} name @param {unknown} [fallback] @returns {Promise<unknown>}
   */
  async setting(name, fallback) {
    return (await this.#read('settings', (settings) => settings.get(name))) ?? fallback;
  }

  /** @param {string} name @param {unknown} value @returns {Promise<void>} */
  async set(name, value) {
    await this.#write('set', { name, value });
  }

  /**
   * Changes fields of a setting that is an object, and leaves its others as they stand.
   * @param {string} name @param {Record<string, unknown>} fields null removes one
   * @param {number} [most] how many fields it may hold: of more, those that were set last stay
   * @returns {Promise<void>}
   */
  async setFields(name, fields, most = 1000) {
    await this.#write('setFields', { name, fields, most });
  }

  /**
   * Calls after any change on this device, of this tab or another.
   * @param {(change: import('./changes.js').Change) => void} listener @returns {() => void} ends it
   */
  onChange(listener) {
    return this.#changes.listen(listener);
  }

  /**
   * Calls after each StorageError.
   * @param {(error: Error) => void} watcher @returns {() => void} ends it
   */
  onTrouble(watcher) {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /**
   * Reads records and settings in one transaction, for sync.
   * @template T @param {(tx: object) => Promise<T>} work @returns {Promise<T>}
   */
  view(work) {
    return this.#transact(['records', 'settings'], 'readonly', work);
  }

  /**
   * Changes records and settings in one transaction, for sync. Reports a change of `records` when `work` calls `touch`.
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

  /** Of one kind; the greatest first, and where two are equal the greater id. */
  async #living(kind, rankOf) {
    const entries = await this.#read('records', (records) => records.index('kind').getAll(kind));
    const rank = (entry) => rankOf(entry.record.data) || 0;
    return entries.filter(isLiving).sort((a, b) => rank(b) - rank(a) || (a.id < b.id ? 1 : -1));
  }

  #read(name, work) {
    return this.#transact([name], 'readonly', (tx) => work(tx.objectStore(name)));
  }

  async #write(name, args) {
    const result = await this.#make(name, args);
    this.#changes.tell(OPERATIONS[name].what);
    return result;
  }

  #make(name, args) {
    const { stores, perform } = OPERATIONS[name];
    const at = Math.max(Date.now(), this.#asked + 1);
    this.#asked = at;
    return this.#outbox.during({ id: newId(), name, args, at }, () =>
      this.#transact(stores, 'readwrite', (tx, again) => perform(tx, args, again ? at : null)),
    );
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

/**
 * The device's records, before it is known whether the browser gives them: each of its promises waits for that.
 * @returns {Store}
 */
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
      if (error.reason !== 'blocked') await untilRetry(); // one that does not answer yet is waited for
    }
  }
}

/** Resolves when another try may succeed. */
async function untilRetry() {
  const found = new AbortController();
  await new Promise((resolve) => {
    for (const event of ['online', 'pageshow', 'focus']) addEventListener(event, resolve, { signal: found.signal });
    document.addEventListener('visibilitychange', resolve, { signal: found.signal });
    setTimeout(resolve, AGAIN);
  });
  found.abort();
}

/**
 * Calls whenever a second database stands in for one that does not answer, and when it no longer does.
 * @param {(isInUse: boolean) => void} listener
 */
export const onSpare = (listener) => onDevice().databases.onSpare(listener);
