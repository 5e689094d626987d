// Who is followed: the person who began. The model finds one person, and may jump to another who stands beside.

import { between } from './body.js';

const STEP = 0.2; // trunk lengths between two frames: joints that are found a little beside
const SPEED = 1.5; // trunk lengths a second that a body moves
const FURTHEST = 1; // trunk lengths: people beside each other stand further apart
const BESIDE = 0.25; // trunk lengths: nearer to each other, two can't be told apart
const UPWARDS = 0.3; // people stand beside each other, so what is up or down counts less
const [SMALLER, LARGER] = [0.55, 1.7]; // times the trunk before; one that bends towards the camera looks half as long
const AWAY_S = 2; // nobody at all for so long: whoever comes then is the one who comes back
const GONE_S = 30; // somebody else alone for so long
const SETTLE_S = 2;
const SURE_S = 1; // before, the first frames may have been of nothing at all
const SURE = 0.3; // score of a trunk
const FRAMES = 3; // fewer may be of nothing at all
const MOVED_S = 1; // alone for so long, and never seen beside the one who is followed: it is the same
const KNOWN_S = 5; // somebody else is still where they were
const [BACK, LEFT] = [0.4, 0.7]; // trunk lengths from where the person stands: there, and no more there

/**
 * @typedef {{places: [number, number][], trunk: number, t: number}} Track of hip, shoulder and feet, when last seen
 * @typedef {Track & {frames: number, isKnown: boolean}} Other `isKnown`: was seen beside the one
 */

export class Person {
  /** Who is followed. @type {?Track} */
  #one = null;

  /** Where the person who is followed stands. @type {?Track} */
  #stand = null;

  /** Somebody else, perhaps. @type {?Other} */
  #other = null;
  #sure = 0; // seconds of the one that surely showed a person
  #anyone = 0;

  /**
   * @param {?import('./body.js').Body} body @param {number} t seconds
   * @returns {'same'|'new'|''} `new`: follow this one from now on; `''`: nobody, or somebody else
   */
  follow(body, t) {
    if (!body) return '';
    const isAway = t - this.#anyone >= AWAY_S;
    this.#anyone = t;
    const now = { places: placesOf(body), trunk: body.trunk, t };
    if (!isAway && this.#isOne(now)) return this.#keep(now, body);
    if (this.#sure < SURE_S || isAway || t - this.#one.t > GONE_S) return this.#begin(now);
    this.#see(now);
    return this.#hasMoved(now) ? this.#keep(now, body) : '';
  }

  #begin(now) {
    [this.#one, this.#stand, this.#other, this.#sure] = [now, now, null, 0];
    return 'new';
  }

  #isOne(now) {
    const one = this.#one;
    if (!one || !isOfSize(now, this.#stand)) return false;
    if (apart(now, this.#stand) < BACK && apart(one, this.#stand) > LEFT) return true; // it was somebody else meanwhile
    const away = apart(now, one);
    return away < reach(now, one) && away <= this.#awayFromOther(now);
  }

  /** Infinite while nobody else is beside the one. */
  #awayFromOther(now) {
    const other = this.#other;
    const isBeside = other && now.t - other.t < KNOWN_S && apart(this.#one, other) > BESIDE;
    return isBeside ? apart(now, other) : Infinity;
  }

  #see(now) {
    const before = this.#other;
    const goesOn = before && apart(now, before) < reach(now, before);
    const { frames, isKnown } = goesOn ? before : { frames: 0, isKnown: false };
    this.#other = { ...now, frames: frames + 1, isKnown };
  }

  /** Whether what looks like somebody else is the one, who was too quick. */
  #hasMoved(now) {
    const { frames, isKnown } = this.#other;
    return now.t - this.#one.t > MOVED_S && frames >= FRAMES && apart(now, this.#stand) < (isKnown ? BACK : FURTHEST);
  }

  #keep(now, { shoulder, hip }) {
    const seconds = now.t - this.#one.t;
    if (Math.min(shoulder[2], hip[2]) >= SURE) this.#sure += seconds;
    const share = Math.min(1, seconds / SETTLE_S);
    const mixed = (from, to) => from + share * (to - from);
    const places = this.#stand.places.map((place, at) => place.map((v, axis) => mixed(v, now.places[at][axis])));
    this.#stand = { places, trunk: mixed(this.#stand.trunk, now.trunk), t: now.t };
    this.#one = now;
    if (this.#other && this.#other.frames >= FRAMES) this.#other.isKnown = true;
    return 'same';
  }
}

const placesOf = ({ hip, shoulder, ankles }) => [hip, shoulder, between(ankles)].map(([x, y]) => [x, y]);

const isOfSize = (now, { trunk }) => now.trunk > SMALLER * trunk && now.trunk < LARGER * trunk;

/** How far a body may have moved, in trunk lengths. */
const reach = (now, before) => Math.min(FURTHEST, STEP + SPEED * (now.t - before.t));

/** How far two bodies are from each other, in trunk lengths: feet stay where a person bends, hips on one leg. */
function apart(now, { places, trunk }) {
  const gone = places.map(([x, y], at) => Math.hypot(now.places[at][0] - x, UPWARDS * (now.places[at][1] - y)));
  return gone.sort((a, b) => a - b)[1] / trunk;
}
