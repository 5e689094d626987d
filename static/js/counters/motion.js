// Counts repetitions from what the phone's motion sensors measure. docs/counting.md tells how, why, and how well.

import { steps } from './gait.js';
import { Gaps } from './gaps.js';
import { GRID, Grid } from './grid.js';
import { LONGEST_S, Path, period } from './rhythm.js';
import { Single } from './single.js';
import { angle, Tilt } from './tilt.js';

const G = 9.80665; // m/s²
const GAP_S = 8; // after a longer silence of the sensor, and longer than a repetition, everything begins anew
const LOOK = 2; // bins from one look back to the next
const LEAST = 0.15; // g of range: a tilt of 9°
const IN_SET = 2; // periods after a repetition in which the set still goes on
const SIMILAR_SWING = 2.5; // largest ratio between neighbours
const SIMILAR_PAUSE = 2.2; // of the period, or its inverse
// evidence in sum: two even repetitions that come back to where they began, or three or four uncertain ones
const ENOUGH = 0.6;
const CHANCE = 0.08; // evidence lost by each pair: as much as two neighbours have by chance
const OPEN = 1.2; // evidence lost for each swing that is missing on the way back
const UNEVEN = 3; // evidence lost by the logarithm of the pause in periods …
const MOST_UNEVEN = 0.3; // … of which no more than this counts: one long breath does not undo a set
const STROLL = 0.13; // evidence lost for each second that was walked in a period
const FRAMED = 0.4; // of that is enough where it began and ended in stillness, in the same orientation
// two neighbours are nearly the same: their likeness, less what is missing on the way back
const SAME = 0.88;
const REPEATED = 0.72; // of that is enough then: hard turns of a brisk set look like steps
// a shorter period speaks less, the more so the less alike they are: swaying and fidgeting are brisk
const BRISK_S = 2.2;
const APART = 0.75; // periods between a repetition that was filled in and the next
const LATEST = 5; // repetitions whose evidence adds up: a long walk gathers no more than a short one
const ALIKE = 0.4; // within a set, to one of the last three
const WALK = 0.1; // steps, of the swing, that no movement alone has
const STEP = 0.08; // g, root mean square: less is no walk
const MARCH = 0.3; // steps, of the range, that no repetition of a set has

export class MotionCounter {
  #onRep;
  #expected;
  #tilt = new Tilt();
  #grid;
  #upright;
  #gait;
  #gaps;
  #single;
  #period;
  #axis = [0.5, 0.6, 0.62]; // no axis of a phone
  #away = null;
  #time = null;
  #walk = 0;
  #set = { before: -Infinity, last: -Infinity, until: -Infinity, peaks: [], sure: true };

  /**
   * @typedef {{eccentric: number, pause: number, concentric: number}} Tempo s
   * @param {{onRep: (rep: {t: number, depth: number}) => void, tempo?: Tempo}} options
   *   `onRep` gets each repetition's end in seconds, on the clock of the samples, and how far it tilted, in degrees.
   *   `tempo` says that a set is known to begin, from a still moment: then one movement out and back at that tempo is a
   *   repetition. Without it nothing is known, and an uncertain movement waits for the next one to be like it.
   */
  constructor({ onRep, tempo = null }) {
    this.#onRep = onRep;
    this.#expected = tempo && tempo.eccentric + tempo.pause + tempo.concentric;
    this.#begin();
  }

