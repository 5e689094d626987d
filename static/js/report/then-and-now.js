// How the person's own activities and the retest were at the beginning of a period, and at its end. Pure.

import { changeOf, meanOf, scoresOf } from '../plan/activities.js';
import { dayOf } from '../records/time.js';
import { holds } from './period.js';

/**
 * Degrees by which two retests must differ: each is within 3° for three slow bows, which was measured on a computed
 * figure and not on people (docs/depth.md).
 */
export const TWO_ERRORS = 6;

/**
 * `first`: the score at the beginning of the period, or the first in it; `last`: the last one in it. Null where
 * there is none;
 * both are the same where there is one.
 * @typedef {{day: string, score: number}} Score
 * @typedef {{text: string, first: ?Score, last: ?Score, points: ?number, size: ?import('../plan/activities.js').Size}}
 *   Activity
 * @param {import('./period.js').Span} period @param {import('./pain.js').CheckEntry[]} checks oldest first
 * @param {import('../plan/plans.js').Entry[]} plans @param {string} now RFC 3339
 * @returns {{activities: Activity[], mean: ReturnType<typeof meanOf>}} those that were scored in the period, then those
 *   of its plans that were not; `mean`: null for fewer than two that have two scores
 */
export function activitiesOf(period, checks, plans, now) {
  const scored = scoresOf([...checks].reverse(), now).flatMap((told) => activityOf(period, told) ?? []);
  const wanted = plans
    .filter(({ record }) => isPlanOf(period, record.data))
    .flatMap(({ record }) => record.data.activities);
  const open = [...new Set(wanted)].filter((text) => !scored.some((one) => one.text === text));
  const none = { first: null, last: null, points: null, size: null };
  return {
    activities: [...scored, ...open.map((text) => ({ text, ...none }))],
    mean: meanOf(scored.map(({ first, last, ...one }) => ({ ...one, first: first.score, last: last.score }))),
  };
}

function activityOf(period, { text, scores }) {
  const last = scores.filter(({ day }) => holds(period, day)).at(-1);
  if (!last) return null;
  const first = scores.filter(({ day }) => day <= period.from).at(-1) ?? scores.find(({ day }) => holds(period, day));
  return { text, first, last, ...changeOf(first === last ? null : last.score - first.score) };
}

/**
 * Whether a plan had begun and not ended at any time of a period.
 * @param {import('./period.js').Span} period @param {import('../plan/plans.js').Plan} plan
 */
export const isPlanOf = ({ from, to }, { starts_on: start, ended_on: end }) =>
  start <= to && (end === null || end > from);

/**
 * @typedef {{day: string, best: number, bows: number[]}} Retest in degrees
 * @param {import('./period.js').Span} period @param {import('./pain.js').CheckEntry[]} checks oldest first
 * @returns {{retests: Retest[], points: ?number, isWithinError: ?boolean}} `points`: last less first, null for one
 */
export function retestsOf(period, checks) {
  const some = checks
    .map(({ record }) => record.data)
    .filter(({ at, tilts }) => tilts.length && holds(period, dayOf(at)));
  const retests = some.map(({ at, tilts }) => ({ day: dayOf(at), best: Math.max(...tilts), bows: tilts }));
  const points = retests.length < 2 ? null : retests.at(-1).best - retests[0].best;
  return { retests, points, isWithinError: points === null ? null : Math.abs(points) < TWO_ERRORS };
}
