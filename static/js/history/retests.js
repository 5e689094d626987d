// The retests "How far do you hinge?", at first and now, against what the measurement may be off by. Pure.

import { alike, errorOf } from '../records/retests.js';
import { dayOf, isAhead } from '../records/time.js';

/**
 * @typedef {{day: string, bows: number[], best: number}} Retest degrees
 * @param {import('../records/entry.js').Entry[]} checks newest first @param {string} now RFC 3339
 * @returns {{retests: Retest[], error: number, degrees: ?number, change: ''|'error'|'further'|'less'} | null} oldest
 *   first, those that were measured as the last was. `error`: degrees that two of them may lie apart. `degrees`:
 *   the last best less the first. `change`: `error` where it is not beyond the measurement error, or not beyond what
 *   the bows of one retest differ by; `''` for fewer than two. Null for none
 */
export function retestsOf(checks, now) {
  const measured = checks
    .map(({ record }) => record.data)
    .filter(({ at, tilts }) => tilts.length > 0 && !isAhead(at, now))
    .reverse();
  const compared = alike(measured);
  const error = errorOf(compared);
  const retests = compared.map(({ at, tilts }) => ({ day: dayOf(at), bows: tilts, best: Math.max(...tilts) }));
  if (retests.length === 0) return null;
  if (retests.length === 1) return { retests, error, degrees: null, change: '' };
  const [first, last] = [retests[0], retests.at(-1)];
  const degrees = last.best - first.best;
  const isError = Math.abs(degrees) <= Math.max(error, spread(first.bows), spread(last.bows));
  return { retests, error, degrees, change: isError ? 'error' : degrees > 0 ? 'further' : 'less' };
}

const spread = (bows) => Math.max(...bows) - Math.min(...bows);
