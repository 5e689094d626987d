// Pain before practices, after them and the next day, with what is missing. Pure.

import { MATTERS } from '../plan/pain-rule.js';
import { daysBetween, repsOf, shift } from '../records/days.js';
import { dayOf } from '../records/time.js';
import { holds } from './period.js';

const A_FEW = 3; // practices, whose middle one stands for a time: one bad day is no trend
const GAP = 4; // days: longer than between any two practices of a plan for two days a week or more

/**
 * @typedef {import('./weeks.js').SessionEntry} SessionEntry
 * @typedef {import('../plan/activities.js').CheckEntry} CheckEntry
 * @typedef {{id: string, at: string, before: ?number, after: ?number, next: ?{at: string, pain: number}}} Point of a
 *   practice; `next`: as it was told later, when asked about that practice
 */

/** @param {SessionEntry[]} sessions oldest first @param {CheckEntry[]} checks oldest first @returns {Point[]} */
export function pointsOf(sessions, checks) {
  const answers = answersOf(checks);
  return sessions.map(({ record: { id, data } }) => ({
    id,
    at: data.started_at,
    before: data.pain_before,
    after: data.pain_after,
    next: answers.get(id) ?? null,
  }));
}

/** The last answer about each practice. @param {CheckEntry[]} checks oldest first */
export function answersOf(checks) {
  const told = checks.map(({ record }) => record.data).filter(({ session, pain }) => session !== null && pain !== null);
  return new Map(told.map(({ session, at, pain }) => [session, { at, pain }]));
}

/**
 * How many answers there are, and of how many. Before and after: of practices. The next day: of days of practice that
 * have one, because it is asked once a day.
 * @typedef {{told: number, of: number}} Count
 * @param {Point[]} points @param {string} today @returns {{before: Count, after: Count, next: Count}}
 */
export function answered(points, today) {
  const days = new Set(points.map(({ at }) => dayOf(at)).filter((day) => day < today));
  const asked = new Set(points.filter(({ next }) => next).map(({ at }) => dayOf(at)));
  const told = (name) => points.filter((point) => point[name] !== null).length;
  return {
    before: { told: told('before'), of: points.length },
    after: { told: told('after'), of: points.length },
    next: { told: asked.size, of: new Set([...days, ...asked]).size },
  };
}

/**
 * The times of four days and more without a practice: from the first practice, or the first plan, to yesterday.
 * @param {import('./period.js').Span} period @param {SessionEntry[]} sessions of all times, oldest first
 * @param {import('../plan/plans.js').Entry[]} plans @returns {(import('./period.js').Span & {days: number})[]}
 */
export function gapsOf({ from, to }, sessions, plans) {
  const days = sessions
    .filter(({ record }) => repsOf(record.data) > 0)
    .map(({ record }) => dayOf(record.data.started_at));
  const begun = [...days, ...plans.map(({ record }) => record.data.starts_on)].sort()[0];
  if (begun === undefined || begun >= to) return [];
  const since = begun > from ? begun : from;
  const practised = [...new Set(days)].filter((day) => day >= since && day <= to).sort();
  const ends = [shift(since, -1), ...practised, ...(practised.at(-1) === to ? [] : [to])];
  return ends.slice(1).flatMap((end, i) => {
    const length = daysBetween(ends[i], end) - 1;
    return length >= GAP ? [{ from: shift(ends[i], 1), to: shift(end, -1), days: length }] : [];
  });
}

/**
 * The middle level of the first three and of the last three; of fewer where there are not six. `matters`: from two
 * points on. `isFew`: it rests on fewer than six levels.
 * @typedef {{first: number, last: number, points: number, matters: boolean, isFew: boolean}} Change
 * @param {number[]} levels oldest first @returns {?Change} null for fewer than two
 */
export function changeOfPain(levels) {
  if (levels.length < 2) return null;
  const few = Math.min(A_FEW, Math.floor(levels.length / 2));
  const [first, last] = [middle(levels.slice(0, few)), middle(levels.slice(-few))];
  const points = last - first;
  return { first, last, points, matters: Math.abs(points) >= MATTERS, isFew: levels.length < 2 * A_FEW };
}

/**
 * The levels of each week.
 * @typedef {{n: number, middle: number, least: number, most: number}} Levels `n`: how many are known
 * @param {import('./period.js').Period} period @param {Point[]} points
 * @returns {(import('./period.js').Span & {practices: number, before: ?Levels, after: ?Levels, next: ?Levels})[]}
 */
export function painRows({ weeks }, points) {
  return weeks.map((week) => {
    const some = points.filter(({ at }) => holds(week, dayOf(at)));
    return {
      ...week,
      practices: some.length,
      before: levelsOf(some.map(({ before }) => before)),
      after: levelsOf(some.map(({ after }) => after)),
      next: levelsOf(some.map(({ next }) => next?.pain ?? null)),
    };
  });
}

/** @param {(?number)[]} answers null: not known @returns {?Levels} null where none is known */
export function levelsOf(answers) {
  const told = answers.filter((level) => level !== null);
  if (told.length === 0) return null;
  return { n: told.length, middle: middle(told), least: Math.min(...told), most: Math.max(...told) };
}

const middle = (some) => [...some].sort((a, b) => a - b)[Math.floor(some.length / 2)];
