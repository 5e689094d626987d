// Text that some program read in the wrong encoding holds U+FFFD for every letter that it could not read. Where the same
// change is at hand whole, that one is right.

import { entry, fresh } from './entry.js';
import { compare } from './merge.js';
import { nextStamp } from './time.js';

const LOST = /\uFFFD/g;

/**
 * Whether `whole` has in full what `damaged` has with U+FFFD in place of letters, and all else is the same.
 * @param {unknown} whole JSON @param {unknown} damaged JSON @returns {boolean}
 */
export function mends(whole, damaged) {
  const losses = lost(damaged);
  return losses > 0 && losses > lost(whole) && fits(whole, damaged);
}

/**
 * A change that others hold damaged, made again: it beats that one everywhere, and nothing that came after.
 * @typedef {import('./merge.js').Envelope} Envelope
 * @param {Envelope} whole @param {string} device this one @returns {Envelope}
 */
export const mended = (whole, device) => ({ ...whole, stamp: nextStamp(0, whole.stamp), device });

/**
 * What to hold where the server showed the same change that is held, and one of the two is damaged.
 * @param {import('./entry.js').Entry|undefined} held @param {Envelope} incoming @param {string} device this one
 * @returns {import('./entry.js').Entry|null} null where it is another change, or none is damaged
 */
export function wholeOf(held, incoming, device) {
  if (!held || compare(held.record, incoming) !== 0) return null;
  if (mends(incoming.data, held.record.data)) return entry(incoming, 'taken');
  return mends(held.record.data, incoming.data) ? fresh(mended(held.record, device)) : null;
}

const lost = (value) => JSON.stringify(value).match(LOST)?.length ?? 0;

function fits(whole, damaged) {
  if (typeof whole === 'string' && typeof damaged === 'string') return fitsText(whole, damaged);
  if (!isObject(whole) || !isObject(damaged) || Array.isArray(whole) !== Array.isArray(damaged)) return whole === damaged;
  const names = Object.keys(damaged);
  return names.length === Object.keys(whole).length && names.every((name) => Object.hasOwn(whole, name) && fits(whole[name], damaged[name]));
}

/** Whether what stands between the losses follows in `whole`, in its order and with at least one letter for each run of them. */
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
