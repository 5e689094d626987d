// A movement's last minutes on an even grid, whatever rate the phone measures at.

const CAPACITY = 4096; // bins: at most 328 s, and never fewer than 164 s once it has been full

/**
 * Three-axis samples averaged into bins of `GRID` seconds. Sums run on, so that the mean of any stretch costs the same.
 */
export const GRID = 0.08;

export class Grid {
  /** Running sums of each axis: `sums[axis][i]` is the sum of all bins before bin i. */
  sums = [0, 1, 2].map(() => new Float64Array(CAPACITY + 1));
  /** How many bins there are. */
  length = 0;
  #time = null;
  #value;
  #edge;
  #part = [0, 0, 0];

  /**
   * @param {number} t seconds @param {number[]} value three axes @returns {number} how many bins this sample has filled
   */
  push(t, value) {
    if (this.#time === null) return this.#begin(t, value);
    if (!(t > this.#time)) return 0;
    let filled = 0;
    let [time, from] = [this.#time, this.#value];
    while (t >= this.#edge) {
      const share = (this.#edge - this.#time) / (t - this.#time);
      const here = value.map((v, axis) => this.#value[axis] + share * (v - this.#value[axis]));
      this.#add(this.#edge - time, from, here);
      this.#fill();
      [time, from] = [this.#edge, here];
      this.#edge += GRID;
      filled += 1;
    }
    this.#add(t - time, from, value);
    [this.#time, this.#value] = [t, value];
    return filled;
  }

  /** Puts what is `lag` bins later, or earlier if negative, into the bins from..to-1; nothing where it isn't kept. */
  copy(from, to, lag) {
    if (from + lag < 0 || to + lag > this.length) return;
    for (const sum of this.sums) {
      const bin = (i) => sum[i + 1] - sum[i];
      const after = Array.from({ length: this.length - to }, (_, k) => bin(to + k));
      const copied = Array.from({ length: to - from }, (_, k) => bin(from + k + lag));
      for (const [k, value] of [...copied, ...after].entries()) sum[from + k + 1] = sum[from + k] + value;
    }
  }

  /** @returns {number} how many bins there were at a moment in seconds */
  at(t) {
    return Math.max(0, Math.min(this.length, this.length - Math.round((this.end - t) / GRID)));
  }

  /** The end of the last bin, in seconds. */
  get end() {
    return this.#edge - GRID;
  }

  /** @returns {number} the mean of one axis over bins from..to-1 */
  mean(axis, from, to) {
    return (this.sums[axis][to] - this.sums[axis][from]) / (to - from);
  }

  #begin(t, value) {
    [this.#time, this.#value, this.#edge] = [t, value, t + GRID];
    return 0;
  }

  #add(seconds, from, to) {
    for (let axis = 0; axis < 3; axis += 1) this.#part[axis] += (seconds * (from[axis] + to[axis])) / 2 / GRID;
  }

  #fill() {
    if (this.length === CAPACITY) {
      for (const sum of this.sums) sum.copyWithin(0, CAPACITY / 2, CAPACITY + 1);
      this.length = CAPACITY / 2;
    }
    for (let axis = 0; axis < 3; axis += 1)
      this.sums[axis][this.length + 1] = this.sums[axis][this.length] + this.#part[axis];
    this.length += 1;
    this.#part = [0, 0, 0];
  }
}
