// Text that a program decoded in the wrong encoding has U+FFFD in place of letters. Where the same change is also known
// without that damage, the undamaged one is kept.

import { newEntry, takenEntry } from './entry.js';
import { compare } from './merge.js';
import { nextStamp } from './time.js';

const LOST = /\uFFFD/g;

/**
 * Whether `whole` has in full what `damaged` has with U+FFFD in place of letters, and all else is the same.
 * @param {unknown} whole JSON @param {unknown} damaged JSON @returns {boolean}
 */
export function mends(whole, damaged) {
  const losses = countLost(damaged);
  return losses > 0 && losses > countLost(whole) && fits(whole, damaged);
}

/**
 * The same change made again, where others have it damaged: it beats the damaged one everywhere, and nothing that came
 * after.
 * @typedef {import('./merge.js').Record} Record
 * @param {Record} whole @param {string} device this one @returns {Record}
 */
export const remake = (whole, device) => ({ ...whole, stamp: nextStamp(0, whole.stamp), device });

/**
 * After a pull of the change that this device has too, where one of the two is damaged.
 * @param {import('./entry.js').Entry|undefined} before @param {Record} record that was pulled
 * @param {string} device this one
 * @returns {import('./entry.js').Entry|null} null where it is another change, or none is damaged
 */
export function mendAfterPull(before, record, device) {
  if (!before || compare(before.record, record) !== 0) return null;
  if (mends(record.data, before.record.data)) return takenEntry(record);
  return mends(before.record.data, record.data) ? newEntry(remake(before.record, device)) : null;
}

const countLost = (value) => JSON.stringify(value).match(LOST)?.length ?? 0;

function fits(whole, damaged) {
  if (typeof whole === 'string' && typeof damaged === 'string') return fitsText(whole, damaged);
  if (!isObject(whole) || !isObject(damaged) || Array.isArray(whole) !== Array.isArray(damaged))
    return whole === damaged;
  const names = Object.keys(damaged);
  return (
    names.length === Object.keys(whole).length &&
    names.every((name) => Object.hasOwn(whole, name) && fits(whole[name], damaged[name]))
  );
}

/**
 * Whether `whole` has the texts between the losses in the same order, with at least one letter for each run of losses.
 */
function fitsText(whole, damaged) {
  const [first, ...rest] = damaged.split(/\uFFFD+/);
  if (rest.length === 0) return whole === damaged;
  if (!whole.startsWith(first)) return false;
  const last = rest.pop();
  let at = first.length;
  for (const part of rest) {
    const found = whole.indexOf(part, at + 1);
    if (found < 0) return false;
    at = found + part.length;
  }
  return whole.endsWith(last) && whole.length - last.length > at;
}

const isObject = (value) => typeof value === 'object' && value !== null;
