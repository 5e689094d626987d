// The weeks that a report is about, and which records are of them. Pure.

import { shift } from '../records/days.js';
import { dayOf, isAhead, msOf } from '../records/time.js';

/** How many weeks a report may be about. */
export const WEEKS = [2, 4, 6, 12];

/**
 * @typedef {{from: string, to: string}} Span first and last day
 * @typedef {Span & {weeks: Span[]}} Period `weeks`: of seven days each, oldest first
 * @param {number} weeks @param {string} today the last day @returns {Period}
 */
export function periodOf(weeks, today) {
  const from = shift(today, 1 - 7 * weeks);
  const starts = Array.from({ length: weeks }, (_, i) => shift(from, 7 * i));
  return { from, to: today, weeks: starts.map((start) => ({ from: start, to: shift(start, 6) })) };
}

/** @param {Span} span @param {string} day */
export const holds = ({ from, to }, day) => from <= day && day <= to;

/**
 * Records up to today, oldest first, and how many bear a date that has not come.
 * @template {{record: {id: string, data: object}}} E
 * @param {E[]} entries @param {'started_at'|'at'} name of the field with the time @param {string} now RFC 3339
 * @returns {{past: E[], ahead: number}}
 */
export function untilNow(entries, name, now) {
  const timeOf = ({ record }) => record.data[name];
  const past = entries.filter((one) => dayOf(timeOf(one)) <= dayOf(now) && !isAhead(timeOf(one), now));
  past.sort((a, b) => msOf(timeOf(a)) - msOf(timeOf(b)) || (a.record.id < b.record.id ? -1 : 1));
  return { past, ahead: entries.length - past.length };
}
