// A row of numbers (hinge_pwa/figure/puppet/pose.py) to the joints of one person. Pure.
// Lengths are mm, x forward and y up; an angle is the clockwise rotation from upright standing, in degrees.

/** @typedef {[number, number]} Point */
/** @typedef {{at: Point, upper: number, lower: number, along?: [number, number]}} Joint the angles of the segments that
 *   meet there; `along`: for an arm that points out of the picture, the visible part of each */

/** @param {Point} point @param {number} degrees clockwise @returns {Point} */
export function turned([x, y], degrees) {
  const angle = (degrees * Math.PI) / 180;
  return [x * Math.cos(angle) + y * Math.sin(angle), y * Math.cos(angle) - x * Math.sin(angle)];
}

/** @param {Point} a @param {Point} b @returns {Point} */
export const plus = ([x, y], [dx, dy]) => [x + dx, y + dy];

const joint = (at, upper, lower) => ({ at, upper, lower });
const beyond = ({ at }, length, angle) => plus(at, turned([0, length], angle));

/**
 * @param {object} body @param {object} setting @param {number[]} numbers
 * @returns {{stance: Joint[], other: Joint[], spine: Joint[], near: Joint[], far: Joint[], things: number[][],
 *   weight: ?number[], contacts: number[][]}} legs from the ball of the foot up, the spine upward, arms downward
 */
export function skeleton(body, setting, numbers) {
  const row = [...numbers];
  const take = (n) => row.splice(0, n);
  const angles = (n) => take(n).map((tenths) => tenths / 10);
  const [lift, shank, thigh, pelvis, ...bends] = angles(7);
  const stance = standing(body, lift, shank, thigh, pelvis);
  const spine = upward(body, stance[3], pelvis, bends);
  const [near, far] = [0, 1].map(() => arm(body, spine[4], angles(3), take(2)));
  const other = setting.free ? hanging(body, stance[3].at, pelvis, angles(3)) : stance;
  const things = setting.things.map(() => take(3));
  const weight = setting.weight ? take(4) : null;
  return { stance, other, spine, near, far, things, weight, contacts: setting.contacts.map(() => take(4)) };
}

function standing({ ball, ankle, limbs }, lift, shank, thigh, pelvis) {
  const toe = joint(ball, lift, 0);
  const foot = joint(plus(ball, turned([-ball[0], ankle - ball[1]], lift)), shank, lift);
  const knee = joint(beyond(foot, limbs[0], shank), thigh, shank);
  return [toe, foot, knee, joint(beyond(knee, limbs[1], thigh), pelvis, thigh)];
}

function hanging({ ball, ankle, limbs }, at, pelvis, [thigh, shank, foot]) {
  const hip = joint(at, pelvis, thigh);
  const knee = joint(beyond(hip, -limbs[1], thigh), thigh, shank);
  const heel = joint(beyond(knee, -limbs[0], shank), shank, foot);
  return [joint(plus(heel.at, turned([ball[0], ball[1] - ankle], foot)), foot, foot), heel, knee, hip];
}

function upward({ spine }, hip, pelvis, bends) {
  let below = joint(hip.at, pelvis, pelvis);
  return spine.map(([length, ...shares]) => {
    const angle = below.upper;
    const above = shares.reduce((sum, share, i) => sum + share * bends[i], angle);
    below = joint(beyond(below, length, angle), above, angle);
    return below;
  });
}

function arm(body, c7, [upper, fore, hand], lengths) {
  const shoulder = joint(plus(c7.at, turned(body.shoulder, c7.lower)), c7.lower, upper);
  const elbow = joint(beyond(shoulder, -lengths[0], upper), upper, fore);
  const wrist = joint(beyond(elbow, -lengths[1], fore), fore, hand);
  const [first, second] = lengths.map((length, i) => length / body.arm[i]);
  const along = [[1, first], [first, second], [second, 1]]; // biome-ignore format: a row a joint
  return [shoulder, elbow, wrist].map((one, i) => ({ ...one, along: along[i] }));
}
