// The contents of the second database: copied from the first, and merged back into it.

import { newEntry, REJECTED_STATES } from './entry.js';
import { compare } from './merge.js';
import { ASIDE, isNewer, RUN, withRun } from './operations.js';

/**
 * Of the setting that says that the spare began as a copy of the first database: {run, refused}, the practice in
 * progress and the ids of the records that no server took. Either may be dropped without a trace.
 */
const SEEDED = 'seeded';

/**
 * All that a database holds.
 * @typedef {{records: import('./entry.js').Entry[], run: object|undefined, settings: [string, unknown][]}} Contents
 */

/** @returns {Promise<Contents>} */
export async function readAll(tx) {
  const settings = tx.objectStore('settings');
  const [records, run, names, values] = await Promise.all([
    tx.objectStore('records').getAll(),
    tx.objectStore('runs').get(RUN),
    settings.getAllKeys(),
    settings.getAll(),
  ]);
  return { records, run, settings: names.map((name, at) => [name, values[at]]) };
}

/**
 * Makes the spare a copy of the first database, unless it was in use before.
 * @param {?Contents} contents null where it could not be read
 */
export async function seed(tx, contents) {
  const settings = tx.objectStore('settings');
  if (contents === null || (await settings.count()) > 0 || (await tx.objectStore('records').count()) > 0) return;
  const { id, seq, lastAt } = contents.run ?? {};
  const refused = contents.records.filter(({ state }) => REJECTED_STATES.includes(state)).map((entry) => entry.id);
  const puts = contents.records.map((entry) => tx.objectStore('records').put(entry));
  puts.push(
    ...contents.settings.map(([name, value]) => settings.put(value, name)),
    settings.put({ run: id ? { id, seq, lastAt } : null, refused }, SEEDED),
  );
  if (contents.run) puts.push(tx.objectStore('runs').put(contents.run, RUN));
  await Promise.all(puts);
}

/** Brings what the spare holds into the first database; harmless when repeated. @param {Contents} contents */
export async function mergeInto(tx, { records, run, settings }) {
  const main = await readAll(tx);
  const entries = new Map(main.records.map((entry) => [entry.id, entry]));
  const puts = [];
  // A spare that began empty may belong to another account: its records are pushed again.
  const isCopy = settings.some(([name]) => name === SEEDED);
  const copied = new Map(settings).get(SEEDED) ?? {};
  for (const entry of records) {
    const known = entries.get(entry.id);
    const order = known ? compare(entry.record, known.record) : 1;
    if (order > 0 || (order === 0 && isCopy))
      puts.push(tx.objectStore('records').put(isCopy ? entry : newEntry(entry.record)));
  }
  const here = new Set(records.map(({ id }) => id));
  const forgotten = (copied.refused ?? []).filter((id) => !here.has(id));
  for (const id of forgotten)
    if (REJECTED_STATES.includes(entries.get(id)?.state)) puts.push(tx.objectStore('records').delete(id));
  // A practice in progress may have become a session in the spare.
  const isSession = records.some(({ id }) => id === main.run?.id);
  const isDropped =
    main.run &&
    main.run.id === copied.run?.id &&
    main.run.id !== run?.id &&
    !isSession &&
    !isNewer(main.run, copied.run);
  const isMainNewer = Boolean(main.run && run) && !isDropped && isRunNewer(main.run, run);
  if (run && !isMainNewer) puts.push(tx.objectStore('runs').put(run, RUN));
  else if (!run && (isSession || isDropped)) puts.push(tx.objectStore('runs').delete(RUN));
  const before = new Map(main.settings);
  if (main.run && run && main.run.id !== run.id && !isDropped)
    before.set(ASIDE, withRun(before.get(ASIDE) ?? [], isMainNewer ? run : main.run));
  const merged = mergeSettings(before, new Map(settings));
  puts.push(...[...merged].map(([name, value]) => tx.objectStore('settings').put(value, name)));
  await Promise.all(puts);
}

const isRunNewer = (run, other) =>
  run.id === other.id ? isNewer(run, other) : Date.parse(run.lastAt) > Date.parse(other.lastAt);

/** Only a spare that began as a copy knows better which device this is, and what was agreed on with a server. */
function mergeSettings(main, spare) {
  const merged = new Map([...main, ...spare]);
  for (const name of spare.has(SEEDED) ? ['device'] : ['device', 'sync']) {
    if (main.has(name)) merged.set(name, main.get(name));
  }
  const aside = (spare.get(ASIDE) ?? []).reduce(
    (runs, run) => (isIn(runs, run) ? runs : withRun(runs, run)),
    main.get(ASIDE) ?? [],
  );
  if (aside.length) merged.set(ASIDE, aside);
  merged.delete(SEEDED);
  return merged;
}

const isIn = (runs, run) => runs.some((one) => JSON.stringify(one) === JSON.stringify(run));

/**
 * Empties the spare of `contents`; what another tab put there since stays.
 * @param {Contents} contents @returns {Promise<boolean>} whether nothing is left
 */
export async function empty(tx, contents) {
  const now = await readAll(tx);
  const before = new Map(contents.records.map((entry) => [entry.id, JSON.stringify(entry)]));
  const gone = now.records.filter((entry) => before.get(entry.id) === JSON.stringify(entry));
  const settings = new Map(contents.settings.map(([name, value]) => [name, JSON.stringify(value)]));
  const goneSettings = now.settings.filter(([name, value]) => settings.get(name) === JSON.stringify(value));
  const isRunGone = JSON.stringify(now.run) === JSON.stringify(contents.run);
  await Promise.all([
    ...gone.map(({ id }) => tx.objectStore('records').delete(id)),
    ...goneSettings.map(([name]) => tx.objectStore('settings').delete(name)),
    isRunGone && tx.objectStore('runs').delete(RUN),
  ]);
  return gone.length === now.records.length && goneSettings.length === now.settings.length && isRunGone;
}
