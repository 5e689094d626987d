// Whether a record holds to the limits of the sync protocol (docs/sync.md). The server gives each the same code and
// field: hinge_pwa/sync/records.py; tests/vectors/records.json holds both to it.

import { DEVICE, UUID } from './envelope.js';
import { isNotKept, KINDS } from './kinds.js';
import { isObject, object, oneOf, text, where, whole } from './shape.js';

const ENVELOPE = {
  kind: where(() => true),
  id: text(UUID),
  stamp: whole(Number.MAX_SAFE_INTEGER),
  device: text(DEVICE),
  deleted: oneOf(true, false),
};
const DELETED = object({ ...ENVELOPE, data: oneOf(null) });
const FOREIGN = object({ ...ENVELOPE, data: where(isObject) });
const LIVING = Object.fromEntries(
  Object.entries(KINDS).map(([kind, { shape }]) => [kind, object({ ...ENVELOPE, data: shape })]),
);
const UNKNOWN_KIND = { code: 'unknown_kind', field: 'kind' };

/**
 * What is wrong with a record; null when all is well. `unknown_kind`: a newer version made it, and it can be kept.
 * @param {any} record @returns {?import('./shape.js').Problem}
 */
export function checkRecord(record) {
  if (!isObject(record)) return { code: 'no_record', field: '' };
  if (!Object.hasOwn(record, 'kind')) return { code: 'missing', field: 'kind' };
  const { kind, deleted, data } = record;
  if (typeof kind !== 'string' || kind === '' || isNotKept(kind)) return { code: 'invalid', field: 'kind' };
  const isKnown = Object.hasOwn(KINDS, kind);
  const shape = deleted === true ? DELETED : isKnown ? LIVING[kind] : FOREIGN;
  const problem = shape(record, '');
  if (problem || !isKnown) return problem ?? UNKNOWN_KIND;
  return deleted ? null : KINDS[kind].check(data);
}

/** @param {string} kind of those in kinds.js @param {unknown} data @returns {?import('./shape.js').Problem} */
export const checkData = (kind, data) => KINDS[kind].shape(data, 'data') ?? KINDS[kind].check(data);

/** @param {unknown} data @returns {?import('./shape.js').Problem} */
export const checkSession = (data) => checkData('session', data);

/**
 * Why the server rejected a record. Where it gave no known reason, the phone checks the record itself.
 * @param {any} record @param {?import('./shape.js').Problem} reason @returns {import('./shape.js').Problem}
 */
export function reasonOf(record, reason) {
  return reason && reason.code !== 'other' ? reason : (checkRecord(record) ?? { code: 'other', field: '' });
}
