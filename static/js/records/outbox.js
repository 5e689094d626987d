// Changes that were not on disk when their page was left. They are written to localStorage, which is synchronous, and
// the next page makes them before it reads anything.

/** In localStorage. */
export const NAME = 'outbox';

/**
 * `at`: when it was asked for, ms since 1970.
 * @typedef {{id: string, name: string, args: object, at: number}} Operation
 */

const isOperation = (one) =>
  ['id', 'name'].every((field) => typeof one?.[field] === 'string') &&
  typeof one.args === 'object' &&
  Number.isFinite(one.at);

export class Outbox {
  #life;
  #underWay = new Map();

  /** @param {import('./page-life.js').PageLife} life */
  constructor(life) {
    this.#life = life;
    life.follow(
      () => add([...this.#underWay.values()]),
      () => remove([...this.#underWay.keys()]), // this page sees them through itself
    );
  }

  /**
   * Hands `operation` over if the page is left before `work` is done.
   * @template T @param {Operation} operation @param {() => Promise<T>} work @returns {Promise<T>}
   */
  async during(operation, work) {
    this.#underWay.set(operation.id, operation);
    if (this.#life.isLeft) add([operation]);
    try {
      return await work();
    } finally {
      this.#underWay.delete(operation.id);
    }
  }

  /** The operations that wait, oldest first. @returns {Operation[]} */
  list() {
    return read();
  }

  /** @param {string} id of an operation that was done */
  done(id) {
    remove([id]);
  }
}

function add(operations) {
  if (operations.length === 0) return;
  // What comes from a file can be brought in again, and may be larger than all there is room for.
  const small = operations.filter(({ name }) => name !== 'offer');
  write([...read(), ...operations]) || write([...read(), ...small]);
}

function remove(ids) {
  const operations = read();
  const left = operations.filter(({ id }) => !ids.includes(id));
  if (left.length < operations.length) write(left);
}

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME));
    return Array.isArray(kept) ? kept.filter(isOperation) : [];
  } catch {
    return []; // site data is switched off, or somebody else wrote there
  }
}

/** @returns {boolean} whether there was room */
function write(operations) {
  try {
    if (operations.length) localStorage.setItem(NAME, JSON.stringify(operations));
    else localStorage.removeItem(NAME);
    return true;
  } catch {
    return false;
  }
}
