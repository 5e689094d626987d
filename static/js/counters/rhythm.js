// Repetitions that follow one another: their period, where each of them turns, and how alike they are.

import { GRID } from './grid.js';

const SHORTEST_S = 1.2; // nobody lifts faster for long; two strides of a walk take as long
export const LONGEST_S = 30; // five times the guides' six seconds
const SEARCH_S = 90; // three of the longest
const FINENESS = 1.07; // between one period that is tried and the next
const POINTS = 24; // a period compared at so many points
const ALIKE = 0.6; // two successive periods that correlate less have nothing to do with each other
const NEARLY_BEST = 0.85; // the shortest of the good ones is the period, the longer ones its multiples
// a period has this share of the strongest one's variance: a tremble within a slow repetition has less
const STRONG = 0.7;
const SMOOTH = 0.2; // of a period
const TURN = 0.4; // of the range: what goes back by less is no turning point
const RETURNED = 0.5; // of the way out
const OUT = 0.15; // of the way out, where a repetition begins to be compared

/** The period of what was done last, from how well the last T seconds match the T before, in three dimensions.
 * @param {Grid} grid @returns {?number} seconds; null where nothing repeats */
export function period(grid) {
  const tried = [];
  for (let seconds = SHORTEST_S; seconds <= LONGEST_S; seconds *= FINENESS) {
    const lag = Math.round(seconds / GRID);
    if (2 * lag > Math.min(grid.length, SEARCH_S / GRID)) break;
    tried.push({ seconds: lag * GRID, ...match(grid, lag) });
  }
  const strongest = Math.max(...tried.map((p) => p.variance));
  const peaks = tried.filter(
    (p, i) =>
      i > 0 &&
      i < tried.length - 1 &&
      p.alike >= tried[i - 1].alike &&
      p.alike > tried[i + 1].alike &&
      p.variance > STRONG * strongest,
  );
  const best = Math.max(...peaks.map((p) => p.alike));
  return best < ALIKE ? null : (peaks.find((p) => p.alike >= NEARLY_BEST * best)?.seconds ?? null);
}

function match(grid, lag) {
  const end = grid.length;
  let [product, power] = [0, 0];
  for (let axis = 0; axis < 3; axis += 1) {
    const now = grid.mean(axis, end - lag, end);
    const before = grid.mean(axis, end - 2 * lag, end - lag);
    for (let k = 0; k < POINTS; k += 1) {
      const from = end - lag + Math.round((k * lag) / POINTS);
      const to = Math.max(from + 1, end - lag + Math.round(((k + 1) * lag) / POINTS));
      const a = grid.mean(axis, from, to) - now;
      const b = grid.mean(axis, from - lag, to - lag) - before;
      product += a * b;
      power += (a * a + b * b) / 2;
    }
  }
  return { alike: product / (power + 1e-9), variance: power / POINTS };
}

/** The movement along the direction in which it moves most. */
export class Path {
  #smooth;
  #along;
  #step;
  #end;
  /** Which way `excursions` were last taken: 1 or -1. */
  way = 0;
  /** Range of the last two periods, in the unit of the grid. */
  range = 0;