  /** @param {{t: number, ax: number, ay: number, az: number, gx?: ?number, gy?: ?number, gz?: ?number}} sample
   * s, m/s² with gravity, °/s; any orientation, 10 to 100 samples a second */
  push(sample) {
    const { t, ax, ay, az } = sample;
    if (![t, ax, ay, az].every(Number.isFinite) || (this.#time !== null && t <= this.#time)) return;
    const T = this.#goesOn(this.#time) ? this.#period : null;
    if (t - this.#time > Math.max(GAP_S, T)) this.#begin();
    else if (this.#time !== null) this.#gaps.add(this.#time, t, T);
    this.#time = t;
    this.#tilt.push(sample);
    this.#upright.push(t, this.#tilt.up);
    this.#gait.push(t, [Math.hypot(ax, ay, az) / G, this.#walk, this.#walk > STEP ? 1 : 0]);
    const filled = this.#grid.push(t, [ax / G, ay / G, az / G]);
    if (!filled) return;
    const rested = this.#single.look(this.#grid);
    if (rested?.clean) this.#alone(rested);
    const bins = this.#grid.length;
    if (Math.floor(bins / LOOK) === Math.floor((bins - filled) / LOOK) && !rested) return;
    this.#walk = steps(this.#gait);
    this.#look(Boolean(rested));
  }

  /** Degrees the phone is tilted now from where it was last still; null until it was. */
  get degrees() {
    return this.#tilt.degrees;
  }

  #begin() {
    [this.#grid, this.#upright, this.#gait] = [new Grid(), new Grid(), new Grid()];
    this.#single = new Single(this.#expected);
    this.#period = null;
    this.#gaps = new Gaps();
  }

  #alone(rep) {
    const { last } = this.#set;
    if (rep.start < last || rep.end < last + IN_SET * (this.#period ?? 0)) return;
    if (this.#walked(rep.start) > WALK * rep.swing) return;
    this.#credit(rep, rep.away);
  }

  #look(rested) {
    const now = this.#grid.end;
    this.#gaps.fill(this.#grid, null);
    this.#period = period(this.#grid) ?? this.#period;
    const T = this.#period;
    if (!T) return;
    this.#gaps.fill(this.#grid, T);
    const path = new Path(this.#grid, T, this.#axis);
    this.#axis = path.axis;
    if (path.range < LEAST) return;
    const all = path.excursions(this.#direction(path, T));
    const run = this.#run(all, T);
    if (!run.length) return;
    const { before, last, until, peaks, sure: settled } = this.#set;
    const share = rested ? FRAMED : isRepeated(path, run) ? REPEATED : 1;
    const sure = this.#evidence(path, run, T) > share * ENOUGH;
    const earlier = ({ peak }, i) =>
      sure &&
      !settled &&
      peaks.every((p) => Math.abs(p - peak) > T / 2) &&
      peak > before + T / 2 &&
      i + 1 < run.length &&
      path.alike(run[i], run[i + 1]) > ALIKE;
    // what was filled in counts once the set has gone on after it, and not beside a repetition that was measured
    const isFilled = ({ peak }) => this.#gaps.between(peak - T / 2, peak + T / 2) > T / 2;
    const goesOn = (i) => i + 1 < run.length && run[i + 1].peak > run[i].peak + APART * T;
    const later = (rep, i) => rep.peak > last + T / 2 && rep.start > until - T / 2 && (!isFilled(rep) || goesOn(i));
    const fresh = run.filter((rep, i) => later(rep, i) || earlier(rep, i));
    if (!fresh.length) return;
    if (!sure && !(this.#goesOn(now) && this.#belongs(path, all, fresh[0]))) return;
    const away = path.axis.map((v) => v * path.way);
    for (const rep of fresh) this.#credit(rep, away);
    this.#set.sure ||= sure;
  }

  /** Whether the set still goes on at a moment. What was not measured is no pause. */
  #goesOn(t) {
    const { last } = this.#set;
    return t < last + IN_SET * (this.#period ?? LONGEST_S) + this.#gaps.between(last, t);
  }

  /** How much a stretch tells: 1 where all of it was measured, 0 where half of it was not. */
  #measured(from, to) {
    return Math.max(0, 1 - (2 * this.#gaps.between(from, to)) / (to - from));
  }

  /**
   * Which way along the axis a repetition leads: as the last one did; from where the phone was last still, or first,
   * if a set is known to begin; or from where it all began.
   */
  #direction({ axis, turns }, T) {
    const along = (v) => v[0] * axis[0] + v[1] * axis[1] + v[2] * axis[2];
    if (this.#away && this.#grid.end < this.#set.last + (IN_SET + 1) * T) return Math.sign(along(this.#away));
    const rest = this.#expected ? this.#single.first : this.#single.rest;
    if (!rest) return -(turns[0]?.way ?? 1);
    const { length } = this.#grid;
    const from = Math.max(0, length - Math.round((2 * T) / GRID));
    return Math.sign(along(rest.map((v, d) => this.#grid.mean(d, from, length) - v)));
  }

  /** The excursions up to now that follow one another at about the period and are about as large. */
  #run(all, T) {
    let at = all.length - 1;
    if (at < 0 || this.#grid.end - all[at].end > 2 * T) return [];
    for (; at > 0; at -= 1) {
      const ratio = all[at].swing / all[at - 1].swing;
      const pause = (all[at].peak - all[at - 1].peak) / T;
      if (Math.max(ratio, 1 / ratio) > SIMILAR_SWING || Math.max(pause, 1 / pause) > SIMILAR_PAUSE) break;
    }
    return all.slice(at);
  }

  #evidence(path, run, T) {
    let [sum, best] = [0, 0];
    for (let k = run.length - 1; k > Math.max(0, run.length - LATEST); k -= 1) {
      const [one, other] = [run[k - 1], run[k]];
      const uneven = Math.abs(Math.log((other.peak - one.peak) / T));
      const speaks =
        Math.min(1, (T / BRISK_S) * Math.max(0, path.alike(one, other))) -
        CHANCE -
        (OPEN * (one.open + other.open)) / 2 -
        UNEVEN * Math.min(MOST_UNEVEN, uneven) -
        STROLL * T * this.#walked(one.start, 2);
      sum += speaks * this.#measured(one.start, other.end);
      best = Math.max(best, sum);
    }
    return best;
  }

  #belongs(path, all, rep) {
    const at = all.indexOf(rep);
    return (
      all.slice(Math.max(0, at - 3), at).some((other) => path.alike(other, rep) > ALIKE) &&
      this.#walked(rep.start) < MARCH * path.range
    );
  }

  /** Root mean square of steps since a moment, in g; or with axis 2 the share of time that was walked. */
  #walked(since, axis = 1) {
    const { length, end } = this.#gait;
    return this.#gait.mean(axis, Math.max(0, Math.min(length - 1, length - Math.round((end - since) / GRID))), length);
  }

  #credit({ start, peak, end }, away) {
    const { last } = this.#set;
    if (!this.#goesOn(peak)) this.#set = { before: last, last: peak, until: end, peaks: [], sure: false };
    this.#set.peaks.push(peak);
    this.#set.last = Math.max(this.#set.last, peak);
    this.#set.until = Math.max(this.#set.until, end);
    this.#away = away;
    this.#onRep({ t: end, depth: this.#depth(start, end) });
  }

  #depth(start, end) {
    const up = this.#upright;
    const bin = (t) => Math.min(up.length - 1, Math.max(0, up.length - 1 - Math.round((up.end - t) / GRID)));
    const vector = (i) => [0, 1, 2].map((axis) => up.mean(axis, i, i + 1));
    let deepest = 0;
    for (let i = bin(start); i <= bin(end); i += 1) deepest = Math.max(deepest, angle(vector(bin(start)), vector(i)));
    return deepest;
  }
}

/** Whether the last two of a run are nearly the same. */
function isRepeated(path, run) {
  const [one, other] = run.slice(-2);
  return run.length > 1 && path.alike(one, other) - (one.open + other.open) / 2 > SAME;
}
