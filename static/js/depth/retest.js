// The retest "How far do you hinge?": stand still, bow three times. Pure: samples go in, what happened comes out.

import { angle, Tilt } from '../counters/tilt.js';
import { Bows } from './bows.js';

export const BOWS = 3;
const STOW_S = 4; // nobody has put a phone in place sooner
const TURNED = 20; // degrees: more than this it turns on its way from the eyes to the back;
const UNTURNED_S = 8; // one that did not is perhaps still read
const REPEAT_S = 10; // after which it is said again that someone has to stand still
const POSSIBLE = 130; // degrees: no pelvis tips further, so the phone was turned in another way
const LOST_S = 20; // no bow takes so long: the phone hangs differently now
const AT_BOTTOM = 0.8; // of the deepest: has not begun to come back

/**
 * @typedef {'place'|'ready'|'bottom'|'quick'|'bow'|'lost'} Happening
 *   place: nobody has stood still yet. ready: stood still, so here is zero. bottom: a bow gets no deeper.
 *   quick: it came back too quickly to count. bow: it came back and counts. lost: the phone moved, so zero is asked for
 *   anew
 */

export class Retest {
  /** Whole degrees of each bow so far. @type {number[]} */
  depths = [];
  #tilt;
  #zero; // which way was up when one stood still; null before
  #bows;
  #first; // which way was up in the first sample,
  #since; // and its time in s
  #toldAt;
  #wasTurned; // since then
  #wasTurning;
  #t = 0;

  constructor() {
    this.#settle();
  }

  /** @param {import('../counters/samples.js').Sample} sample @returns {?Happening} */
  push(sample) {
    this.#t = sample.t;
    this.#tilt.push(sample);
    return this.isReady ? this.#measure(sample.t) : this.#wait(sample.t);
  }

  /** Whether zero is known, so that bows count. */
  get isReady() {
    return this.#zero !== null;
  }

  /** How far the phone is tilted, 0–180. */
  get degrees() {
    return this.#bows.held;
  }

  /** Whether it is time to come back up. */
  get isTurning() {
    return this.#bows.turns(this.#t);
  }

  #settle() {
    this.#tilt = new Tilt();
    this.#bows = new Bows();
    this.#zero = this.#first = this.#since = null;
    this.#wasTurned = this.#wasTurning = false;
  }

  #wait(t) {
    const { up, still } = this.#tilt;
    this.#first ??= up;
    this.#since ??= this.#toldAt = t;
    this.#wasTurned ||= angle(this.#first, up) > TURNED;
    if (still && t - this.#since > (this.#wasTurned ? STOW_S : UNTURNED_S)) {
      this.#zero = up;
      return 'ready';
    }
    if (t - this.#toldAt < REPEAT_S) return null;
    this.#toldAt = t;
    return 'place';
  }

  #measure(t) {
    const bow = this.#bows.push(t, angle(this.#zero, this.#tilt.up));
    if (bow) return this.#take(bow);
    if (this.degrees > POSSIBLE || this.#bows.lasts(t) > LOST_S) {
      this.#settle();
      return 'lost';
    }
    const wasTurning = this.#wasTurning;
    this.#wasTurning = this.isTurning;
    return this.isTurning && !wasTurning && this.degrees > AT_BOTTOM * this.#bows.deepest ? 'bottom' : null;
  }

  #take({ degrees, isSlow }) {
    this.#wasTurning = false;
    if (!isSlow) return 'quick';
    this.depths.push(Math.round(degrees));
    return 'bow';
  }
}
