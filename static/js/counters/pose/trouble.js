// Why the camera can't count: one reason at a time.

/** @typedef {'nobody'|'dark'|'part'|'near'|'turn'} Trouble */

const UNSEEN = 0.2; // score of a joint
const [NOBODY, DIM] = [0.15, 0.3]; // mean score of the surest joints
const SUREST = 6; // of eight: the far side may be hidden
const EDGE = 0.03; // of the picture
const STEADY_S = 1;
const TRUNK_AND_LEGS = [5, 6, 11, 12, 13, 14, 15, 16];

export class Troubles {
  /** @type {?Trouble} the reason, once it has been the same for a second */
  now = null;
  #next = null;
  #since = null;

  /** @param {number} t seconds @param {?Trouble} found */
  push(t, found) {
    if (found !== this.#next || this.#since === null) [this.#next, this.#since] = [found, t];
    if (t - this.#since >= STEADY_S) this.now = found;
  }
}

/**
 * @param {?number[][]} keypoints as the model gives them
 * @param {boolean} isFollowed whether this is the person who began
 * @param {boolean} isFront @returns {?Trouble}
 */
export function troubleOf(keypoints, isFollowed, isFront) {
  if (!keypoints) return 'nobody';
  const joints = TRUNK_AND_LEGS.map((at) => keypoints[at]);
  const surest = joints.map((joint) => joint[2]).sort((a, b) => b - a);
  const score = surest.slice(0, SUREST).reduce((sum, one) => sum + one, 0) / SUREST;
  if (score < NOBODY) return 'nobody';
  const seen = joints.filter((joint) => joint[2] >= UNSEEN);
  const isCut = seen.length > 1 && (seen.length < joints.length - 1 || joints.some(isOutside));
  if (isCut && joints.some(([x]) => isAtEdge(x))) return 'part';
  if (isCut && joints.some(([, y]) => isAtEdge(y))) return 'near';
  if (score < DIM) return 'dark';
  if (!isFollowed) return 'nobody';
  return isFront ? 'turn' : null;
}

const isAtEdge = (v) => v < EDGE || v > 1 - EDGE;
const isOutside = ([x, y]) => Math.min(x, y) < 0 || Math.max(x, y) > 1;
