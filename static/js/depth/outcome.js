// What came of a retest: the best of three beside the mark, and the earlier ones.

import { now } from '../page/clock.js';
import { clone, fill, only, say } from '../page/dom.js';
import { formats, locale } from '../page/format.js';
import { isAhead } from '../records/time.js';
import { best, bestKnee, MARK } from './results.js';

const write = formats(locale(document.documentElement.lang, navigator.languages));
const listed = (bows, between) => bows.map((one) => `${one}°`).join(between);

/** Shows the guess beside the best bow; hides its place where nobody guessed. */
function showGuess(element, guess, degrees) {
  element.hidden = !guess;
  if (guess) say(element, { guess, best: degrees });
}

/** Says how far the knees bent in the best bow; hides its place where the phone measured. */
function showKnees(element, result) {
  element.hidden = !result.knees;
  if (result.knees) say(element, { hip: best(result), knee: bestKnee(result) });
}

/**
 * @param {HTMLElement} root the screen of a result
 * @param {import('./results.js').Result} result @param {?number} guess degrees
 */
export function showOutcome(root, result, guess) {
  const degrees = best(result);
  say(root.querySelector('[data-best]'), { n: degrees });
  say(root.querySelector('[data-all]'), { bows: listed(result.bows, ', ') });
  showKnees(root.querySelector('[data-knees]'), result);
  showGuess(root.querySelector('[data-guessed]'), guess, degrees);
  only(root, 'verdict', degrees < MARK ? 'short' : 'reached');
  const rays = root.querySelectorAll('.fan-bow');
  const bows = [...result.bows].sort((a, b) => a - b);
  for (const [i, one] of bows.entries()) rays[i].setAttribute('transform', `rotate(${one})`);
}

/**
 * @param {HTMLElement} root where the earlier results stand
 * @param {import('./results.js').Result[]} results newest first
 * @param {Record<string, number>} guesses degrees by the result's `at`
 */
export function showEarlier(root, results, guesses) {
  const moment = now();
  const isLater = ({ at }) => isAhead(at, moment);
  const ordered = [...results.filter((one) => !isLater(one)), ...results.filter(isLater)];
  const lines = ordered.map((result) => {
    const line = fill(clone('result'), { day: write.day(result.at, moment), bows: listed(result.bows, ' · ') });
    line.querySelector('[data-ahead]').hidden = !isLater(result);
    showGuess(line.querySelector('[data-guessed]'), guesses[result.at], best(result));
    showKnees(line.querySelector('[data-knees]'), result);
    say(line.querySelector('b'), { n: best(result) });
    return line;
  });
  root.querySelector('ol').replaceChildren(...lines);
  root.hidden = results.length === 0;
}