  /**
   * @param {Grid} grid @param {number} seconds the period @param {number[]} axis a first guess of the direction, not 0
   */
  constructor(grid, seconds, axis) {
    this.#step = Math.max(1, Math.round(seconds / 32 / GRID));
    this.#end = grid.end;
    const half = Math.max(1, Math.round((SMOOTH * seconds) / GRID / 2));
    const oldest = Math.max(0, grid.length - SEARCH_S / GRID);
    const count = Math.floor(Math.min(grid.length - oldest - 1, (10 * seconds) / GRID) / this.#step);
    this.#smooth = [0, 1, 2].map((d) =>
      Float64Array.from({ length: count }, (_, k) => {
        const bin = grid.length - 1 - (count - 1 - k) * this.#step;
        return grid.mean(d, Math.max(oldest, bin - half), Math.min(grid.length, bin + half + 1));
      }),
    );
    const recent = Math.max(0, count - Math.round((2.2 * seconds) / GRID / this.#step));
    this.axis = principal(
      this.#smooth.map((u) => u.subarray(recent)),
      axis,
    );
    const [x, y, z] = this.#smooth;
    const [a, b, c] = this.axis;
    this.#along = x.map((v, k) => a * v + b * y[k] + c * z[k]);
    if (count) this.range = Math.max(...this.#along.subarray(recent)) - Math.min(...this.#along.subarray(recent));
  }

  /**
   * What goes one way along the axis and comes back by `RETURNED`, oldest first.
   * @param {number} way 1 or -1
   * @returns {{start: number, peak: number, end: number, swing: number}[]} seconds, and the grid's unit
   */
  excursions(way) {
    const x = this.#along;
    const { turns } = this;
    this.way = way;
    const found = [];
    for (let k = 1; k < turns.length - 1; k += 1) {
      const [before, peak, after] = [turns[k - 1].at, turns[k].at, turns[k + 1].at];
      const swing = Math.abs(x[peak] - x[before]);
      if (turns[k].way !== way || swing < this.range / 2 || Math.abs(x[peak] - x[after]) < RETURNED * swing) continue;
      const until = (level, at, by) => {
        while ((x[at] - level) * way > 0) at += by;
        return at;
      };
      found.push({
        open:
          (2 * Math.hypot(...this.#smooth.map((u) => u[after] - u[before]))) / (swing + Math.abs(x[peak] - x[after])),
        start: this.#time(before),
        peak: this.#time(peak),
        end: this.#time(after),
        swing,
        from: until(x[before] + way * OUT * swing, peak, -1),
        to: until(x[peak] - way * RETURNED * swing, peak, 1),
      });
    }
    return found;
  }

  /**
   * Where the movement turns by more than `TURN` of its range; the last is where it is now.
   * @returns {{at: number, way: number}[]}
   */
  get turns() {
    const x = this.#along;
    const turns = [];
    let [high, low, way] = [0, 0, 0];
    for (let i = 1; i < x.length; i += 1) {
      if (x[i] > x[high]) high = i;
      if (x[i] < x[low]) low = i;
      if (way >= 0 && x[high] - x[i] > TURN * this.range) {
        turns.push({ at: high, way: 1 });
        [way, low] = [-1, i];
      } else if (way <= 0 && x[i] - x[low] > TURN * this.range) {
        turns.push({ at: low, way: -1 });
        [way, high] = [1, i];
      }
    }
    if (way) turns.push({ at: way > 0 ? high : low, way });
    return turns;
  }

  /** How alike two excursions are, each stretched to the same length. @returns {number} 1 the same, 0 or less unlike */
  alike(one, other) {
    let [product, power] = [0, 0];
    for (const u of this.#smooth) {
      const [a, b] = [course(u, one), course(u, other)];
      for (let k = 0; k < a.length; k += 1) {
        product += a[k] * b[k];
        power += (a[k] ** 2 + b[k] ** 2) / 2;
      }
    }
    return product / (power + 1e-9);
  }

  #time(at) {
    return this.#end - (this.#along.length - 1 - at) * this.#step * GRID;
  }
}

function course(u, { from, to }) {
  const values = Array.from({ length: 16 }, (_, k) => {
    const at = from + ((to - from) * k) / 15;
    const low = Math.min(Math.floor(at), u.length - 2);
    return u[low] + (at - low) * (u[low + 1] - u[low]);
  });
  const mean = values.reduce((a, b) => a + b) / values.length;
  return values.map((v) => v - mean);
}

/** First principal axis, by power iteration. */
function principal(u, axis) {
  const means = u.map((v) => v.reduce((a, b) => a + b, 0) / v.length);
  const covariance = u.map((a, i) =>
    u.map((b, j) => a.reduce((sum, v, k) => sum + (v - means[i]) * (b[k] - means[j]), 0)),
  );
  for (let k = 0; k < 6; k += 1) {
    const next = covariance.map((row) => row[0] * axis[0] + row[1] * axis[1] + row[2] * axis[2]);
    const length = Math.hypot(...next);
    if (!length) return axis;
    axis = next.map((v) => v / length);
  }
  return axis;
}
