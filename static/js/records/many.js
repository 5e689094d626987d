// Many changes at a time, and yet in transactions that keep nobody waiting.

const MOST = 1_000; // changes in one transaction
const FIRST = 250;
const LEAST = 50;
const AIM_MS = 300; // for one transaction

/**
 * Does `work` on all items part by part, each in a transaction of its own that takes about AIM_MS, so that what another
 * tab asks for comes in between: one that had to wait for 1.2 s would take the database for hung (databases.js).
 * @template T @param {T[]} items
 * @param {(part: T[], done: number) => Promise<void>} work `done`: the items up to the end of this part
 */
export async function inParts(items, work) {
  let size = FIRST;
  for (let at = 0; at < items.length; ) {
    const part = items.slice(at, at + size);
    const began = performance.now();
    at += part.length;
    await work(part, at);
    const fitting = (part.length * AIM_MS) / Math.max(1, performance.now() - began);
    size = Math.round(Math.min(MOST, Math.max(LEAST, fitting)));
  }
}

const PAGE = 1_000; // entries in one request

/**
 * All entries, by id, in requests that each answer soon: a single one for years of practices would take so long on a slow
 * phone that the database would be taken for hung.
 * @param {object} records the store @returns {Promise<import('./entry.js').Entry[]>}
 */
export async function readAll(records) {
  const entries = await records.getAll(undefined, PAGE);
  for (let page = entries; page.length === PAGE; entries.push(...page)) {
    page = await records.getAll(IDBKeyRange.lowerBound(entries.at(-1).id, true), PAGE);
  }
  return entries;
}

/**
 * Changes entries in one transaction: all are read at once, and all that became others are written at once.
 * @typedef {import('./entry.js').Entry} Entry
 * @param {object} records the store @param {[id: string, decide: (held: Entry|undefined) => Entry|undefined][]} changes in
 *   their order; several may be of one record
 * @returns {Promise<[before: Entry|undefined, after: Entry|undefined][]>} of each change
 */
export async function changeAll(records, changes) {
  const ids = [...new Set(changes.map(([id]) => id))];
  const found = await Promise.all(ids.map((id) => records.get(id)));
  const held = new Map(ids.map((id, at) => [id, found[at]]));
  const entries = new Map(held);
  const steps = changes.map(([id, decide]) => {
    const before = entries.get(id);
    const after = decide(before);
    entries.set(id, after);
    return [before, after];
  });
  const changed = ids.filter((id) => entries.get(id) !== held.get(id));
  await Promise.all(changed.map((id) => records.put(entries.get(id))));
  return steps;
}
