// Retests as checks: the bows say how a person is at that moment. Measured by the phone's tilt, they are its tilts; by
// the camera, the bends of the hips, and a line of the note has those of the knees.

import { checkData } from './check.js';
import { newId } from './id.js';
import { put } from './operations.js';

const NAME = 'depth'; // of the setting in which an older version kept them

const SEEN = /^📷 (\d+°\/\d+°(?: · \d+°\/\d+°)*)$/mu; // hip/knee of each bow: the same in all languages
const MOST = 180; // degrees

/**
 * The data of a check.
 * @param {{at: string, bows: number[], knees?: number[]}} retest `at`: RFC 3339; `bows`: whole degrees; `knees`: those
 *   of the camera @returns {object}
 */
export function checkOf({ at, bows, knees }) {
  const note = knees ? `📷 ${bows.map((hip, i) => `${hip}°/${knees[i]}°`).join(' · ')}` : '';
  return { at, session: null, pain: null, activities: [], tilts: bows, note };
}

/**
 * The bends of the knees in a retest by camera.
 * @param {{tilts?: number[], note: string}} check its data, or that of a session, which has none
 * @returns {?number[]} degrees; null where the phone measured
 */
export function kneesOf({ tilts = [], note }) {
  const bows = SEEN.exec(note)?.[1].split(' · ');
  if (bows?.length !== tilts.length) return null;
  const knees = bows.map((bow) => Number(/\/(\d+)/.exec(bow)[1]));
  return knees.every((knee) => knee <= MOST) ? knees : null;
}

/** What the person wrote: the note without the line of the camera. @param {{tilts?: number[], note: string}} data */
export const wordsOf = (data) => (kneesOf(data) ? data.note.replace(SEEN, '').trim() : data.note);

/** The note with other words, and the line of the camera as it was. @param {object} data @param {string} words */
export function withWords(data, words) {
  if (words.trim() === wordsOf(data).trim()) return data.note;
  return kneesOf(data) ? [words.trim(), SEEN.exec(data.note)[0]].filter(Boolean).join('\n') : words;
}

const ERRORS = { phone: 6, camera: 20 }; // degrees: docs/depth.md, docs/camera.md

/** Degrees that two retests may lie apart where nothing has changed. @param {object[]} retests data of `alike` */
export const errorOf = (retests) => ERRORS[retests.some(kneesOf) ? 'camera' : 'phone'];

/** Those of checks that were measured as the last one was: the tilt of a phone is no bend of hips. */
export function alike(retests) {
  const isSeen = (data) => kneesOf(data) !== null;
  return retests.filter((data) => isSeen(data) === isSeen(retests.at(-1)));
}

const isRetest = (one) => Array.isArray(one?.bows) && one.bows.length > 0 && checkData('check', checkOf(one)) === null;

/**
 * Makes checks of what an older version kept on this device. In one transaction, so that two tabs make none twice.
 * @param {import('./store.js').Store} store @returns {Promise<void>} rejects with StorageError
 */
export async function bringRetests(store) {
  if ((await store.setting(NAME)) === undefined) return;
  await store.alter(async (tx, touch) => {
    const settings = tx.objectStore('settings');
    const kept = await settings.get(NAME);
    const retests = Array.isArray(kept) ? kept.filter(isRetest) : [];
    for (const one of retests) {
      await put(tx, 'check', newId(Date.parse(one.at)), checkOf(one), null);
      touch();
    }
    await settings.delete(NAME);
  });
}
