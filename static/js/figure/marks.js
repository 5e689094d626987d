// The marks that show what is right or wrong in a computed picture, as those of hinge_pwa/figure/marks/. Pure.

import { posed } from './drawing.js';
import { plus, turned } from './skeleton.js';

const SECTOR = 260; // mm: the radius of the knee's sector,
const BEYOND = 80; // and how far its dashed line goes beyond it
const STRAIGHT = 2; // degrees: a knee that bends by less is locked
const TOUCH = 10; // mm: what is nearer touches
const WIDE = 30; // mm: a gap with a line across it

/** @typedef {import('./drawing.js').Shape} Shape */

const line = (role, ...points) => ({ role, closed: false, points, straight: true });
const times = ([x, y], by) => [x * by, y * by];
const around = (at, radius) => [0, 1, 2, 3, 4, 5].map((i) => plus(at, turned([radius * 1.08, 0], -60 * i)));
const ring = (role, at, radius) => ({ role, closed: true, points: around(at, radius) });

/**
 * @param {object} body @param {object} setting @param {object} s the skeleton
 * @param {string[]} names @returns {Shape[]}
 */
export function marks(body, setting, s, names) {
  const draw = {
    spine: () => body.line.map((shape) => posed(shape, [...s.stance, ...s.spine])),
    'knee-angle': () => kneeAngle(s.stance),
    weight: () => (s.weight ? weight(s.weight) : []),
    contact: () => s.contacts.flatMap((ends, i) => contact(ends, setting.contacts[i][1])),
  };
  return names.flatMap((name) => draw[name]());
}

function kneeAngle([, ankle, knee, hip]) {
  const flexion = knee.lower - knee.upper;
  const edge = [0, 1, 2, 3, 4].map((i) => turned([0, -1], knee.upper + (flexion * i) / 4));
  const arc = edge.map((way) => plus(knee.at, times(way, SECTOR)));
  const dashed = [knee.at, plus(knee.at, times(edge[0], SECTOR + BEYOND))];
  const segments = [hip.at, knee.at, ankle.at];
  const bend = [
    line('angle casing', ...dashed),
    { role: 'sector', closed: true, points: [knee.at, knee.at, arc[0], ...arc, arc[4]] },
    line('angle faint', ...dashed),
    line('axis casing', ...segments),
    line('axis', ...segments),
    ...segments.map((at) => line('joint', at, at)),
  ];
  return flexion < STRAIGHT ? [...bend, ...push(knee)] : bend;
}

/** An arrow that pushes a locked knee back. */
function push({ at, upper, lower }) {
  const ahead = turned([1, 0], (upper + lower) / 2);
  const [tail, tip] = [270, 90].map((by) => plus(at, times(ahead, by)));
  const wings = [38, -38].map((angle) => plus(tip, times(turned(ahead, angle), 52)));
  return [line('push', tail, tip), line('push', wings[0], tip, wings[1])];
}

function weight([x, top, back, front]) {
  const tip = [x, 6];
  const shafts = (role) => [line(role, [x, top], tip), line(role, [x + 34, 62], tip, [x - 34, 62])];
  const load = [[x, -36], [x + 36, -90], [x - 36, -90], [x, -36]]; // biome-ignore format: a triangle
  return [
    line('base', [back, -22], [front, -22]),
    line('load', ...load),
    ...shafts('plumb casing'),
    ...shafts('plumb'),
    ring('centre', [x, top], 34),
  ];
}

function contact([x, y, thingX, thingY], radius) {
  const [body, thing] = [[x, y], [thingX, thingY]]; // biome-ignore format: a pair
  const way = [thingX - x, thingY - y];
  const gap = Math.hypot(...way);
  if (gap < TOUCH) return ['contact casing', 'contact'].map((role) => ring(role, thing, radius));
  const lost = ring('contact lost', plus(body, times(way, 0.5)), Math.max(radius, gap / 2 + 45));
  if (gap < WIDE) return [lost];
  const side = times([-way[1], way[0]], 22 / gap);
  const ends = [body, thing].map((at) => [plus(at, times(side, -1)), plus(at, side)]);
  return [...['gap casing', 'gap'].flatMap((role) => [[body, thing], ...ends].map((two) => line(role, ...two))), lost];
}
