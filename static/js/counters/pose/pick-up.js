// Picking something up from the floor before the set is no repetition, unless the set goes on like that.

const FLOOR = 0.7; // of the shin, from the knee down: hands that hold a kettlebell or a loaded bar stay higher
const ALSO = 0.5;

export class PickUp {
  #held = null;
  #begun = false;

  /**
   * @param {object} rep @param {number} low how far down the shin its hands were @param {boolean} fromStanding
   * @returns {object[]} the repetitions that count, now that this one has ended
   */
  sift(rep, low, fromStanding) {
    const first = !this.#begun;
    this.#begun = true;
    if (first && fromStanding && low > FLOOR) {
      this.#held = rep;
      return [];
    }
    const before = this.#held && low > ALSO ? [this.#held] : [];
    this.#held = null;
    return [...before, rep];
  }
}
