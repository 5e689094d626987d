// At most one cue after a repetition, by the ratio of hip to knee against that of the guide's figure. Never one on the
// spine: the camera can't see it.

const SQUAT = 1.15; // hip / knee: people's squats had 1.0 to 1.3
const LOCKED = 3; // times the figure's ratio: a third of its knee
const NEAR = 0.5; // of the way from the figure's ratio to a cue
const QUIET = { first: 1, later: 3 }; // repetitions without a word after a cue: time to try it
const SEEN = { first: 1, later: 2 }; // times in a row, before it is said

/** @typedef {'soft'|'back'|'good'} Cue words in the guide's table `camera` */

export class HingeCues {
  #figure;
  #quiet;
  #seen;
  #row = { cue: null, times: 0 };
  #wait = 0;
  #tried = null;
  #praised = false;

  /** @param {{hip: number, knee: number, set: number}} options degrees of the guide's figure, deepest; 1: first set */
  constructor({ hip, knee, set }) {
    this.#figure = hip / Math.max(1, knee);
    const which = set > 1 ? 'later' : 'first';
    [this.#quiet, this.#seen] = [QUIET[which], SEEN[which]];
  }

  /** @param {{ratio: number, trusted: boolean}} rep as pose.js reports it @returns {?Cue} */
  after({ ratio, trusted }) {
    if (!trusted) return null;
    this.#wait -= 1;
    const { cue, share } = this.#judge(ratio);
    this.#row = { cue, times: cue === this.#row.cue ? this.#row.times + 1 : 1 };
    if (cue) return this.#say(cue);
    const isBetter = this.#tried && !this.#praised && share < NEAR;
    if (isBetter) [this.#praised, this.#tried] = [true, null];
    return isBetter ? 'good' : null;
  }

  #say(cue) {
    if (this.#wait >= 0 || this.#row.times < this.#seen) return null;
    [this.#wait, this.#tried] = [this.#quiet, cue];
    return cue;
  }

  /** `share`: how far from the figure's ratio, 1 where a cue is due. */
  #judge(ratio) {
    const away = Math.log(Math.max(0.1, ratio) / this.#figure);
    const [limit, cue] =
      away > 0 ? [Math.log(LOCKED), 'soft'] : [Math.log(Math.max(1.1, this.#figure / SQUAT)) / 2, 'back'];
    const share = Math.abs(away) / limit;
    return { cue: share > 1 ? cue : null, share };
  }
}
