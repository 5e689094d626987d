// The summary on Today: the last practice, the change of pain, its trend, the last seven days. Pure.

import { MATTERS, trendOf } from '../plan/pain-rule.js';
import { repsOf, shift } from '../records/days.js';
import { isTaken } from '../records/entry.js';
import { dayOf, msOf, splitAhead } from '../records/time.js';

const ASKED_MS = 12 * 3_600_000; // after that the next day is asked about (next-day.js)

/**
 * @param {import('../records/entry.js').Entry[]} entries newest first @param {string} now RFC 3339
 * @returns {?{last: ?Last, pain: ?PainChange, trend: ?import('../plan/pain-rule.js').Trend,
 *   days: {day: string, practised: boolean}[], waiting: number}} null when nothing was practised
 *   yet; `last` is null where every practice bears a date that has not come
 */
export function summary(entries, now) {
  if (entries.length === 0) return null;
  const { past } = splitAhead(entries, now);
  const last = past[0]?.record.data;
  return {
    last: last ? lastTime(last, dayOf(now)) : null,
    pain: last ? painChange(last.pain_before, last.pain_after) : null,
    trend: painTrend(past),
    days: lastDays(past, dayOf(now)),
    waiting: entries.filter((entry) => !isTaken(entry)).length,
  };
}

/**
 * The last practice, where nobody said how much it hurt after it, for twelve hours.
 * @param {import('../records/entry.js').Entry[]} entries newest first @param {string} now RFC 3339
 * @returns {?import('../records/merge.js').Record}
 */
export function unanswered(entries, now) {
  const record = splitAhead(entries, now).past[0]?.record;
  if (!record || record.data.pain_after !== null) return null;
  return msOf(now) - msOf(record.data.ended_at) < ASKED_MS ? record : null;
}

/** @typedef {{guide: string, reps: number, day: string, when: 'today'|'yesterday'|'before'}} Last */
function lastTime(data, today) {
  const day = dayOf(data.started_at);
  return { guide: data.guide, reps: repsOf(data), day, when: nearness(day, today) };
}

function nearness(day, today) {
  if (day >= today) return 'today'; // on the other side of the date line it may be tomorrow
  return day === shift(today, -1) ? 'yesterday' : 'before';
}

/**
 * @typedef {{before: number, after: number, change: 'much-lower'|'lower'|'same'|'higher'|'much-higher'}} PainChange
 * @param {?number} before @param {?number} after @returns {?PainChange} null where one of them was not given
 */
export function painChange(before, after) {
  if (before === null || after === null) return null;
  const points = after - before;
  const way = points < 0 ? 'lower' : 'higher';
  const change = points === 0 ? 'same' : Math.abs(points) >= MATTERS ? `much-${way}` : way;
  return { before, after, change };
}

/**
 * @param {import('../records/entry.js').Entry[]} entries newest first
 * @returns {?import('../plan/pain-rule.js').Trend} null until six practices have a level of pain
 */
export function painTrend(entries) {
  const told = entries.map((entry) => entry.record.data).filter(({ pain_before }) => pain_before !== null);
  return trendOf(told.map(({ pain_before }) => pain_before).reverse(), told[0]?.pain_after ?? null);
}

function lastDays(entries, today) {
  const days = entries.map((entry) => dayOf(entry.record.data.started_at));
  const practised = new Set(days.map((day) => (day > today ? today : day))); // as above
  return [-6, -5, -4, -3, -2, -1, 0].map((ago) => {
    const day = shift(today, ago);
    return { day, practised: practised.has(day) };
  });
}
