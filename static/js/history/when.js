// The day and the time of a practice, as a person sets them.

import { checkSession } from '../records/check.js';
import { secondsOf } from '../records/days.js';
import { addMs, dayOf, localTime, msOf, offsetHere, offsetOf } from '../records/time.js';

const MILLISECONDS = ':07.250'.length; // the end is not told closer either
const FIRST_DAY = '1970-01-01';
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The fields of a form for a time.
 * @param {string} time RFC 3339 @returns {{day: string, time: string}} such as `2026-11-22`, `18:05`
 */
export const fieldsOf = (time) => ({ day: dayOf(time), time: time.slice(11, 16) });

/**
 * The times of a practice that is moved to another day or time, with the same length.
 * @param {import('../records/session.js').Session} data
 * @param {{day: string, time: string}} entered as in `fieldsOf`; empty where nothing is
 * @param {string} now RFC 3339
 * @returns {{changed: {started_at?: string, ended_at?: string}} | {problem: 'unset'|'ahead'}} `changed` is empty where
 *   it is the same, and its end may stand
 */
export function newTimes(data, entered, now) {
  const { started_at: before, ended_at: end } = data;
  const known = fieldsOf(before);
  if (entered.day === known.day && entered.time === known.time)
    return { changed: checkSession(data)?.field === 'data.ended_at' ? { ended_at: likelyEnd(data) } : {} };
  if (entered.day.length > known.day.length) return { problem: 'ahead' }; // after the year 9999
  if (!entered.day || !entered.time || entered.day < FIRST_DAY) return { problem: 'unset' };
  const start = startTime(before, entered);
  if (Math.floor(msOf(start) / MINUTE_MS) * MINUTE_MS > msOf(now)) return { problem: 'ahead' };
  return { changed: { started_at: start, ended_at: addMs(start, length(before, end)) } };
}

/** For an end that no session may have: after the time that was under way. */
const likelyEnd = (data) => addMs(data.started_at, Math.min(1000 * secondsOf(data), DAY_MS));

/** In ms, at most a day; 0 where a time is invalid, as old imports may be. */
const length = (start, end) => Math.min(Math.max(msOf(end) - msOf(start) || 0, 0), DAY_MS);

/**
 * Where a practice was done in the time zone in which the phone is, that zone knows the offset of the new day, and
 * which times its clocks left out; else it keeps its own offset.
 */
function startTime(before, { day, time }) {
  const [, seconds, offset] = /^.{16}(:\d\d(?:\.\d+)?)(.+)$/.exec(before);
  const clock = `${day}T${time}${time === fieldsOf(before).time ? seconds.slice(0, MILLISECONDS) : ':00.000'}`;
  return offsetOf(before) === offsetHere(msOf(before)) ? localTime(Date.parse(clock)) : `${clock}${offset}`;
}
