// What pain before a practice, after it and the next day say of the next practice, by the rule of
// templates/parts/pain-rule.html: clinical convention, not a trial. Pure.

/** From so many points on, people say that a change of pain matters (Childs et al. 2005). */
export const MATTERS = 2;

/** Pain of at most so much means to go on. */
export const EASY = 3;

/** Pain of so much means to stop for today. */
export const STOP = 6;

const A_FEW = 3; // practices, whose middle one stands for a time: one bad day is not a trend

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

/**
 * Pain before the first three practices, by the middle one, and before each of the last three.
 * @typedef {{first: number, lately: number[], change: 'lower'|'small'|'higher'|''}} Trend `lately`: in their order;
 *   `change`: nothing is praised while the last number is 6 or more, or 2 above what was usual lately
 * @param {number[]} levels before practices, oldest first @param {?number} after pain after the last of them
 * @returns {?Trend} null for fewer than six levels
 */
export function trendOf(levels, after) {
  if (levels.length < 2 * A_FEW) return null;
  const first = middle(levels.slice(0, A_FEW));
  const lately = levels.slice(-A_FEW);
  const usual = middle(lately);
  const last = Math.max(levels.at(-1), after ?? 0);
  const change = Math.abs(usual - first) < MATTERS ? 'small' : usual < first ? 'lower' : 'higher';
  const isBad = last >= STOP || last - usual >= MATTERS;
  return { first, lately, change: isBad && change !== 'higher' ? '' : change };
}

const middle = (few) => [...few].sort((a, b) => a - b)[Math.floor(few.length / 2)];
