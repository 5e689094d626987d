// Sessions on the person's own calendar. A day or an hour is the one that the phone's clock showed then,
// wherever the phone is now: it is read off the written time and never converted.

import { dayOf, msOf } from './time.js';

/**
 * @typedef {import('./session.js').Session} Session
 * @typedef {import('./entry.js').Entry} Entry of a session
 * @typedef {{practices: number, left: number, right: number, both: number}} Totals
 */

const DAY = 86_400_000;

/** The day that lies `days` after `day`. @param {string} day @param {number} days @returns {string} */
export const shift = (day, days) => dayOf(new Date(Date.parse(day) + days * DAY).toISOString());

/** The whole days from one day to a later one. @param {string} from @param {string} to @returns {number} */
export const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** The first day of the week that holds `day`. @param {string} day @param {number} first 1 Monday … 7 Sunday */
export function weekStart(day, first) {
  const weekday = new Date(Date.parse(day)).getUTCDay();
  return shift(day, -((weekday - first + 7) % 7));
}

/**
 * What there is under its days: newest day first, and within a day newest first, in the order in which it happened (a
 * flight west can bring an earlier day after a later one).
 * @template E @param {E[]} entries @param {(entry: E) => string} [timeOf] RFC 3339; of a session, when it began
 * @returns {{day: string, entries: E[]}[]}
 */
export function byDay(entries, timeOf = startOf) {
  const days = new Map();
  for (const entry of entries) {
    const day = dayOf(timeOf(entry));
    if (!days.has(day)) days.set(day, []);
    days.get(day).push(entry);
  }
  const moment = (entry) => msOf(timeOf(entry));
  return [...days]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([day, some]) => ({ day, entries: some.sort((a, b) => moment(b) - moment(a)) }));
}

const startOf = ({ record }) => record.data.started_at;

/**
 * Whether every side reached its target, where one was set, in every round.
 * @param {Session['sets']} sets @param {number} [rounds] that were planned
 */
export function isWhole(sets, rounds = 1) {
  const times = { left: 0, right: 0, both: 0 };
  for (const { side } of sets) times[side] += 1;
  const hasAllRounds = Math.max(times.left, times.both) >= rounds;
  return hasAllRounds && times.left === times.right && sets.every(({ reps, target }) => reps >= (target ?? 1));
}

/**
 * Repetitions a side, without sides of a newer version.
 * @param {{sets: Session['sets']}} data @returns {{left: number, right: number, both: number}}
 */
export function repsBySide(data) {
  const reps = { left: 0, right: 0, both: 0 };
  for (const set of data.sets) if (set.side in reps) reps[set.side] += set.reps;
  return reps;
}

/** All repetitions of a session. @param {Session} data @returns {number} */
export const repsOf = (data) => data.sets.reduce((sum, set) => sum + set.reps, 0);

/** Time under way in seconds, pauses left out. @param {Session} data @returns {number} */
export const secondsOf = (data) => data.sets.reduce((sum, set) => sum + set.seconds, 0);

/**
 * What was done from `since` (a day) on, or ever.
 * @param {Entry[]} entries @param {string} [since] @returns {Totals}
 */
export function totals(entries, since = '') {
  const sum = { practices: 0, left: 0, right: 0, both: 0 };
  for (const { record } of entries) {
    if (dayOf(record.data.started_at) < since) continue;
    sum.practices += 1;
    for (const [side, reps] of Object.entries(repsBySide(record.data))) sum[side] += reps;
  }
  return sum;
}

/**
 * The newest days until at least `count` entries are among them: a long history is shown a part at a time,
 * and never half a day.
 * @template {{entries: unknown[]}} D @param {D[]} days @param {number} count @returns {{shown: D[], earlier: number}}
 *   `earlier`: the entries that are left out
 */
export function firstDays(days, count) {
  let entries = 0;
  const shown = days.filter((day) => {
    const fits = entries < count;
    if (fits) entries += day.entries.length;
    return fits;
  });
  const all = days.reduce((sum, day) => sum + day.entries.length, 0);
  return { shown, earlier: all - entries };
}
