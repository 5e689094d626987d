// What Today says of the plan. What was missed on another day is not due today. Pure.

import { coming, dueOn, inForce, nextPlannedDay, weekOf } from '../plan/plans.js';
import { dayOf } from '../records/time.js';

/**
 * @typedef {import('../plan/plans.js').Item} Item
 * @typedef {{state: 'begins', begins: string}|Due} Planned
 * @typedef {{state: 'due'|'done'|'rest', plan: import('../plan/plans.js').Plan, id: string, items: (Item & {isDone:
 *   boolean})[], guide: ?string, next: ?string, week: {planned: number, done: number}, review: boolean}} Due
 *   `done`: nothing is left today; `rest`: nothing was due. `guide`: of the first that is due now. `next`: the next day
 *   that has anything. `review`: the day to look back on has come
 * @param {import('../plan/plans.js').Entry[]} plans
 * @param {import('../records/session.js').Session[]} sessions those whose date has come
 * @param {string} now RFC 3339 @param {number} first the day with which a week begins, 1 Monday … 7 Sunday
 * @returns {?Planned} null without a plan
 */
export function planned(plans, sessions, now, first) {
  const day = dayOf(now);
  const entry = inForce(plans, day);
  if (!entry) {
    const later = coming(plans, day);
    return later && { state: 'begins', begins: later.record.data.starts_on };
  }
  const { id, data: plan } = entry.record;
  const items = dueOn(plan, sessions, day);
  const open = items.find(({ isDone }) => !isDone);
  return {
    state: open ? 'due' : items.length ? 'done' : 'rest',
    plan,
    id,
    items,
    guide: open?.guide ?? null,
    next: nextPlannedDay(plan, day),
    week: weekOf(plans, sessions, day, first),
    review: plan.review_on !== null && plan.review_on <= day,
  };
}
