// Slow bows, told from how far the phone is tilted. Pure: degrees over time go in, bows come out.

const BEGINS = 10; // degrees beyond where one stood: less is swaying, or a step
const COUNTS = 15; // degrees: what stays below is no bow
const BACK = 0.35; // of its depth: a bow that is less deep than this has come back
const SLOW_S = 1.5; // from its beginning to its end
const HELD_S = 0.3; // half of this time has to be spent beyond a depth: a jolt is shorter
const TURNS_S = 0.7; // without getting deeper: the bow has reached its end
const DEEPER = 1; // degrees; less is trembling

/** @typedef {{degrees: number, isSlow: boolean}} Bow `degrees`: its greatest depth that was held */

export class Bows {
  /** Degrees of the bow that is under way, at its deepest so far. */
  deepest = 0;
  #deepened = { t: 0, degrees: 0 }; // when it last got deeper by more than trembling
  #from = 0; // degrees, where one stood before
  #began = null; // s
  #recent = [];

  /**
   * @param {number} t s, never less than before @param {number} degrees from upright
   * @returns {?Bow} one that has just come back
   */
  push(t, degrees) {
    this.#recent = [...this.#recent.filter((one) => one.t > t - HELD_S), { t, degrees }];
    const held = this.held;
    if (this.#began === null) this.#wait(t, held);
    if (this.#began === null) return null;
    if (held > this.#deepened.degrees + DEEPER) this.#deepened = { t, degrees: held };
    this.deepest = Math.max(this.deepest, held);
    return this.#isBack(held) ? this.#end(t, held) : null;
  }

  /** Degrees without the jolts. */
  get held() {
    const sorted = this.#recent.map(({ degrees }) => degrees).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  }

  /** For how long the bow has been under way; 0 between bows. @param {number} t s @returns {number} s */
  lasts(t) {
    return this.#began === null ? 0 : t - this.#began;
  }

  /** Whether the bow that is under way gets no deeper. @param {number} t s */
  turns(t) {
    return this.#began !== null && t - this.#deepened.t > TURNS_S;
  }

  #wait(t, held) {
    this.#from = Math.min(this.#from, held);
    if (held <= this.#from + BEGINS) return;
    this.#began = t;
    this.deepest = held;
    this.#deepened = { t, degrees: held };
  }

  #isBack(held) {
    return held < this.#from + BACK * (this.deepest - this.#from);
  }

  #end(t, held) {
    const bow = { degrees: this.deepest, isSlow: this.lasts(t) >= SLOW_S };
    const isDeep = this.deepest - this.#from >= COUNTS;
    this.#began = null;
    this.#from = held; // a phone that slipped in its pocket comes back to another tilt
    return isDeep ? bow : null;
  }
}
