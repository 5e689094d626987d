// QR codes, made on the device. `modulesOf` is pure.

import { correction, generate } from '../../vendor/lean-qr/index.js';

const QUIET = 4; // modules around it: ISO/IEC 18004
const SVG = 'http://www.w3.org/2000/svg';
const TOO_LONG = 4; // a code of lean-qr

/**
 * @param {string} text
 * @returns {?{size: number, path: string, version: number}} at level M: the modules on a side, those that are dark as
 *   the path of an SVG, and the version, 1 to 40; null where the text is too long for any
 */
export function modulesOf(text) {
  try {
    const code = generate(text, { minCorrectionLevel: correction.M });
    const rows = Array.from({ length: code.size }, (_, y) => runs(code, y));
    return { size: code.size, path: rows.flat().join(''), version: (code.size - 17) / 4 };
  } catch (error) {
    if (error.code === TOO_LONG) return null;
    throw error;
  }
}

/** The dark runs of a row. */
function runs(code, y) {
  const found = [];
  for (let x = 0; x < code.size; x += 1) {
    const from = x;
    while (code.get(x, y)) x += 1;
    if (x > from) found.push(`M${from} ${y}h${x - from}v1H${from}z`);
  }
  return found;
}

/**
 * Dark on white, whatever the theme. @param {ReturnType<typeof modulesOf>} modules @param {string} name of the picture
 * @returns {SVGElement}
 */
export function drawing({ size, path }, name) {
  const whole = size + 2 * QUIET;
  const svg = element('svg', {
    viewBox: `${-QUIET} ${-QUIET} ${whole} ${whole}`,
    role: 'img',
    'aria-label': name,
    class: 'qr',
    'shape-rendering': 'crispEdges',
  });
  const ground = { x: -QUIET, y: -QUIET, width: whole, height: whole, fill: '#fff' };
  svg.append(element('rect', ground), element('path', { d: path, fill: '#000' }));
  return svg;
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
