// Draws pain over time, and says it in words.

import { fill, say } from '../page/dom.js';
import { heightOf, painOverTime, SIZE } from './pain.js';

const LEVELS = [0, 5, 10];

/**
 * @param {HTMLElement} figure @param {import('../records/entry.js').Entry[]} entries newest first
 * @param {ReturnType<import('../page/format.js').formats>} write
 */
export function showPain(figure, entries, write) {
  const drawn = painOverTime(entries);
  figure.hidden = drawn === null;
  if (drawn === null) return;

  const { points, line, levels } = drawn;
  const days = { from: write.shortDay(drawn.from), to: write.shortDay(drawn.to) };
  figure
    .querySelector('svg')
    .replaceChildren(
      ...LEVELS.flatMap(rule),
      ...points.flatMap(({ x, before, after }) =>
        after === null ? [] : [svg('line', { class: 'pain-eased', x1: x, x2: x, y1: before, y2: after })],
      ),
      svg('polyline', { class: 'pain-before', points: line }),
      ...points.flatMap(({ x, after }) =>
        after === null ? [] : [svg('circle', { class: 'pain-after', cx: x, cy: after, r: 2.5 })],
      ),
    );
  fill(figure, days);
  say(figure.querySelector('[data-text]'), {
    ...days,
    first: levels[0],
    last: levels.at(-1),
    least: Math.min(...levels),
    most: Math.max(...levels),
  });
}

function rule(level) {
  const y = heightOf(level);
  const name = svg('text', { x: SIZE.left - 6, y });
  name.textContent = level;
  return [svg('line', { class: 'pain-level', x1: SIZE.left, x2: SIZE.width - SIZE.right, y1: y, y2: y }), name];
}

function svg(name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}
