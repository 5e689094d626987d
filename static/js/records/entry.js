// A record on this device, and what the server said of exactly this change.

import { compare } from './merge.js';

/**
 * `waiting`: to be offered. `taken`: the server has this very change. `rejected`: it refused this very change,
 * and `error` is its sentence.
 * @typedef {import('./merge.js').Envelope} Envelope
 * @typedef {{id: string, record: Envelope, state: 'waiting'|'taken'|'rejected', error: ?string}} Entry
 */

/** @param {Envelope} record @param {Entry['state']} state @param {?string} [error] @returns {Entry} */
export const entry = (record, state, error = null) => ({ id: record.id, record, state, error });

/** A change that no server has seen. @param {Envelope} record @returns {Entry} */
export const fresh = (record) => entry(record, 'waiting');

/** To be offered again, whatever was said before. @param {Entry} held @returns {Entry} */
export const again = (held) => entry(held.record, 'waiting');

/**
 * After an answer to `sent`. A change made since then is still to be offered.
 * @param {Entry|undefined} held @param {Envelope} sent @param {?string} error why it was refused, or null
 * @returns {Entry|undefined}
 */
export function settled(held, sent, error) {
  if (!held || compare(held.record, sent) !== 0) return held;
  return error === null ? entry(held.record, 'taken') : entry(held.record, 'rejected', error);
}

/**
 * What to hold once the server showed `incoming`. Where the held change wins, the server lacks it: offer it.
 * @param {Entry|undefined} held @param {Envelope} incoming @returns {Entry}
 */
export function shown(held, incoming) {
  const order = held ? compare(incoming, held.record) : 1;
  if (order > 0) return entry(incoming, 'taken');
  if (order === 0) return held.state === 'taken' ? held : entry(held.record, 'taken');
  return held.state === 'taken' ? again(held) : held;
}

/**
 * What to hold once a file brought `incoming`; the held entry itself where that stands.
 * @param {Entry|undefined} held @param {Envelope} incoming @returns {Entry}
 */
export function imported(held, incoming) {
  return held && compare(incoming, held.record) <= 0 ? held : fresh(incoming);
}
