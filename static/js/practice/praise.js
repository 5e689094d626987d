// Compares a practice with the one before it.

import { repsOf } from '../records/days.js';
import { splitAhead } from '../records/time.js';
import { totalReps } from './machine.js';
import { repetition } from './pace.js';

/**
 * @param {import('./machine.js').Run} run @param {import('../records/entry.js').Entry[]} sessions newest first
 * @param {string} now RFC 3339 @param {import('./pace.js').Tempo} tempo the guide's own
 * @returns {{word: 'first'|'more'|'same'|'', n: number}} `''` when there is nothing to praise in the
 *   comparison: fewer, or more and more hastily
 */
export function praise(run, sessions, now, tempo) {
  const others = sessions.filter(({ record }) => record.data.guide === run.guide && record.id !== run.id);
  if (others.length === 0) return { word: 'first', n: 0 };
  const [last] = splitAhead(others, now).past;
  if (!last) return { word: '', n: 0 };
  const n = totalReps(run) - repsOf(last.record.data);
  if (n < 0 || isHasty(run, tempo)) return { word: '', n };
  return { word: n ? 'more' : 'same', n };
}

/** Whether it took less than half of the time that the guide gives; the first of a side may have begun it. */
function isHasty({ sets }, tempo) {
  const paced = sets.reduce((sum, { reps }) => sum + Math.max(0, reps - 1), 0);
  return sets.reduce((sum, { ms }) => sum + ms, 0) < (paced * repetition(tempo)) / 2;
}

/**
 * The deepest tilt that was measured, in degrees; null when none was.
 * @param {import('./machine.js').Run} run @returns {?number}
 */
export function deepest({ sets }) {
  const depths = sets.flatMap(({ log }) => log.map(({ depth }) => depth)).filter(Number.isFinite);
  return depths.length ? Math.round(Math.max(...depths)) : null;
}
