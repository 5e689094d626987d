// Moments as records keep them: with the offset that the person's own clock showed.

// RFC 3339 has four digits for the year, and no clock is right beyond them.
const FIRST = Date.parse('0001-01-02');
const LAST = Date.parse('9999-12-30');

const DAY_MS = 86_400_000;

const two = (number) => String(number).padStart(2, '0');

/** Minutes east of UTC that the phone's own clock shows. @param {number} ms since 1970 @returns {number} */
export const offsetHere = (ms) => -new Date(ms).getTimezoneOffset();

/**
 * RFC 3339 with milliseconds and UTC offset, such as `2026-11-22T14:03:11.120-05:00`.
 * @param {number} ms milliseconds since 1970; before the year 1 and after 9999 the nearest that can be written
 * @param {number} [offset] minutes east of UTC; the phone's own at that moment
 * @returns {string}
 */
export function localTime(ms, offset) {
  const written = Math.min(Math.max(Math.trunc(ms), FIRST), LAST);
  const minutes = Math.round(offset ?? offsetHere(written)); // a stamp may be beyond what a Date can hold
  const clock = new Date(written + minutes * 60_000).toISOString().slice(0, -1);
  const size = Math.abs(minutes);
  return `${clock}${minutes < 0 ? '-' : '+'}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
}

/**
 * The calendar day of an RFC 3339 time, as the clock showed it there.
 * @param {string} time @returns {string} such as `2026-11-22`
 */
export const dayOf = (time) => time.slice(0, 10);

/**
 * RFC 3339 allows small letters, `2026-11-22t14:03:11z`, which `Date.parse` of Firefox and Safari does not take.
 * @param {string} time RFC 3339 @returns {number} milliseconds since 1970; NaN where it is no time
 */
export const msOf = (time) => Date.parse(String(time).toUpperCase());

/**
 * Whether a time that some phone's clock wrote has not come yet. A day is allowed, for clocks that are hours wrong.
 * @param {string} time RFC 3339 @param {string} now RFC 3339
 */
export const isAhead = (time, now) => msOf(time) - msOf(now) > DAY_MS;

/**
 * The sessions or checks whose date has come, and the others: their phone's clock ran ahead, so nobody knows when they
 * were.
 * @template {{record: {data: {started_at: string} | {at: string}}}} E
 * @param {E[]} entries @param {string} now RFC 3339 @returns {{past: E[], ahead: E[]}} in the order of `entries`
 */
export function splitAhead(entries, now) {
  const parts = { past: [], ahead: [] };
  for (const entry of entries) {
    const { started_at: start, at } = entry.record.data;
    parts[isAhead(start ?? at, now) ? 'ahead' : 'past'].push(entry);
  }
  return parts;
}

/** The moment `ms` after `time`, at the same offset. @param {string} time RFC 3339 @param {number} ms */
export const addMs = (time, ms) => localTime(msOf(time) + ms, offsetOf(time));

/** Minutes east of UTC of an RFC 3339 time. @param {string} time */
export function offsetOf(time) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(time) ?? [0, '+', 0, 0];
  return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
}

/**
 * A stamp for a change: the clock's milliseconds, but always beyond what was seen, so a clock set back loses nothing.
 * @param {number} now @param {number} [seen] the greatest stamp seen on the record, -1 when there is none
 * @returns {number} a safe integer
 */
export function nextStamp(now, seen = -1) {
  return Math.min(Math.max(Math.trunc(now), seen + 1, 0), Number.MAX_SAFE_INTEGER);
}
