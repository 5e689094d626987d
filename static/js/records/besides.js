// What this device alone knows of all its practices: taken along in a copy, brought in with one, forgotten with a session.

import { nameOf } from './beside.js';

/** @typedef {Record<string, import('./beside.js').Beside>} Besides by the id of the session */

const SIDES = ['left', 'right', 'both'];
const PREFIX = nameOf('');
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

/** Of the sessions that are not deleted. @param {import('./store.js').Store} store @returns {Promise<Besides>} */
export function allBesides(store) {
  return store.view(async (tx) => {
    const found = {};
    for (const [id, beside] of await read(tx)) if (await isHeld(tx, id, false)) found[id] = beside;
    return found;
  });
}

/** Adds to the sessions of this device what it does not know of them. @param {import('./store.js').Store} store @param {Besides} besides @returns {Promise<void>} */
export function addBesides(store, besides) {
  return store.alter(async (tx) => {
    const known = new Map(await read(tx));
    for (const [id, { effort, depths }] of Object.entries(besides)) {
      if (!known.has(id) && (await isHeld(tx, id, false))) await tx.objectStore('settings').put({ effort, depths }, nameOf(id));
    }
  });
}

/** Forgets what belongs to a session that was deleted, here or on another device. @param {import('./store.js').Store} store @returns {Promise<void>} */
export function forgetBesides(store) {
  return store.alter(async (tx) => {
    for (const [id] of await read(tx)) if (await isHeld(tx, id, true)) await tx.objectStore('settings').delete(nameOf(id));
  });
}

async function read(tx) {
  const settings = tx.objectStore('settings');
  const range = IDBKeyRange.bound(PREFIX, `${PREFIX}\uFFFF`);
  const [names, values] = await Promise.all([settings.getAllKeys(range), settings.getAll(range)]);
  return names.map((name, at) => [name.slice(PREFIX.length), values[at]]);
}

async function isHeld(tx, id, deleted) {
  return (await tx.objectStore('records').get(id))?.record.deleted === deleted;
}
