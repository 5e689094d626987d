// What a person wants to do again: the Patient-Specific Functional Scale, 0 (cannot do it) to 10 (as before the pain).
// Which activities are to be scored now, and how each has changed. Pure.

import { daysBetween } from '../records/days.js';
import { dayOf, isAhead } from '../records/time.js';
import { inForce } from './plans.js';

/**
 * @typedef {{at: string, session: ?string, pain: ?number, activities: {text: string, score: number}[], tilts: number[],
 *   note: string}} Check the data of a record of kind `check`
 * @typedef {{record: {id: string, data: Check}}} CheckEntry of a check
 * @typedef {'none'|'small'|'medium'|'large'} Size of a change
 */

const EVERY_DAYS = 14;
const MOST = 5; // activities in one check

/**
 * From so many points on, a change of the scale is one that patients with muscle or joint trouble call small, medium or
 * large (Abbott & Schmitt 2014, doi 10.2519/jospt.2014.5248). The scale is the mean of a person's activities.
 */
const SIZES = [
  ['large', 2.7],
  ['medium', 2.3],
  ['small', 1.3],
];

/**
 * The activities of the plan in force that are to be scored now: those that have no score since they were planned, none
 * for two weeks, or none since the day of the plan's review; none that has a score of this day.
 * @param {import('./plans.js').Entry[]} plans @param {CheckEntry[]} checks
 * @param {string} now RFC 3339 @returns {string[]} in the plan's order
 */
export function toScore(plans, checks, now) {
  const today = dayOf(now);
  const plan = inForce(plans, today)?.record.data;
  if (!plan || plan.activities.length === 0) return [];
  const scored = lastDays(checks, now);
  const isNow = (text) => isDue(scored.get(text), plannedSince(text, plan, plans), plan.review_on, today);
  return [...new Set(plan.activities)].filter(isNow);
}

/** A plan that begins on the day on which another ended goes on with its activities. */
function plannedSince(text, { starts_on: start }, plans) {
  const before = plans
    .map(({ record }) => record.data)
    .find(
      ({ starts_on, ended_on, activities }) => ended_on === start && starts_on < start && activities.includes(text),
    );
  return before ? plannedSince(text, before, plans) : start;
}

function isDue(last, start, review, today) {
  if (last === undefined) return true;
  if (last >= today) return false; // on the other side of the date line it may be tomorrow
  const isReview = review !== null && review <= today && last < review;
  return last < start || isReview || daysBetween(last, today) >= EVERY_DAYS;
}

/** The day of the last score of each activity. */
function lastDays(checks, now) {
  const days = new Map();
  for (const { record } of checks) {
    const { at, activities } = record.data;
    if (isAhead(at, now)) continue; // that clock was wrong
    for (const { text } of activities) if (!(days.get(text) >= dayOf(at))) days.set(text, dayOf(at));
  }
  return days;
}

/**
 * The check that the answers of this day go on in: one that has scores alone, and room for another.
 * @template {CheckEntry} E @param {E[]} checks newest first @param {string} now RFC 3339 @param {string} text
 * @returns {E|undefined}
 */
export function openCheck(checks, now, text) {
  return checks.find(({ record: { data } }) => {
    const { at, session, pain, activities, tilts, note } = data;
    const isOther = session !== null || pain !== null || tilts.length > 0 || note !== '' || activities.length === 0;
    const hasRoom = activities.length < MOST || activities.some((one) => one.text === text);
    return !isOther && hasRoom && dayOf(at) === dayOf(now) && !isAhead(at, now);
  });
}

/**
 * The data of a check with one more answer.
 * @param {?Check} check where the day has one @param {string} now RFC 3339 @param {string} text @param {number} score
 * @returns {Check}
 */
export function withScore(check, now, text, score) {
  const before = check ?? { at: now, session: null, pain: null, activities: [], tilts: [], note: '' };
  const isNew = !before.activities.some((one) => one.text === text);
  const activities = before.activities.map((one) => (one.text === text ? { text, score } : one));
  return { ...before, activities: isNew ? [...activities, { text, score }] : activities };
}

/**
 * The scores of every activity, also of those that no plan names any more. Of several on one day the last stands.
 * @typedef {{text: string, scores: {day: string, score: number}[], first: number, last: number, points: ?number,
 *   size: ?Size}} Told oldest first; `points`: last less first, so above 0 is better; null while there are fewer than
 *   two days with a score
 * @param {CheckEntry[]} checks newest first @param {string} now RFC 3339
 * @returns {Told[]} those scored last come first
 */
export function scoresOf(checks, now) {
  const found = new Map();
  for (const { record } of checks) {
    const { at, activities } = record.data;
    if (isAhead(at, now)) continue;
    for (const { text, score } of [...activities].reverse()) {
      if (!found.has(text)) found.set(text, new Map());
      const days = found.get(text);
      if (!days.has(dayOf(at))) days.set(dayOf(at), score);
    }
  }
  return [...found].map(([text, days]) => {
    const scores = [...days].map(([day, score]) => ({ day, score })).sort((a, b) => (a.day < b.day ? -1 : 1));
    const [first, last] = [scores[0].score, scores.at(-1).score];
    return { text, scores, first, last, ...changeOf(scores.length < 2 ? null : last - first) };
  });
}

/**
 * The mean of the activities that have two scores or more, at first and now: what the sizes were measured on.
 * @param {Told[]} told @returns {?{n: number, first: number, last: number, points: number, size: Size}} null for fewer
 *   than two activities
 */
export function meanOf(told) {
  const some = told.filter(({ points }) => points !== null);
  if (some.length < 2) return null;
  const mean = (name) => some.reduce((sum, one) => sum + one[name], 0) / some.length;
  const [first, last] = [mean('first'), mean('last')];
  return { n: some.length, first, last, ...changeOf(last - first) };
}

/** @param {?number} points @returns {{points: ?number, size: ?Size}} */
export function changeOf(points) {
  if (points === null) return { points, size: null };
  const far = Math.round(Math.abs(points) * 1000) / 1000; // of a mean: 1.3 and no 1.2999…
  return { points, size: SIZES.find(([, least]) => far >= least)?.[0] ?? 'none' };
}
