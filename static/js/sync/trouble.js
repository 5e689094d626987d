// The errors of sync, and how long to wait after each.

const LATER = new Set(['unreachable', 'strange', 'slow_down', 'server_error', 'unavailable']);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * `code` is the server's, or `unreachable` (no network, no server), or `strange` (something answered that is not
 * Hinge: a Wi-Fi login page, a proxy). `message` is the server's own sentence, or empty.
 */
export class SyncTrouble extends Error {
  /** @param {string} code @param {string} [message] @param {number} [wait] ms that the server asked for */
  constructor(code, message = '', wait = 0) {
    super(message);
    this.name = 'SyncTrouble';
    this.code = code;
    this.wait = wait;
  }
}

/** Whether the error passes by itself, without the person. @param {string} code @returns {boolean} */
export const isTemporary = (code) => LATER.has(code);

/**
 * How long until the next automatic try, in ms: 2 s doubled at each failure up to a minute, the second half
 * of it at random so that a thousand phones do not come back at once; never sooner than the server asked, nor
 * later than an hour. What does not pass by itself is tried once an hour.
 * @param {SyncTrouble} trouble @param {number} failures so far, at least 1 @param {number} [random] 0 to 1
 * @returns {number}
 */
export function retryDelay(trouble, failures, random = Math.random()) {
  if (!isTemporary(trouble.code)) return HOUR;
  const step = Math.min(2_000 * 2 ** (failures - 1), MINUTE);
  return Math.min(trouble.wait + step * (0.5 + random / 2), HOUR);
}

/**
 * A Retry-After header in ms: seconds or a date; 0 when there is none.
 * @param {?string} header @param {number} now @returns {number}
 */
export function retryAfter(header, now) {
  if (!header) return 0;
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Math.min(Math.max(wait || 0, 0), HOUR);
}
