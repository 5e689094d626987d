// Which of two changes of one record wins: the rule that every device and the server share.

/**
 * A record as it travels: see docs/sync.md.
 * @typedef {{kind: string, id: string, stamp: number, device: string, deleted: boolean, data: ?object}} Record
 */

/** Orders strings by code point; `<` orders by UTF-16 unit, which differs above U+FFFF. */
function compareStrings(a, b) {
  const left = Array.from(a);
  const right = Array.from(b);
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    if (left[i] !== right[i]) return left[i].codePointAt(0) - right[i].codePointAt(0);
  }
  return left.length - right.length;
}

/**
 * Orders two changes by stamp, then deletion, then device.
 * @param {Record} a @param {Record} b
 * @returns {number} below 0 when b wins, above 0 when a does, 0 when they are the same change
 */
export function compare(a, b) {
  return a.stamp - b.stamp || Number(a.deleted) - Number(b.deleted) || compareStrings(a.device, b.device);
}

/** Whether `a` wins over `b`; never for the same change. @param {Record} a @param {Record} b @returns {boolean} */
export const wins = (a, b) => compare(a, b) > 0;
