// Out of standing, down, and up again: one repetition.

const DOWN = 32; // degrees of the hip beyond standing
const UP = 16; // degrees of it that may be left when it is up again,
const LEFT = 0.3; // or this share of its depth
const AGAIN = 25; // degrees down from the highest since
const TURN = 10; // degrees back: on the way up
const TRUNK = 13; // degrees that the trunk leans, less is a bend of the knees
const SAT = 60; // degrees of the hip with a trunk as upright as this: sitting
const UPRIGHT = 8;
const SAT_S = 0.6;
const UNSEEN = 50; // degrees of a bend whose beginning was not seen: people who stand may seem bent at first
const SHORTEST_S = 0.15;
const LOST_S = 1.5;
const [HIGHER_S, LOWER_S] = [1, 5]; // standing is followed so: slowly down, which may be a slow bend
const STANDING = 30; // degrees of hip and trunk: nobody stands more bent, nor is measured so

/** @typedef {{hip: number, knee: ?number, trunk: number, low: number}} Frame degrees; `low`: see pose.js */

export class Phases {
  /** @type {'standing'|'down'|'up'} */
  phase = 'standing';
  /** Whether this frame shows a person who stands. */
  isUpright = false;
  #hip = 0;
  #trunk = 0;
  #highest = 0;
  #stood = false;
  #bend = null;
  #t = null;

  /**
   * @param {number} t seconds @param {Frame} frame
   * @returns {?{frames: Frame[], fromStanding: boolean}} a repetition that has just ended
   */
  push(t, frame) {
    const seconds = this.#t === null ? 0 : t - this.#t;
    if (seconds > LOST_S) this.#bend = null;
    this.#t = t;
    this.isUpright = false;
    return this.#bend ? this.#bent(t, frame, seconds) : this.#stand(t, frame, seconds);
  }

  #stand(t, frame, seconds) {
    this.#highest = Math.min(this.#highest, frame.hip);
    if (frame.hip > Math.max(this.#hip + DOWN, this.#highest + AGAIN)) {
      this.#bend = { from: t, fromStanding: this.#stood, frames: [frame], deepest: frame.hip, sat: 0 };
      this.phase = 'down';
      return null;
    }
    this.phase = 'standing';
    this.isUpright = Math.max(Math.abs(frame.hip), Math.abs(frame.trunk)) < STANDING;
    if (this.isUpright) {
      this.#stood = true;
      const share = Math.min(1, seconds / (frame.hip < this.#hip ? HIGHER_S : LOWER_S));
      this.#hip += share * (frame.hip - this.#hip);
      this.#trunk += share * (frame.trunk - this.#trunk);
    }
    return null;
  }

  #bent(t, frame, seconds) {
    const bend = this.#bend;
    bend.frames.push(frame);
    bend.deepest = Math.max(bend.deepest, frame.hip);
    if (frame.hip > SAT && frame.trunk - this.#trunk < UPRIGHT) bend.sat += seconds;
    this.phase = frame.hip < bend.deepest - TURN ? 'up' : 'down';
    if (frame.hip - this.#hip > Math.max(UP, LEFT * (bend.deepest - this.#hip))) return null;
    this.#bend = null;
    this.#highest = frame.hip;
    this.phase = 'standing';
    const leant = Math.max(...bend.frames.map((f) => f.trunk)) - this.#trunk;
    if (!bend.fromStanding && bend.deepest < UNSEEN) return null;
    return leant > TRUNK && bend.sat < SAT_S && t - bend.from > SHORTEST_S ? bend : null;
  }
}
