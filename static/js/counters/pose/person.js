// Who is followed: the person who began. The model finds one person, and may jump to another who stands beside.

import { distance } from './body.js';

const STEP = 0.3; // trunk lengths between two frames: a joint that is taken for another
const SPEED = 3; // trunk lengths a second that hips move: a quick squat
const FURTHEST = 1; // trunk lengths: people beside each other stand further apart
const [SMALLER, LARGER] = [0.55, 1.7]; // times the trunk before; one that bends towards the camera looks half as long
const AWAY_S = 2; // nobody at all for so long: whoever comes then is the one who comes back
const GONE_S = 30; // somebody else alone for so long
const SETTLE_S = 2;
const SURE_S = 1; // before, the first frames may have been of nothing at all

export class Person {
  #hip = null;
  #trunk = 0;
  #began = 0;
  #seen = 0;
  #anyone = 0;

  /**
   * @param {?import('./body.js').Body} body @param {number} t seconds
   * @returns {'same'|'new'|''} `new`: follow this one from now on; `''`: nobody, or somebody else
   */
  follow(body, t) {
    if (!body) return '';
    const [seconds, empty] = [t - this.#seen, t - this.#anyone];
    this.#anyone = t;
    const isSame = this.#hip && empty < AWAY_S && this.#isNear(body, seconds);
    if (!isSame) {
      if (this.#seen - this.#began > SURE_S && empty < AWAY_S && seconds < GONE_S) return '';
      this.#began = t;
    }
    const share = isSame ? Math.min(1, seconds / SETTLE_S) : 1;
    this.#trunk += share * (body.trunk - this.#trunk);
    this.#hip = body.hip;
    this.#seen = t;
    return isSame ? 'same' : 'new';
  }

  #isNear({ hip, trunk }, seconds) {
    const size = trunk / this.#trunk;
    const reach = Math.min(FURTHEST, STEP + SPEED * seconds);
    return size > SMALLER && size < LARGER && distance(hip, this.#hip) < reach * this.#trunk;
  }
}
