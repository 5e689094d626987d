// What an older version kept beside all the sessions of this device: taken along in a copy, brought in with one,
// forgotten once the session has it or is deleted.

import { besideOf, isLiving, tiltsOf } from './operations.js';
import { inParts } from './parts.js';

/**
 * @typedef {{effort: ?number, depths: {side: string, degrees: (number|null)[]}[]}} Beside
 *   `degrees`: how far the phone tilted in each repetition, null for one that a thumb counted
 * @typedef {Record<string, Beside>} Besides by the id of the session
 */

const SIDES = ['left', 'right', 'both'];
const PREFIX = besideOf('');
const isIn = (value, low, high) => value === null || (Number.isInteger(value) && value >= low && value <= high);
const isDegrees = (list) => Array.isArray(list) && list.length <= 1000 && list.every((one) => isIn(one, -180, 180));

/** Whether something from a file is what a device may know of a practice. @param {any} value */
export function isBeside(value) {
  return (
    isIn(value?.effort, 0, 10) &&
    Array.isArray(value.depths) &&
    value.depths.length <= 100 &&
    value.depths.every((one) => SIDES.includes(one?.side) && isDegrees(one.degrees))
  );
}

/** @param {import('./store.js').Store} store @param {string} id the session's @returns {Promise<Beside|undefined>} */
export const readBeside = (store, id) => store.setting(besideOf(id));

/** Of the sessions that are not deleted. @param {import('./store.js').Store} store @returns {Promise<Besides>} */
export function allBesides(store) {
  return store.view(async (tx) => Object.fromEntries(await having(tx, await read(tx), isLiving)));
}

/**
 * Adds to the sessions of this device what it does not know of them.
 * @param {import('./store.js').Store} store @param {Besides} besides
 * @param {(done: number) => void} [onProgress] how many of them are done
 * @returns {Promise<void>}
 */
export function addBesides(store, besides, onProgress = () => {}) {
  return inParts(Object.entries(besides), async (part, done) => {
    await store.alter(async (tx) => {
      const settings = tx.objectStore('settings');
      const known = await Promise.all(part.map(([id]) => settings.get(besideOf(id))));
      const unknown = part.filter((_, at) => known[at] === undefined);
      const wanted = await having(tx, unknown, isLiving);
      await Promise.all(wanted.map(([id, { effort, depths }]) => settings.put({ effort, depths }, besideOf(id))));
    });
    onProgress(done);
  });
}

/**
 * Forgets what is in its session by now, or belongs to one that was deleted, here or on another device.
 * @param {import('./store.js').Store} store @returns {Promise<void>}
 */
export async function forgetBesides(store) {
  const gone = await store.view(async (tx) => having(tx, await read(tx), isNeedless));
  await inParts(gone, (part) =>
    store.alter(async (tx) => {
      const still = await having(tx, part, isNeedless); // a deletion may have been taken back
      await Promise.all(still.map(([id]) => tx.objectStore('settings').delete(besideOf(id))));
    }),
  );
}

async function read(tx) {
  const settings = tx.objectStore('settings');
  const range = IDBKeyRange.bound(PREFIX, `${PREFIX}\uFFFF`);
  const [names, values] = await Promise.all([settings.getAllKeys(range), settings.getAll(range)]);
  return names.map((name, at) => [name.slice(PREFIX.length), values[at]]);
}

/** Those of `besides`, by id, whose record is as `is` says. */
async function having(tx, besides, is) {
  const records = tx.objectStore('records');
  const entries = await Promise.all(besides.map(([id]) => records.get(id)));
  return besides.filter(([, beside], at) => is(entries[at], beside));
}

const isNeedless = (entry, beside) =>
  entry !== undefined && (entry.record.deleted || (isBeside(beside) && hasBeside(entry.record.data, beside)));

/** Whether the session has all of it. */
const hasBeside = ({ sets, effort }, beside) =>
  (beside.effort === null || effort !== undefined) &&
  beside.depths.every(({ side, degrees }) =>
    sets.some((set) => set.side === side && set.tilts?.join() === tiltsOf(degrees).join()),
  );
