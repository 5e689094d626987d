// What was planned and done in each week, and what counted it. Pure.

import { inForce, weekday, weekOf } from '../plan/plans.js';
import { repsBySide, repsOf, shift } from '../records/days.js';
import { dayOf } from '../records/time.js';
import { holds } from './period.js';

/**
 * `planned`: practices, one a guide and day; null where no plan was in force. `done`: of the plan's guides, on
 * whichever day; null as well. `practices`: all with at least one repetition. `guides`: practices by slug. `counters`:
 * repetitions by what counted them. `corrected`: sets whose repetitions a person changed, as they were counted and as
 * they stand.
 * @typedef {{planned: ?number, done: ?number, practices: number, left: number, right: number, both: number, guides:
 *   Record<string, number>, counters: Record<string, number>, corrected: {sets: number, counted: number, reps:
 *   number}}} Sums
 * @typedef {import('./period.js').Span & Sums} Row
 * @typedef {{record: {id: string, data: import('../records/session.js').Session}}} SessionEntry
 */

/**
 * @param {import('./period.js').Period} period @param {SessionEntry[]} sessions
 * @param {import('../plan/plans.js').Entry[]} plans @returns {Row[]} one a week
 */
export function weekRows({ weeks }, sessions, plans) {
  return weeks.map(({ from, to }) => {
    const some = sessions
      .map(({ record }) => record.data)
      .filter((data) => holds({ from, to }, dayOf(data.started_at)));
    const hasPlan = [0, 1, 2, 3, 4, 5, 6].some((after) => inForce(plans, shift(from, after)));
    const plan = hasPlan ? weekOf(plans, some, from, weekday(from)) : { planned: null, done: null };
    return { from, to, ...plan, ...sumsOf(some) };
  });
}

function sumsOf(sessions) {
  const corrected = { sets: 0, counted: 0, reps: 0 };
  const sums = { practices: 0, left: 0, right: 0, both: 0, guides: {}, counters: {}, corrected };
  for (const data of sessions) {
    if (repsOf(data) > 0) add(sums, { practices: 1 });
    if (repsOf(data) > 0) add(sums.guides, { [data.guide]: 1 });
    for (const [side, reps] of Object.entries(repsBySide(data))) sums[side] += reps;
    for (const { counter, reps, counted = reps } of data.sets) {
      if (reps > 0) sums.counters[counter] = (sums.counters[counter] ?? 0) + reps;
      if (counted !== reps) add(sums.corrected, { sets: 1, counted, reps });
    }
  }
  return sums;
}

function add(sum, values) {
  for (const [name, value] of Object.entries(values)) sum[name] = (sum[name] ?? 0) + value;
}

/** The sums of all weeks; planned and done of those that had a plan. @param {Row[]} rows @returns {Sums} */
export function allWeeks(rows) {
  const sum = {
    planned: null,
    done: null,
    practices: 0,
    left: 0,
    right: 0,
    both: 0,
    guides: {},
    counters: {},
    corrected: {},
  };
  for (const { guides, counters, corrected, planned, done, practices, left, right, both } of rows) {
    add(sum, { practices, left, right, both });
    add(sum.guides, guides);
    add(sum.counters, counters);
    add(sum.corrected, corrected);
    if (planned !== null) add(sum, { planned, done });
  }
  return sum;
}

/**
 * Why to doubt the repetitions. `touch`: a person pressed for every one; `led`: some were led by a pace, and nothing
 * counted them; `corrected`: a person changed some afterwards.
 * @param {Sums} sums @returns {('touch'|'led'|'corrected')[]}
 */
export function doubts({ counters, corrected }) {
  const names = Object.keys(counters);
  return [
    ...(names.length === 1 && names[0] === 'tap' ? ['touch'] : []),
    ...(names.includes('pace') ? ['led'] : []),
    ...(corrected.sets > 0 ? ['corrected'] : []),
  ];
}
