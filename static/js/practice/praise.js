// Compares a practice with the one before it.

import { repsOf } from '../records/days.js';
import { splitAhead } from '../records/time.js';
import { totalReps } from './machine.js';

/**
 * @param {import('./machine.js').Run} run @param {import('../records/entry.js').Entry[]} sessions newest first
 * @param {string} now RFC 3339
 * @returns {{word: 'first'|'more'|'same'|'', n: number}} `''` when there is nothing to praise in the comparison
 */
export function praise(run, sessions, now) {
  const others = sessions.filter(({ record }) => record.data.guide === run.guide && record.id !== run.id);
  if (others.length === 0) return { word: 'first', n: 0 };
  const [last] = splitAhead(others, now).past;
  if (!last) return { word: '', n: 0 };
  const n = totalReps(run) - repsOf(last.record.data);
  if (n < 0) return { word: '', n };
  return { word: n ? 'more' : 'same', n };
}

/**
 * The deepest tilt that was measured, in degrees; null when none was.
 * @param {import('./machine.js').Run} run @returns {?number}
 */
export function deepest({ sets }) {
  const depths = sets.flatMap(({ log }) => log.map(({ depth }) => depth)).filter(Number.isFinite);
  return depths.length ? Math.round(Math.max(...depths)) : null;
}
