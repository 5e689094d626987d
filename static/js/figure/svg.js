// Layers of outlines to an SVG element. An outline is a quadratic B-spline, as in hinge_pwa/figure/outline/path.py.

const NAMESPACE = 'http://www.w3.org/2000/svg';

const middle = ([x, y], [x2, y2]) => [(x + x2) / 2, (y + y2) / 2];
const place = ([x, y]) => [Math.round(x), Math.round(-y)].join();

/** @param {import('./drawing.js').Shape & {straight?: boolean}} shape @returns {string} path data, y down */
export function pathData({ closed, straight, points }) {
  if (straight || points.length < 3) return `M${points.map(place).join('L')}`;
  const controls = closed ? points : points.slice(1, -1);
  const ends = controls.map((point, i) => middle(point, controls[(i + 1) % controls.length]));
  if (!closed) ends[ends.length - 1] = points.at(-1);
  const start = closed ? ends.at(-1) : points[0];
  const curves = controls.map((point, i) => `Q${[point, ends[i]].map(place)}`);
  return [`M${place(start)}`, ...curves, closed ? 'z' : ''].join('');
}

function element(name, attributes, children = []) {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const path = (role, d) => element('path', { class: role, d });

/** @param {import('./drawing.js').Shape[]} shapes */
const drawn = (shapes) => shapes.map(({ role, ...shape }) => path(role, pathData(shape)));

/** @param {import('./drawing.js').Layer} layer */
function group({ role, shapes, paths, at, angle }) {
  if (shapes) return element('g', { class: role }, drawn(shapes));
  const transform = `translate(${place(at)})rotate(${angle.toFixed(1)})`;
  const drawnPaths = paths.map(([name, d]) => path(name, d));
  return element('g', { class: role, transform }, drawnPaths);
}

/**
 * @param {{person: string, frame: number[], mirrored: boolean, layers: import('./drawing.js').Layer[]}} picture
 *   `frame`: left, top and size in mm, y down
 * @returns {SVGElement} with an empty group `[data-marks]` in front
 */
export function figure({ person, frame: [left, top, size], mirrored, layers }) {
  const ground = path('ground', `M${left + 120} 3h${size - 240}`);
  const marks = element('g', { 'data-marks': '' });
  const mirror = mirrored ? { transform: `matrix(-1 0 0 1 ${2 * left + size} 0)` } : {};
  return element('svg', { class: ['figure', person].join(' '), viewBox: [left, top, size, size].join() }, [
    element('g', mirror, [ground, ...layers.map(group), marks]),
  ]);
}

/**
 * Draws marks into a figure.
 * @param {SVGElement} svg @param {import('./drawing.js').Shape[]} shapes @param {boolean} isMistake
 */
export function showMarks(svg, shapes, isMistake) {
  svg.classList.toggle('mistake', isMistake);
  svg.querySelector('[data-marks]').replaceChildren(...drawn(shapes));
}
