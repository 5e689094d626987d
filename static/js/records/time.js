// Moments as records keep them: with the offset that the person's own clock showed.

// RFC 3339 has four digits for the year, and no clock is right beyond them.
const FIRST = Date.parse('0001-01-02');
const LAST = Date.parse('9999-12-30');

const two = (number) => String(number).padStart(2, '0');

/**
 * RFC 3339 with milliseconds and UTC offset, such as `2026-11-22T14:03:11.120-05:00`.
 * @param {number} ms milliseconds since 1970; before the year 1 and after 9999 the nearest that can be written
 * @param {number} [offset] minutes east of UTC; the phone's own at that moment
 * @returns {string}
 */
export function localTime(ms, offset = -new Date(ms).getTimezoneOffset()) {
  const minutes = Math.round(offset);
  const written = Math.min(Math.max(Math.trunc(ms), FIRST), LAST);
  const clock = new Date(written + minutes * 60_000).toISOString().slice(0, -1);
  const size = Math.abs(minutes);
  return `${clock}${minutes < 0 ? '-' : '+'}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
}

/** The moment `ms` after `time`, at the same offset. @param {string} time RFC 3339 @param {number} ms */
export const later = (time, ms) => localTime(Date.parse(time) + ms, offsetOf(time));

/** Minutes east of UTC of an RFC 3339 time. */
function offsetOf(time) {
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
