// One movement alone: out of stillness, straight out and straight back, and still again.

import { GRID } from './grid.js';

const STILL_BINS = Math.round(1 / GRID);
const STILL = 0.03; // g: breathing and swaying while standing stay below 0.02
const SETTLE_S = 2; // a slow beginning must not take the rest along
const LEFT = 0.12; // g, 7°
// after the second that stillness takes: whoever stays that long elsewhere rests there, and does not pause
const HELD_S = 8;
const AGAIN_BINS = Math.round(0.9 / GRID);
const SWING = 0.25; // g, 14°
const BACK = 0.1; // of the swing
const NEAR = 0.05; // g, 3°: nobody comes back more exactly
const BACK_IN_SET = 0.25;
const SLOW = 0.1; // of the swing in a third of a second: it turns or rests
// times the way straight out and back: the guides' movement has 1.3 at most, sitting down or walking about wanders more
const DIRECT = 1.4;
const BRISK = 8; // times the swing in its seconds; the guides' movement has 7.4 at most, fiddling jerks and waits
const [SHORTEST_S, LONGEST_S] = [2.5, 20]; // picking something up takes less
const [HURRIED, DRAGGED] = [0.5, 2]; // of the tempo: any other waits for the next one to be like it
const ASTRAY = 4; // swings of way: it has wandered off

export class Single {
  /** Where it was still first, in g; null before. @type {?number[]} */
  first = null;
  #expected;
  #anchor = null;
  #left = null;
  #way = 0;
  #at = null;
  #swing = 0;
  #fastest = 0;
  #peak = 0;
  #far = null;
  #held = 0;
  #rested = 0;

  /**
   * @param {?number} expected seconds that a repetition takes, when a set is known to begin: then it need not be as
   *   clean
   */
  constructor(expected) {
    this.#expected = expected;
  }

  /**
   * Looks at the newest bin.
   * @param {Grid} grid in g
   * @returns {?{start: number, peak: number, end: number, swing: number}} when one has just ended
   */
  look(grid) {
    if (grid.length < STILL_BINS) return null;
    const here = mean(grid, 4);
    const still = spread(grid, STILL_BINS) < STILL;
    if (this.#left === null) {
      if (still) {
        const middle = mean(grid, STILL_BINS);
        this.#anchor = this.#anchor?.map((v, axis) => v + (GRID / SETTLE_S) * (middle[axis] - v)) ?? middle;
        this.first ??= middle;
        this.#rested = grid.end;
      }
      if (this.#anchor && distance(here, this.#anchor) > LEFT) {
        [this.#left, this.#way, this.#at, this.#swing, this.#fastest] = [
          this.#rested,
          distance(here, this.#anchor),
          here,
          0,
          0,
        ];
      }
      return null;
    }
    this.#way += distance(here, this.#at);
    this.#at = here;
    const away = distance(here, this.#anchor);
    if (away > this.#swing) [this.#swing, this.#peak, this.#far] = [away, grid.end, here];
    const [start, swing] = [this.#left, this.#swing];
    const known = this.#expected;
    const moved = distance(here, mean(grid, 4, 4));
    this.#fastest = Math.max(this.#fastest, moved);
    this.#held = still && away > LEFT ? this.#held + 1 : 0;
    const slow = known ? moved < SLOW * swing : spread(grid, AGAIN_BINS) < 1.5 * STILL;
    if (away < Math.max(NEAR, (known ? BACK_IN_SET : BACK) * swing) && slow) {
      const found = this.#judge(known ? grid.end : grid.end - AGAIN_BINS * GRID);
      this.#left = null;
      return found;
    }
    if (grid.end - start > LONGEST_S || (still && this.#astray) || this.#held * GRID > (known ? LONGEST_S : HELD_S)) {
      [this.#left, this.#anchor] = [null, still ? here : null];
    }
    return null;
  }

  #judge(end) {
    const [known, start, swing] = [this.#expected, this.#left, this.#swing];
    const [shortest, longest] = known ? [known * HURRIED, known * DRAGGED] : [SHORTEST_S, LONGEST_S];
    const seconds = end - start;
    const clean =
      swing > SWING &&
      this.#way < DIRECT * 2 * swing &&
      this.#fastest * seconds < BRISK * swing * 4 * GRID &&
      seconds > shortest &&
      seconds < longest;
    return { start, peak: this.#peak, end, swing, clean, away: this.#far.map((v, d) => v - this.#anchor[d]) };
  }

  /** The last still place, in g; null when there was none yet, or the phone has moved about since. */
  get rest() {
    return this.#astray ? null : this.#anchor;
  }

  /** Whether it has wandered so far that this can't become one movement out and back any more. */
  get #astray() {
    return this.#left !== null && this.#way > ASTRAY * Math.max(SWING, this.#swing);
  }
}

function mean(grid, bins, before = 0) {
  const to = grid.length - before;
  return [0, 1, 2].map((axis) => grid.mean(axis, Math.max(0, to - bins), to));
}

function spread(grid, bins) {
  const middle = mean(grid, bins);
  let sum = 0;
  for (let i = grid.length - bins; i < grid.length; i += 1) {
    for (let axis = 0; axis < 3; axis += 1) sum += (grid.mean(axis, i, i + 1) - middle[axis]) ** 2;
  }
  return Math.sqrt(sum / bins);
}

function distance(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
