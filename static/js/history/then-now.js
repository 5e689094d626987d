// The activities that a person wants to do again, and the retests: at first and now, in words and numbers.

import { clone, fill, only, say, sentence } from '../page/dom.js';
import { meanOf, scoresOf } from '../plan/activities.js';
import { inForce } from '../plan/plans.js';
import { dayOf } from '../records/time.js';
import { retestsOf } from './retests.js';

const MOST_ACTIVITIES = 20;
const MOST_ROWS = 60;

/** @typedef {ReturnType<import('../page/format.js').formats>} Formats */

/**
 * @param {HTMLElement} root templates/history/scores.html @param {import('./story.js').Records} records newest first
 * @param {Formats} write @param {string} now RFC 3339
 */
export function showScores(root, { checks, plans }, write, now) {
  const today = dayOf(now);
  const told = scoresOf(checks, now);
  const planned = inForce(plans, today)?.record.data.activities ?? [];
  const wanted = planned.map((text) => told.find((one) => one.text === text) ?? { text, scores: [] });
  const others = told.filter(({ text }) => !planned.includes(text));
  root.hidden = told.length === 0 && planned.length === 0;
  const shown = [...wanted, ...others].slice(0, MOST_ACTIVITIES);
  root.querySelector('[data-list]').replaceChildren(...shown.map((one) => activity(one, write, today)));
  showMean(root.querySelector('[data-mean]'), meanOf(wanted.filter(({ scores }) => scores.length > 1)));
  const rows = told.flatMap(({ text, scores }) => scores.map(({ day, score }) => ({ day, text, score })));
  rows.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
  showRows(root, rows, ({ day, text, score }) => {
    const row = clone('score-row');
    row.querySelector('th').textContent = write.shortDay(day, today);
    row.querySelector('bdi').textContent = text;
    row.lastElementChild.textContent = score;
    return row;
  });
}

function activity({ text, scores, first, last, points, size }, write, today) {
  const line = fill(clone('score'), { text });
  const known = Math.min(scores.length, 2);
  only(line, 'scored', ['never', 'once', 'twice'][known]);
  const scored = line.querySelector('[data-scored]:not([hidden])');
  if (known > 0) say(scored, { first, last, day: write.shortDay(scores.at(-1).day, today) });
  if (known === 2) line.querySelector('[data-words]').textContent = inWords(points, size);
  const bar = line.querySelector('.then-now-bar');
  bar.hidden = known === 0;
  bar.dataset.known = known;
  bar.style.setProperty('--then', first ?? 0);
  bar.style.setProperty('--now', last ?? 0);
  return line;
}

function showMean(line, mean) {
  line.hidden = mean === null;
  if (mean === null) return;
  say(line.querySelector('[data-text]'), { n: mean.n, first: tenth(mean.first), last: tenth(mean.last) });
  line.querySelector('[data-words]').textContent = inWords(mean.points, mean.size);
}

function inWords(points, size) {
  const way = points > 0 ? 'better' : 'worse';
  const change = points === 0 ? 'same' : size === 'none' ? 'none' : `${way}-${size}`;
  return sentence(document.querySelector(`[data-words="scores"] [data-change="${change}"]`), {
    n: tenth(Math.abs(points)),
  });
}

const tenth = (value) => Math.round(value * 10) / 10;

/**
 * @param {HTMLElement} root templates/history/retests.html @param {import('./story.js').Records} records newest first
 * @param {Formats} write @param {string} now RFC 3339
 */
export function showRetests(root, { checks }, write, now) {
  const today = dayOf(now);
  const told = retestsOf(checks, now);
  root.hidden = told === null;
  if (told === null) return;
  const { retests, error, degrees, change } = told;
  say(root.querySelector('[data-error]'), { error });
  const last = retests.at(-1);
  const known = degrees === null ? 'once' : 'twice';
  only(root, 'measured', known);
  only(root, 'change', change);
  const values = {
    first: retests[0].best,
    last: last.best,
    day: write.shortDay(last.day, today),
    n: Math.abs(degrees),
  };
  for (const words of root.querySelectorAll(`[data-measured="${known}"], [data-change="${change}"]`))
    say(words, values);
  showRows(root, [...retests].reverse(), ({ day, bows, best }) => {
    const row = clone('retest-row');
    const cells = [write.shortDay(day, today), bows.map((one) => `${one}°`).join(' · '), `${best}°`];
    for (const [at, value] of cells.entries()) row.children[at].textContent = value;
    return row;
  });
}

/** The newest of `rows`, and how many are left out. */
function showRows(root, rows, make) {
  root.querySelector('tbody').replaceChildren(...rows.slice(0, MOST_ROWS).map(make));
  const more = root.querySelector('[data-more]');
  more.hidden = rows.length <= MOST_ROWS;
  say(more, { n: rows.length - MOST_ROWS });
  root.querySelector('.numbers').hidden = rows.length === 0;
}
