// The second database, for the time in which the first does not answer: what goes into it, and how it comes back.

import { wins } from './merge.js';
import { ASIDE, RUN, STORES } from './operations.js';

/** Of the setting that says that the spare began as a copy of the first database. */
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

/** Makes the spare a copy of the first database, unless it was in use before. @param {?Contents} contents null where it could not be read */
export async function seed(tx, contents) {
  const settings = tx.objectStore('settings');
  if (contents === null || (await settings.count()) > 0 || (await tx.objectStore('records').count()) > 0) return;
  const puts = contents.records.map((entry) => tx.objectStore('records').put(entry));
  puts.push(...contents.settings.map(([name, value]) => settings.put(value, name)), settings.put(true, SEEDED));
  if (contents.run) puts.push(tx.objectStore('runs').put(contents.run, RUN));
  await Promise.all(puts);
}

/** Brings what the spare holds into the first database; harmless when repeated. @param {Contents} contents */
export async function mergeInto(tx, { records, run, settings }) {
  const held = await readAll(tx);
  const entries = new Map(held.records.map((entry) => [entry.id, entry]));
  const puts = [];
  for (const entry of records) {
    const known = entries.get(entry.id);
    if (!known || wins(entry.record, known.record)) puts.push(tx.objectStore('records').put(entry));
  }
  // A practice that was gone on with in the spare may be a session there by now.
  const isSession = records.some(({ id }) => id === held.run?.id);
  if (run && !isNewer(held.run, run)) puts.push(tx.objectStore('runs').put(run, RUN));
  else if (!run && isSession) puts.push(tx.objectStore('runs').delete(RUN));
  const before = new Map(held.settings);
  if (held.run && run && held.run.id !== run.id) before.set(ASIDE, [...(before.get(ASIDE) ?? []), isNewer(held.run, run) ? run : held.run]);
  const merged = mergedSettings(before, new Map(settings));
  puts.push(...[...merged].map(([name, value]) => tx.objectStore('settings').put(value, name)));
  await Promise.all(puts);
}

const isNewer = (held, run) => held !== undefined && Date.parse(held.lastAt) > Date.parse(run.lastAt);

/** Only a spare that began as a copy knows better which device this is, and what was agreed on with a server. */
function mergedSettings(held, spare) {
  const merged = new Map([...held, ...spare]);
  for (const name of spare.has(SEEDED) ? ['device'] : ['device', 'sync']) {
    if (held.has(name)) merged.set(name, held.get(name));
  }
  const aside = [...(held.get(ASIDE) ?? []), ...(spare.get(ASIDE) ?? [])];
  const different = new Map(aside.map((run) => [JSON.stringify(run), run]));
  if (different.size) merged.set(ASIDE, [...different.values()]);
  merged.delete(SEEDED);
  return merged;
}

/** Empties the spare of `contents`; what another tab put there since stays. @param {Contents} contents @returns {Promise<boolean>} whether nothing is left */
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
