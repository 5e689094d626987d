// A phone in a pocket or a belt: tells when the person stands still, each repetition, and how far the phone is tilted.

import { MotionCounter } from '../counters/motion.js';
import { listen } from '../counters/samples.js';
import { Tilt } from '../counters/tilt.js';
import { isWaiting } from './machine.js';

const STOW_S = 3; // nobody has put a phone away sooner
const STILL_S = 2; // of standing still that the counter is given to start from

/** @typedef {import('../counters/samples.js').Sample} Sample */

export class WornPhone {
  #on;
  #stop = null;
  #counter;
  #tilt;
  #recent = [];
  #waitsSince = null; // s, of the samples' clock; null while nothing is waited for
  #phase = null;

  /**
   * @param {{onRep: (depth: number) => void, onStill: () => void, onTilt: (degrees: number) => void, onSilence: () =>
   *   void}} on
   *   `onStill`: a side that waits can start. `onSilence`: the phone tells of no movement
   */
  constructor(on) {
    this.#on = on;
  }

  /** @param {import('./machine.js').Run} run */
  follow(run) {
    const isWanted = run.phase === 'set' || (isWaiting(run) && run.phase !== 'rest'); // who rests may stand still
    const isOn = run.counter === 'motion' && !run.paused && !run.away && isWanted;
    if (!isOn) return this.stop();
    if (!this.#stop) this.#start();
    if (run.phase !== this.#phase) this.#enter(run);
  }

  stop() {
    this.#stop?.();
    this.#stop = this.#phase = null;
  }

  #start() {
    this.#recent = [];
    this.#stop = listen((sample) => this.#take(sample), this.#on.onSilence);
  }

  #enter(run) {
    this.#phase = run.phase;
    this.#waitsSince = isWaiting(run) ? Infinity : null;
    if (run.phase === 'set') this.#count(run.tempo);
    else this.#tilt = new Tilt();
  }

  /** A new set begins from the moment of standing still before it: what was done to put the phone away is forgotten. */
  #count(tempo) {
    this.#counter = new MotionCounter({ tempo, onRep: ({ depth }) => this.#on.onRep(depth) });
    for (const sample of this.#recent) this.#counter.push(sample);
  }

  /** @param {Sample} sample */
  #take(sample) {
    this.#recent = [...this.#recent.filter(({ t }) => t > sample.t - STILL_S), sample];
    if (this.#waitsSince === null) {
      this.#counter.push(sample);
      this.#on.onTilt(this.#counter.degrees ?? 0);
      return;
    }
    this.#tilt.push(sample);
    this.#waitsSince = Math.min(this.#waitsSince, sample.t);
    if (this.#tilt.still && sample.t > this.#waitsSince + STOW_S) this.#on.onStill();
  }
}
