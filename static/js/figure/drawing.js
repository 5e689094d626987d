// The joints of one person to layers of outlines, from the back of the picture to the front. Pure.
// The outlines are those of hinge_pwa/figure/puppet/body.py.

import { plus, turned } from './skeleton.js';

const FAR_LEG = [26, 12]; // mm by which the far leg shows where both stand alike
const FAR_ARM = [36, 8]; // and the far arm where both hands hold the same thing
const TOE_STRETCH = 0.5; // how much longer the toes are drawn in a shoe that bends by 90°

/** @typedef {{role: string, closed: boolean, points: import('./skeleton.js').Point[]}} Shape */
/** @typedef {{role: string, shapes?: Shape[], paths?: [string, string][], at?: number[], angle?: number}} Layer */

/** @param {object} body @param {object} setting @param {object} s the skeleton @returns {Layer[]} */
export function layers(body, setting, s) {
  const [near, far] = setting.free ? [s.other, s.stance] : [s.stance, s.stance];
  const trunk = [...near, ...s.spine];
  const legs = (role, leg, shorts, aside) => [
    layer(role, [...body.leg, ...body.shoe, ...shorts], [...leg, ...s.spine], aside),
  ];
  const arm = (role, joints, hand, aside) => layer(role, body.arms[hand], [...Array(10), ...joints], aside);
  const things = (place) =>
    setting.things.flatMap(([where, role, start, paths], i) => {
      const [x, y, tenths] = s.things[i];
      return where === place ? [{ role, paths, at: [x - start, y], angle: tenths / 10 }] : [];
    });
  const hasDowel = setting.things.some(([, role]) => role === 'dowel');
  return [
    ...things(0),
    arm('far', s.far, setting.hands[1], setting.beside ? FAR_ARM : [0, 0]),
    ...legs('far', far, setting.free ? body.shorts : body.hidden, setting.free ? [0, 0] : FAR_LEG),
    ...things(1),
    ...(hasDowel ? [layer('far', body.hand, [...Array(10), ...s.far])] : []),
    ...legs('near', near, body.shorts),
    layer('near', body.trunk, trunk),
    { role: 'head', paths: body.head, at: s.spine[5].at, angle: s.spine[5].upper },
    ...things(2),
    arm('near', s.near, setting.hands[0]),
  ];
}

const layer = (role, shapes, joints, aside = [0, 0]) => ({
  role,
  shapes: shapes.map((shape) => posed(shape, joints, aside)),
});

/** @param {Array} shape @param {import('./skeleton.js').Joint[]} joints in the order of body.py @returns {Shape} */
export function posed([role, closed, ...numbers], joints, aside = [0, 0]) {
  const points = [];
  for (let i = 0; i < numbers.length; i += 4) {
    const [name, x, y, part] = numbers.slice(i, i + 4);
    points.push(plus(plus(aside, joints[name].at), turned(...followed(name, joints[name], x, y, part / 100))));
  }
  return { role, closed: closed === 1, points };
}

function followed(name, { upper, lower, along }, x, y, part) {
  const longer = name === 0 ? TOE_STRETCH * Math.sin(((upper - lower) * Math.PI) / 180) * Math.max(0, x) : 0;
  return [[x + longer, along ? y * along[y < 0 ? 1 : 0] : y], lower + (upper - lower) * part];
}
