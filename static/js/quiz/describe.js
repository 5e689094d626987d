// What can be seen in a picture, for those who hear it: what each part does, and no word of right or wrong. Pure.

const STEP = 5; // degrees, to which angles are rounded
const LOCKED = -3; // degrees: a knee behind the straight leg
const STRAIGHT = 4;
const LONG = 12; // degrees by which the spine of a long back may bend
const DROPPED = 20; // degrees of the neck
const LIFTED = -14;
const UP = 5; // degrees of a lifted heel
const REACH = 440; // mm from the ball of the foot to a hand that reaches forward
const TOUCH = 10; // mm

/** @typedef {{say: string, n?: number, part?: string}} Fact `say` names a sentence of the page */

/** @param {object} setting @param {number[]} numbers @param {object} s the skeleton @returns {Fact[]} */
export function facts(setting, numbers, s) {
  const [lift, , , , lumbar, thoracic, neck] = numbers.map((tenths) => tenths / 10);
  const knee = s.stance[2].lower - s.stance[2].upper;
  const contacts = s.contacts.map(([x, y, x2, y2], i) => ({
    say: Math.hypot(x2 - x, y2 - y) < TOUCH ? 'touches' : 'apart',
    part: setting.contacts[i][0],
  }));
  return [
    trunk(s),
    knees(knee),
    back(lumbar + thoracic),
    { say: neck > DROPPED ? 'chin' : neck < LIFTED ? 'face' : 'head' },
    ...(setting.free ? [] : [{ say: lift > UP ? 'heels-up' : 'heels-down' }]),
    ...(s.weight ? [weight(s)] : []),
    ...(setting.things.some(([, role]) => role === 'carton')
      ? [{ say: s.near[2].at[0] - s.stance[0].at[0] > REACH ? 'arms-reach' : 'arms-hang' }]
      : []),
    ...contacts,
  ];
}

const rounded = (degrees) => STEP * Math.round(Math.abs(degrees) / STEP);

function trunk({ stance, spine }) {
  const [hip, chest] = [stance[3].at, spine[4].at];
  const lean = (Math.atan2(chest[0] - hip[0], chest[1] - hip[1]) * 180) / Math.PI;
  const n = rounded(lean);
  return n === 0 ? { say: 'upright' } : { say: lean > 0 ? 'forward' : 'backward', n };
}

function knees(flexion) {
  if (flexion < LOCKED) return { say: 'knees-back' };
  return flexion < STRAIGHT ? { say: 'knees-straight' } : { say: 'knees', n: rounded(flexion) };
}

function back(bend) {
  if (Math.abs(bend) < LONG) return { say: 'long' };
  return { say: bend > 0 ? 'curved' : 'hollow', n: rounded(bend) };
}

function weight({ weight: [x, , back, front] }) {
  const share = (x - back) / (front - back);
  return { say: share < 0.45 ? 'weight-heels' : share < 0.7 ? 'weight-middle' : 'weight-toes' };
}
