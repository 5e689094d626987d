// Reading and changing many entries at a time.

const PAGE = 1_000; // entries in one request

/**
 * All entries, by id, in several requests: a single one for years of practices takes so long on a slow phone that the
 * database would seem to hang (databases.js).
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
 * Changes entries in one transaction: all are read at once, and those that changed are written at once.
 * @typedef {import('./entry.js').Entry} Entry
 * @param {object} records the store
 * @param {[id: string, decide: (before: Entry|undefined) => Entry|undefined][]} changes in
 *   their order; several may be of one record
 * @returns {Promise<[before: Entry|undefined, after: Entry|undefined][]>} of each change
 */
export async function changeAll(records, changes) {
  const ids = [...new Set(changes.map(([id]) => id))];
  const found = await Promise.all(ids.map((id) => records.get(id)));
  const original = new Map(ids.map((id, at) => [id, found[at]]));
  const entries = new Map(original);
  const steps = changes.map(([id, decide]) => {
    const before = entries.get(id);
    const after = decide(before);
    entries.set(id, after);
    return [before, after];
  });
  const changed = ids.filter((id) => entries.get(id) !== original.get(id));
  await Promise.all(changed.map((id) => records.put(entries.get(id))));
  return steps;
}
