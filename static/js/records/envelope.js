// The head of a record: what every kind must have. Its body, `data`, is checked by kind (check.js).

/** How an id is written. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** How a device is named. */
export const DEVICE = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether this version knows what such a record holds (kinds.js). @param {{kind: string}} record */
export const isKnown = ({ kind }) => ['session', 'check', 'plan'].includes(kind);

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether `value` is an envelope that can be merged and kept, of a known kind or not.
 * @param {unknown} value @returns {boolean}
 */
export function isRecord(value) {
  return (
    isObject(value) &&
    typeof value.kind === 'string' &&
    value.kind !== '' &&
    typeof value.id === 'string' &&
    UUID.test(value.id) &&
    Number.isSafeInteger(value.stamp) &&
    value.stamp >= 0 &&
    typeof value.device === 'string' &&
    DEVICE.test(value.device) &&
    typeof value.deleted === 'boolean' &&
    (value.deleted ? value.data === null : isObject(value.data))
  );
}
