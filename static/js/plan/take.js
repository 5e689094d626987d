// What taking the plan of a link means. Pure.

import { shift } from '../records/days.js';
import { changeOf } from './change.js';
import { inForce } from './plans.js';

const LATEST = 366; // days from today on which a plan may begin: one that begins never would hold the way for good

/** @typedef {import('./plans.js').Plan} Plan @typedef {import('./plans.js').Entry} Entry */

/**
 * The plan as it would begin: today if its day has passed. A day of review that has passed is left out.
 * @param {import('./link.js').PlanInLink} plan @param {string} day today @returns {Plan}
 */
export function asTaken(plan, day) {
  const starts_on = plan.starts_on > day ? plan.starts_on : day;
  const review_on = plan.review_on !== null && plan.review_on >= starts_on ? plan.review_on : null;
  return { ...plan, starts_on, review_on, ended_on: null };
}

/**
 * Whether a plan begins so late that it is not to be taken.
 * @param {import('./link.js').PlanInLink} plan @param {string} day today
 */
export const beginsTooLate = ({ starts_on }, day) => starts_on > shift(day, LATEST);

/**
 * @param {Plan} plan as it is to begin @param {Entry[]} plans all living ones
 * @returns {{replaces: ?Entry, change: import('./change.js').Change}} `replaces`: the plan that it takes the place of
 */
export const takingOf = (plan, plans) => ({
  replaces: inForce(plans, plan.starts_on),
  change: changeOf(null, plan, plans, plan.starts_on),
});
