// How the person's own activities and the retest were at the beginning of a period, and at its end. Pure.

import { changeOf, meanOf, scoresOf } from '../plan/activities.js';
import { alike, errorOf, kneesOf } from '../records/retests.js';
import { dayOf } from '../records/time.js';
import { holds } from './period.js';

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
 * @typedef {{day: string, best: number, bows: number[], knees?: number[]}} Retest in degrees; `knees`: by camera
 * @param {import('./period.js').Span} period @param {import('./pain.js').CheckEntry[]} checks oldest first
 * @returns {{retests: Retest[], error: number, points: ?number, isWithinError: ?boolean}} `retests`: those that were
 *   measured as the last was; `points`: last less first, null for one
 */
export function retestsOf(period, checks) {
  const some = checks
    .map(({ record }) => record.data)
    .filter(({ at, tilts }) => tilts.length && holds(period, dayOf(at)));
  const compared = alike(some);
  const retests = compared.map((data) => {
    const knees = kneesOf(data);
    return { day: dayOf(data.at), best: Math.max(...data.tilts), bows: data.tilts, ...(knees && { knees }) };
  });
  const error = errorOf(compared);
  const points = retests.length < 2 ? null : retests.at(-1).best - retests[0].best;
  return { retests, error, points, isWithinError: points === null ? null : Math.abs(points) < error };
}
