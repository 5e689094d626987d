// Draws pain over time with the practices and plans of that time, says it in words, and lists its numbers.

import { clone, fill, only, say } from '../page/dom.js';
import { trendOf } from '../plan/pain-rule.js';
import { daysBetween } from '../records/days.js';
import { painOverTime } from './pain.js';

const LEVELS = [0, 5, 10];
// heights in per cent of the picture, from its upper edge
const NONE = 78; // of no pain; the worst is at 2
const PRACTICES = [85, 91];
const PLANS = 96;
const GAP = 0.01; // between two plans, of the time

const x = (share) => `${Math.round(share * 1000) / 10}%`;
const height = (level) => 2 + (NONE - 2) * (1 - level / 10);
const y = (level) => `${height(level)}%`;

/**
 * @param {HTMLElement} figure templates/history/pain.html
 * @param {import('./story.js').Records} records newest first, of dates that have come
 * @param {ReturnType<import('../page/format.js').formats>} write @param {string} today
 */
export function showPain(figure, { sessions, checks, plans }, write, today) {
  const told = painOverTime(sessions, checks);
  figure.hidden = told === null;
  if (told === null) return;

  const { points, from, to, levels, lastAfter, next } = told;
  const spans = plansBetween(plans, from, to);
  const picture = figure.querySelector('svg');
  picture.replaceChildren(
    ...LEVELS.flatMap(rule),
    ...spans.map(({ start, end }) =>
      svg('line', {
        class: 'plan-span',
        x1: x(start),
        x2: x(Math.max(start, end - GAP)),
        y1: `${PLANS}%`,
        y2: `${PLANS}%`,
      }),
    ),
    ...points.filter(({ practices }) => practices > 0).map(practice),
    ...points.filter(({ before, after }) => before !== null && after !== null).map(eased),
    lineOf(points),
    ...dots(points, 'next'),
    ...dots(points, 'after'),
  );
  for (const [name, isThere] of [
    ['next', points.some((point) => point.next !== null)],
    ['plan', spans.length > 0],
  ]) {
    figure.querySelector(`[data-key="${name}"]`).hidden = !isThere;
  }
  const days = { from: write.shortDay(from, today), to: write.shortDay(to, today) };
  fill(figure, days);
  sayWords(figure, days, levels, lastAfter, next);
  figure.querySelector('tbody').replaceChildren(...[...points].reverse().map((point) => row(point, write, today)));
}

function sayWords(figure, days, levels, lastAfter, next) {
  const words = figure.querySelector('#pain-line-words');
  if (levels.length === 0) words.dataset.text = words.dataset.without;
  const ends = { first: levels[0], last: levels.at(-1), least: Math.min(...levels), most: Math.max(...levels) };
  say(words, { ...days, ...ends });
  const trend = trendOf(levels, lastAfter);
  figure.querySelector('[data-trend]').hidden = trend === null;
  if (trend) say(figure.querySelector('[data-levels]'), { first: trend.first, lately: trend.lately.join(', ') });
  only(figure, 'change', trend?.change);
  const nextDays = figure.querySelector('[data-next]');
  nextDays.hidden = next.of === 0;
  say(nextDays, next);
}

/** Where plans were in force, as shares of the time. */
function plansBetween(plans, from, to) {
  const days = daysBetween(from, to);
  const share = (day) => Math.min(1, Math.max(0, daysBetween(from, day) / days));
  return plans
    .map(({ record }) => record.data)
    .filter(({ starts_on: start, ended_on: end }) => start <= to && (end ?? to) > from && end !== start)
    .map(({ starts_on: start, ended_on: end }) => ({ start: share(start), end: share(end ?? to) }));
}

function rule(level) {
  const name = svg('text', { x: 0, y: y(level) });
  name.textContent = level;
  return [svg('line', { class: 'pain-level', x1: 0, x2: '100%', y1: y(level), y2: y(level) }), name];
}

const practice = (point) =>
  svg('line', {
    class: 'practice-mark',
    x1: x(point.x),
    x2: x(point.x),
    y1: `${PRACTICES[0]}%`,
    y2: `${PRACTICES[1]}%`,
  });

const eased = ({ x: at, before, after }) =>
  svg('line', { class: 'pain-eased', x1: x(at), x2: x(at), y1: y(before), y2: y(after) });

const dots = (points, name) =>
  points
    .filter((point) => point[name] !== null)
    .map((point) => svg('circle', { class: `pain-${name}`, cx: x(point.x), cy: y(point[name]) }));

/** A line has no coordinates in per cent: it is drawn in a picture of 100 by 100 that is stretched. */
function lineOf(points) {
  const stretched = svg('svg', { viewBox: '0 0 100 100', preserveAspectRatio: 'none', width: '100%', height: '100%' });
  const some = points.filter(({ before }) => before !== null);
  const line = some.map(({ x: at, before }) => `${Math.round(at * 1000) / 10},${height(before)}`);
  stretched.append(svg('polyline', { class: 'pain-before', points: line.join(' ') }));
  return stretched;
}

function row({ from, to, practices, before, after, next }, write, today) {
  const cells = clone('pain-row');
  const day = (one) => write.shortDay(one, today);
  const values = [from === to ? day(from) : `${day(from)} – ${day(to)}`, practices, before, after, next];
  for (const [at, value] of values.entries()) cells.children[at].textContent = value ?? '–';
  return cells;
}

function svg(name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}
