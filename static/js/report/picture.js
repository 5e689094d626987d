// Draws pain over the weeks. Places are in per cent of the picture, so that its text keeps the size of the page's text.

import { daysBetween } from '../records/days.js';
import { dayOf } from '../records/time.js';

const WORST = 10;
const LEVELS = [0, 5, 10];

/**
 * @param {SVGElement} picture @param {ReturnType<typeof import('./report.js').reportOf>} report
 * @param {(n: number) => string} daysInWords the number of days of a gap
 */
export function drawPain(picture, { period, pain: { points, gaps, change } }, daysInWords) {
  const length = daysBetween(period.from, period.to) + 1;
  const xOf = (day, hours = 0) => percent((daysBetween(period.from, day) + hours / 24) / length);
  const xAt = (time) => xOf(dayOf(time), Number(time.slice(11, 13)));
  picture.replaceChildren(
    ...(change ? [band(change.first)] : []),
    ...LEVELS.flatMap((level) => [
      line('level', '0%', yOf(level), '100%', yOf(level)),
      text('level-name', '-0.4em', yOf(level), level),
    ]),
    ...period.weeks.slice(1).map(({ from }) => line('level', xOf(from), '0%', xOf(from), '100%')),
    ...gaps.flatMap((gap) => drawGap(gap, xOf, daysInWords)),
    ...points.slice(1).flatMap((point, i) => drawWay(points[i], point, gaps, xAt)),
    ...points.flatMap((point) => drawPoint(point, xAt, period)),
  );
}

/** Less than 2 points from the first practices. */
function band(first) {
  const [top, bottom] = [Math.min(WORST, first + 2), Math.max(0, first - 2)];
  return svg('rect', { class: 'band', x: 0, width: '100%', y: yOf(top), height: percent((top - bottom) / WORST) });
}

function drawGap({ from, to, days }, xOf, daysInWords) {
  const [start, end] = [xOf(from), xOf(to, 24)];
  return [
    svg('rect', {
      class: 'gap',
      x: start,
      width: percent((parseFloat(end) - parseFloat(start)) / 100),
      y: 0,
      height: '100%',
    }),
    text('gap-days', percent((parseFloat(start) + parseFloat(end)) / 200), '8%', daysInWords(days)),
  ];
}

/** Between two neighbours that both have an answer, and no gap between them. */
function drawWay(a, b, gaps, xAt) {
  const isApart = gaps.some(({ from }) => dayOf(a.at) < from && from <= dayOf(b.at));
  if (a.before === null || b.before === null || isApart) return [];
  return [line('way', xAt(a.at), yOf(a.before), xAt(b.at), yOf(b.before))];
}

function drawPoint({ at, before, after, next }, xAt, { to }) {
  const x = xAt(at);
  const known = [before, after].every((level) => level !== null);
  return [
    ...(known ? [line('eased', x, yOf(before), x, yOf(after))] : []),
    ...(next && dayOf(next.at) <= to ? [square(xAt(next.at), yOf(next.pain))] : []),
    ...(after === null ? [] : [svg('circle', { class: 'after', cx: x, cy: yOf(after), r: 4 })]),
    before === null
      ? text('missing', x, '94%', '?')
      : svg('circle', { class: 'before', cx: x, cy: yOf(before), r: 3.5 }),
  ];
}

const square = (x, y) => svg('rect', { class: 'next', x, y, width: 6, height: 6, transform: 'translate(-3 -3)' });
const line = (name, x1, y1, x2, y2) => svg('line', { class: name, x1, y1, x2, y2 });
const yOf = (level) => percent((WORST - level) / WORST);
const percent = (part) => `${Math.round(part * 10_000) / 100}%`;

function text(name, x, y, words) {
  const element = svg('text', { class: name, x, y });
  element.textContent = words;
  return element;
}

function svg(name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}
