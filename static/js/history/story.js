// What stands in the list by day: practices, checks, and where plans begin and end. Pure.

import { dayOf, isAhead } from '../records/time.js';

/**
 * @typedef {import('../records/entry.js').Entry} Entry
 * @typedef {Entry & {event?: 'starts_on'|'ended_on'}} Line `event`: of a plan, which of its days this is
 * @typedef {{sessions: Entry[], checks: Entry[], plans: Entry[]}} Records
 */

/** When it was: RFC 3339. A day of a plan is the first thing of that day. @param {Line} line @returns {string} */
export function timeOf({ record: { kind, data }, event }) {
  if (event) return `${data[event]}T00:00:00+14:00`;
  return kind === 'check' ? data.at : data.started_at;
}

/**
 * @param {Records} records @param {string} now RFC 3339
 * @returns {{past: Line[], ahead: Line[]}} `ahead`: those with a date that has not come, by some phone's wrong clock
 */
export function storyOf({ sessions, checks, plans }, now) {
  const lines = [...sessions, ...checks];
  const isLater = (line) => isAhead(timeOf(line), now);
  return {
    past: [...lines.filter((line) => !isLater(line)), ...plans.flatMap((plan) => daysOfPlan(plan, dayOf(now)))],
    ahead: lines.filter(isLater),
  };
}

/** The days that have come; none of a plan that was in force on no day. */
function daysOfPlan(plan, today) {
  const { starts_on: start, ended_on: end } = plan.record.data;
  if (start > today || end === start) return [];
  const began = { ...plan, id: `${plan.id} starts_on`, event: 'starts_on' };
  return end === null || end > today ? [began] : [began, { ...plan, id: `${plan.id} ended_on`, event: 'ended_on' }];
}

/**
 * What a check is about, by what it says first.
 * @param {import('../plan/activities.js').Check} data @returns {'next-day'|'pain'|'activities'|'retest'|'note'}
 */
export function aboutOf({ session, pain, activities, tilts }) {
  if (session !== null) return 'next-day';
  if (activities.length) return 'activities';
  if (tilts.length) return 'retest';
  return pain === null ? 'note' : 'pain';
}
