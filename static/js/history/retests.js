// The retests "How far do you hinge?", at first and now, against what the measurement may be off by. Pure.

import { dayOf, isAhead } from '../records/time.js';

/** Degrees that two measurements of the same bow may lie apart: each is within 3° (docs/counting.md, docs/depth.md). */
export const ERROR = 6;

/**
 * @typedef {{day: string, bows: number[], best: number}} Retest degrees
 * @param {import('../records/entry.js').Entry[]} checks newest first @param {string} now RFC 3339
 * @returns {{retests: Retest[], degrees: ?number, change: ''|'error'|'further'|'less'} | null} oldest first. `degrees`:
 *   the last best less the first. `change`: `error` where it is not beyond the measurement error, or not beyond what
 *   the bows of one retest differ by; `''` for fewer than two. Null for none
 */
export function retestsOf(checks, now) {
  const retests = checks
    .map(({ record }) => record.data)
    .filter(({ at, tilts }) => tilts.length > 0 && !isAhead(at, now))
    .map(({ at, tilts }) => ({ day: dayOf(at), bows: tilts, best: Math.max(...tilts) }))
    .reverse();
  if (retests.length === 0) return null;
  if (retests.length === 1) return { retests, degrees: null, change: '' };
  const [first, last] = [retests[0], retests.at(-1)];
  const degrees = last.best - first.best;
  const isError = Math.abs(degrees) <= Math.max(ERROR, spread(first.bows), spread(last.bows));
  return { retests, degrees, change: isError ? 'error' : degrees > 0 ? 'further' : 'less' };
}

const spread = (bows) => Math.max(...bows) - Math.min(...bows);
