// A record on this device, and what the server said of exactly this change.

import { compare } from './merge.js';

/**
 * `waiting`: to be offered. `taken`: the server has this very change. `rejected`: it refused this very change.
 * `later`: it does not know the kind of the record, and a newer server may. Of these two `reason` says why; entries of
 * Hinge 0.1.0 have the server's sentence as `error` instead.
 * @typedef {import('./merge.js').Envelope} Envelope
 * @typedef {import('./shape.js').Problem} Problem
 * @typedef {{id: string, record: Envelope, state: 'waiting'|'taken'|'rejected'|'later', reason: ?Problem}} Entry
 */

/** The states of what no server has taken, and that wait for nothing but another server or another change. */
export const REFUSED = ['rejected', 'later'];

/** @param {Envelope} record @param {Entry['state']} state @param {?Problem} [reason] @returns {Entry} */
export const entry = (record, state, reason = null) => ({ id: record.id, record, state, reason });

/** A change that no server has seen. @param {Envelope} record @returns {Entry} */
export const fresh = (record) => entry(record, 'waiting');

/** To be offered again, whatever was said before. @param {Entry} held @returns {Entry} */
export const again = (held) => entry(held.record, 'waiting');

/**
 * After an answer to `sent`. A change made since then is still to be offered.
 * @param {Entry|undefined} held @param {Envelope} sent @param {?Problem} reason why it was refused, or null
 * @returns {Entry|undefined}
 */
export function settled(held, sent, reason) {
  if (!held || compare(held.record, sent) !== 0) return held;
  if (reason === null) return entry(held.record, 'taken');
  return entry(held.record, reason.code === 'unknown_kind' ? 'later' : 'rejected', reason);
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
