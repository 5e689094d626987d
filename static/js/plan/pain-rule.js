// What pain before a practice, after it and the next day say of the next practice, by the rule of
// templates/parts/pain-rule.html: clinical convention, not a trial. Pure.

/** From so many points on, people say that a change of pain matters (Childs et al. 2005). */
export const MATTERS = 2;

/** Pain of at most so much means to go on. */
export const EASY = 3;

/** Pain of so much means to stop for today. */
export const STOP = 6;

const WORSE = ['high', 'higher', 'higher-than-after'];

/**
 * @typedef {'high'|'higher'|'higher-than-after'} Worse 6 or more; or 2 points above pain before, or after where nobody
 *   was asked before
 * @typedef {'back'|'no-higher'} Well back to where it was; or no higher than after, or nothing to compare with
 * @typedef {{less: boolean, why: Worse|Well, before: ?number, after: ?number, next: number}} Advice
 */

/**
 * @param {?number} before pain before a practice @param {?number} after pain after it @param {number} next the next day
 * @returns {Advice}
 */
export function advise(before, after, next) {
  const why = next >= STOP ? 'high' : compare(before, after, next);
  return { less: WORSE.includes(why), why, before, after, next };
}

function compare(before, after, next) {
  if (before !== null) return next - before >= MATTERS ? 'higher' : 'back';
  return after !== null && next - after >= MATTERS ? 'higher-than-after' : 'no-higher';
}
