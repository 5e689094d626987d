// An IndexedDB of Maps: what Store needs of Connection, with transactions that one after another happen wholly or not.

import { StorageError } from '../../../static/js/records/errors.js';
import { Store } from '../../../static/js/records/store.js';

const KEYS = { kind: (entry) => entry.record.kind, state: (entry) => entry.state };

globalThis.IDBKeyRange = {
  lowerBound: (after) => ({ after }),
  bound: (after, last) => ({ after, last }),
};

class ObjectStore {
  constructor(map) {
    this.map = map;
  }

  async get(key) {
    return structuredClone(this.map.get(key));
  }

  async getAll(range, count = Infinity) {
    const keys = await this.getAllKeys(range);
    return structuredClone(keys.slice(0, count).map((key) => this.map.get(key)));
  }

  async getAllKeys({ after = '', last = '\uFFFF' } = {}) {
    return [...this.map.keys()].filter((key) => key > after && key <= last).sort();
  }

  async count() {
    return this.map.size;
  }

  async put(value, key = value.id) {
    this.map.set(key, structuredClone(value));
  }

  async delete(key) {
    this.map.delete(key);
  }

  index(name) {
    const matching = async (key) => (await this.getAll()).filter((value) => KEYS[name](value) === key);
    return {
      getAll: async (key, count = Infinity) => (await matching(key)).slice(0, count),
      getAllKeys: async (key, count = Infinity) => (await matching(key)).slice(0, count).map(({ id }) => id),
      count: async (key) => (await matching(key)).length,
    };
  }
}

export class MemoryConnection {
  stores = { records: new Map(), runs: new Map(), settings: new Map() };
  #last = Promise.resolve();

  transact(names, mode, work) {
    const done = this.#last
      .then(async () => {
        const copies = Object.fromEntries(names.map((name) => [name, new Map(this.stores[name])]));
        const result = await work({ objectStore: (name) => new ObjectStore(copies[name]) });
        if (mode === 'readwrite') Object.assign(this.stores, copies);
        return result;
      })
      .catch((error) => {
        throw StorageError.from(error);
      });
    this.#last = done.catch(() => {});
    return done;
  }
}

const QUIET = { listen: () => () => {}, tell: () => {} };

/** What localStorage is to a page. */
export class MemoryStorage {
  #values = new Map();
  room = Infinity;

  getItem(name) {
    return this.#values.get(name) ?? null;
  }

  setItem(name, value) {
    if (value.length > this.room) throw new DOMException('no room', 'QuotaExceededError');
    this.#values.set(name, value);
  }

  removeItem(name) {
    this.#values.delete(name);
  }
}

/** A device of its own. */
export const memoryStore = (changes = QUIET) => new Store(new MemoryConnection(), changes);
