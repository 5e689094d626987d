// What can truly be said of a practice beside the one before it.

import { repsOf } from '../history/days.js';
import { totalReps } from './machine.js';

/**
 * @param {import('./machine.js').Run} run @param {import('../records/store.js').Item[]} sessions newest first
 * @returns {{word: 'first'|'more'|'same'|'', n: number}} `''` when there is nothing to praise in the comparison
 */
export function praise(run, sessions) {
  const last = sessions.find(({ record }) => record.data.guide === run.guide && record.id !== run.id);
  if (!last) return { word: 'first', n: 0 };
  const n = totalReps(run) - repsOf(last.record.data);
  if (n < 0) return { word: '', n };
  return { word: n ? 'more' : 'same', n };
}

/** The deepest tilt that was measured, in degrees; null when none was. @param {import('./machine.js').Run} run @returns {?number} */
export function deepest({ sets }) {
  const depths = sets.flatMap(({ log }) => log.map(({ depth }) => depth)).filter(Number.isFinite);
  return depths.length ? Math.round(Math.max(...depths)) : null;
}
