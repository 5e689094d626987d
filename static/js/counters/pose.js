// Repetitions of a hinge, and its angles, from the joints that a camera sees. docs/camera.md says how, and how well.

import { between, bodyOf, wrapped } from './pose/body.js';
import { Legs } from './pose/legs.js';
import { Person } from './pose/person.js';
import { Phases } from './pose/phases.js';
import { PickUp } from './pose/pick-up.js';
import { Troubles, troubleOf } from './pose/trouble.js';
import { rounded, trusted } from './pose/trust.js';
import { View } from './pose/view.js';

const DEEP = 0.95; // of the deepest: the frames that tell a repetition's angles
const MOST_S = 0.15; // a frame stands for at most so long: eight a second are the fewest
const MEDIAN = { frames: 3, seconds: 0.3 };

/**
 * @typedef {object} Frame
 * @property {number} hip flexion in degrees, 0 straight: the trunk against the thigh
 * @property {number} knee flexion in degrees, 0 straight: the thigh against the shin
 * @property {number} trunk degrees that it leans forward
 * @property {'standing'|'down'|'up'} phase
 * @property {{hip: ?number, knee: ?number}} shown degrees as they may be shown; null where they can't be trusted
 * @property {{shoulder: number[], hip: number[], knee: ?number[], ankle: number[]}} points [x, y], 0 to 1, of the three
 *   lines: trunk, thigh, shin; `knee` is null where it was not found
 */
export class HingeTracker {
  #onRep;
  #person = new Person();
  #pickUp = new PickUp();
  #troubles = new Troubles();
  #view;
  #legs;
  #phases;
  #recent;
  #t;

  /**
   * @param {{onRep: function({t: number, hip: number, knee: number, ratio: number, trusted: boolean}): void}} options
   *   `onRep` is called once a repetition, with the angles of its deepest point; `ratio` is hip / knee. Not `trusted`:
   *   it counts, but its angles can't be stored or commented on
   */
  constructor({ onRep }) {
    this.#onRep = onRep;
  }

  /** Why it can't count; null when it can. @type {?import('./pose/trouble.js').Trouble} */
  get trouble() {
    return this.#troubles.now;
  }

  /**
   * @param {{t: number, keypoints: ?number[][], aspect: number}} frame seconds; MoveNet's 17 joints, [x, y, score], x
   *   and y 0 to 1, or null without a person; width / height of the picture
   * @returns {?Frame} null when the person who began is not seen
   */
  push({ t, keypoints, aspect }) {
    const body = bodyOf(keypoints, aspect);
    const who = this.#person.follow(body, t);
    if (who === 'new') this.#begin(t);
    this.#troubles.push(t, troubleOf(keypoints, who !== '', this.#view?.isFront));
    if (!who) return null;
    const seconds = Math.min(t - this.#t, MOST_S);
    this.#t = t;
    this.#view.face(body, seconds);
    const lines = { shoulder: body.shoulder, hip: body.hip, ...this.#legs.find(body) };
    const sure = trusted(lines, this.#view.degrees);
    const angles = this.#median(t, this.#angles(lines));
    const frame = { ...angles, sure, reach: reach(body) };
    const bend = this.#phases.push(t, frame);
    if (this.#phases.isUpright) {
      this.#view.stand(body, seconds);
      this.#legs.stand(body, seconds);
    }
    if (bend && !this.#view.isFront) this.#report(t, bend);
    const shown = (name) => (sure[name] ? rounded(angles[name]) : null);
    const at = (point) => point && [point[0] / aspect, point[1]];
    const { shoulder, hip, knee, ankle } = lines;
    return {
      ...angles,
      phase: this.#phases.phase,
      shown: { hip: shown('hip'), knee: shown('knee') },
      points: { shoulder: at(shoulder), hip: at(hip), knee: at(knee), ankle: at(ankle) },
    };
  }

  #begin(t) {
    this.#view = new View();
    this.#legs = new Legs();
    this.#phases = new Phases();
    this.#recent = [];
    this.#t = t - MOST_S;
  }

  #angles({ shoulder, hip, knee, ankle }) {
    const view = this.#view;
    const trunk = view.lean(shoulder, hip);
    const thigh = knee ? view.lean(hip, knee) : 0;
    const shin = knee ? view.lean(knee, ankle) : 0;
    return { hip: wrapped(trunk - thigh), knee: wrapped(shin - thigh), trunk };
  }

  #median(t, angles) {
    const recent = this.#recent.filter((one) => t - one.t < MEDIAN.seconds);
    this.#recent = [...recent, { t, ...angles }].slice(-MEDIAN.frames);
    return medians(this.#recent);
  }

  #report(t, { frames, fromStanding }) {
    const deepest = Math.max(...frames.map(({ hip }) => hip));
    const deep = frames.filter(({ hip }) => hip >= DEEP * deepest);
    const { hip, knee } = medians(deep);
    const sure = deep.filter((frame) => frame.sure.hip && frame.sure.knee).length > deep.length / 2;
    const rep = { hip, knee, ratio: hip / Math.max(1, knee), trusted: sure };
    const low = middle(deep.map((frame) => frame.reach));
    for (const one of this.#pickUp.sift(rep, low, fromStanding)) this.#onRep({ t, ...one });
  }
}

/** How far down the shin the hands are: 0 at the knee, 1 at the ankle. */
function reach({ wrists, knees, ankles }) {
  const [wrist, knee, ankle] = [wrists, knees, ankles].map((pair) => between(pair)[1]);
  return (wrist - knee) / Math.max(0.01, ankle - knee);
}

const medians = (few) =>
  Object.fromEntries(['hip', 'knee', 'trunk'].map((name) => [name, middle(few.map((one) => one[name]))]));

const middle = (few) => few.slice().sort((a, b) => a - b)[few.length >> 1];
