// A record on this device, and what the server said of exactly this change.

import { compare } from './merge.js';

/**
 * `waiting`: to be pushed. `taken`: the server has this very change. `rejected`: the server did not take it.
 * `later`: the server does not know the kind of the record, and a newer server may. Of these two `reason` says why;
 * entries of Hinge 0.1.0 have the server's sentence as `error` instead.
 * @typedef {import('./shape.js').Problem} Problem
 * @typedef {{id: string, record: import('./merge.js').Record, state: 'waiting'|'taken'|'rejected'|'later', reason:
 *   ?Problem}} Entry
 */

/** The states of what no server has taken, and that wait for nothing but another server or another change. */
export const REJECTED_STATES = ['rejected', 'later'];

const NO_REASON = { code: 'other', field: '' };

const entry = (record, state, reason = null) => ({ id: record.id, record, state, reason });

/** Of a change that no server has seen. @param {import('./merge.js').Record} record @returns {Entry} */
export const newEntry = (record) => entry(record, 'waiting');

/** Of a change that the server has. @param {import('./merge.js').Record} record @returns {Entry} */
export const takenEntry = (record) => entry(record, 'taken');

/** To be pushed again, whatever the server said before. @param {Entry} before @returns {Entry} */
export const offerAgain = (before) => newEntry(before.record);

/**
 * After the answer to a push. A change made since then is still to be pushed.
 * @param {Entry|undefined} before @param {import('./merge.js').Record} record that was pushed
 * @param {?Problem} reason why it was rejected, or null
 * @returns {Entry|undefined}
 */
export function afterPush(before, record, reason) {
  if (!before || compare(before.record, record) !== 0) return before;
  if (reason === null) return takenEntry(before.record);
  return entry(before.record, reason.code === 'unknown_kind' ? 'later' : 'rejected', reason);
}

/**
 * After a pull. Where the change on this device wins, the server lacks it, and it is to be pushed.
 * @param {Entry|undefined} before @param {import('./merge.js').Record} record that was pulled @returns {Entry}
 */
export function afterPull(before, record) {
  const order = before ? compare(record, before.record) : 1;
  if (order > 0) return takenEntry(record);
  if (order === 0) return before.state === 'taken' ? before : takenEntry(before.record);
  return before.state === 'taken' ? offerAgain(before) : before;
}

/**
 * After a file brought `record`; `before` itself where that stands.
 * @param {Entry|undefined} before @param {import('./merge.js').Record} record @returns {Entry}
 */
export function afterImport(before, record) {
  return before && compare(record, before.record) <= 0 ? before : newEntry(record);
}

/** Whether the server has this very change. @param {Entry} entry @returns {boolean} */
export const isTaken = ({ state }) => state === 'taken';

/** Why the server did not take it; null where it did, or has not seen it. @param {Entry} entry @returns {?Problem} */
export const rejectionOf = ({ state, reason }) => (REJECTED_STATES.includes(state) ? (reason ?? NO_REASON) : null);
