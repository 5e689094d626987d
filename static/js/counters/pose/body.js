// The joints of a person in a frame, left and right taken together, in heights of the picture.

const [NOSE, SHOULDERS, WRISTS, HIPS, KNEES, ANKLES] = [0, [5, 6], [9, 10], [11, 12], [13, 14], [15, 16]];
const SEEN = 0.2; // MoveNet scores joints that a weight plate hides with 0.2 to 0.3, and is still about right

/**
 * @typedef {[number, number, number]} Point x to the right, y down, both in heights of the picture; score 0 to 1
 * @typedef {{nose: Point, shoulders: Point[], wrists: Point[], hips: Point[], knees: Point[], ankles: Point[],
 *   shoulder: Point,
 *   hip: Point, trunk: number}} Body pairs are left, right; `shoulder`, `hip`: between the two; `trunk`: their distance
 */

/**
 * @param {?number[][]} keypoints 17 of COCO, [x, y, score], x and y 0 to 1 @param {number} aspect width / height
 * @returns {?Body} null where no trunk is seen
 */
export function bodyOf(keypoints, aspect) {
  if (!keypoints) return null;
  const points = keypoints.map(([x, y, score]) => [x * aspect, y, score]);
  const pair = (places) => places.map((at) => points[at]);
  const body = {
    nose: points[NOSE],
    shoulders: pair(SHOULDERS),
    wrists: pair(WRISTS),
    hips: pair(HIPS),
    knees: pair(KNEES),
    ankles: pair(ANKLES),
  };
  body.shoulder = between(body.shoulders);
  body.hip = between(body.hips);
  body.trunk = distance(body.shoulder, body.hip);
  return Math.min(body.shoulder[2], body.hip[2]) >= SEEN && body.trunk > 0 ? body : null;
}

/** A point between two, nearer to the one that is surer. @param {Point[]} pair @param {number[]} [weights] */
export function between([a, b], [v, w] = [1, 1]) {
  const [p, q] = [v * (a[2] + 0.01), w * (b[2] + 0.01)];
  const share = p / (p + q || 1);
  return [0, 1, 2].map((axis) => share * a[axis] + (1 - share) * b[axis]);
}

export const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** The same direction, in degrees from -180 to 180. */
export const wrapped = (degrees) => ((((degrees + 180) % 360) + 360) % 360) - 180;
