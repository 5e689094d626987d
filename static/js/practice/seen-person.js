// A person before the camera, in a practice: begins a side when they stand still, and counts each repetition with its
// angles and at most one cue.

import { HingeCues } from '../counters/pose-cue.js';
import { documentAt } from '../page/document.js';
import { isWaiting, roundOf } from './machine.js';
import { Sight } from './sight.js';

export class SeenPerson {
  #sight;
  #words;
  #hinge;
  #on;
  #run = null;
  #part = null; // of the run: phase and set
  #cues;

  /**
   * Puts the words and the picture into the page.
   * @param {HTMLElement} page of a practice
   * @param {{onRep: (angles: {hip?: number, knee?: number}, cue: string) => void, onStill: () => void,
   *   onTrouble: (words: string) => void, onOther: (counter: string) => void}} on `cue`: what is to be said with the
   *   count; `onStill`: a side that waits can start; `onTrouble`, `onOther`: see Sight
   * @returns {Promise<SeenPerson>} rejects with a TypeError where the page can't be had
   */
  static async load(page, on) {
    const guide = await documentAt(page.querySelector('[data-guide-page]').href);
    if (!guide) throw new TypeError('The page of the guide is not here');
    const person = new SeenPerson(guide.querySelector('[data-camera-guide]').dataset, on);
    person.#sight = await Sight.load(page.querySelector('[data-camera]'), page.querySelector('[data-screen="stage"]'), {
      ...on,
      onRep: (rep) => person.#count(rep),
      onStill: () => isWaiting(person.#run) && on.onStill(),
    });
    return person;
  }

  constructor({ hinge, ...words }, on) {
    const [hip, knee] = hinge.split(' ').map(Number);
    this.#hinge = { hip, knee };
    this.#words = words;
    this.#on = on;
  }

  /** See Sight. */
  findProblem() {
    return this.#sight.findProblem();
  }

  /** See Sight. */
  ask() {
    return this.#sight.ask();
  }

  /** @param {import('./machine.js').Run} run */
  follow(run) {
    this.#run = run;
    const isWanted = run.phase === 'set' || (isWaiting(run) && run.phase !== 'rest');
    if (run.counter !== 'camera' || run.paused || run.away || !isWanted) return this.stop();
    if (!this.#sight.isOn) this.#sight.start();
    const part = `${run.phase} ${run.current}`;
    if (part !== this.#part) this.#enter(run, part);
  }

  stop() {
    this.#part = null;
    this.#sight.stop();
  }

  #enter(run, part) {
    this.#part = part;
    this.#sight.begin();
    this.#cues = new HingeCues({ ...this.#hinge, set: roundOf(run, run.current).round });
  }

  #count(rep) {
    if (this.#run.phase !== 'set') return;
    const cue = this.#words[this.#cues.after(rep)] ?? '';
    this.#sight.view.showCue(cue);
    this.#on.onRep(rep.trusted ? { hip: rep.hip, knee: rep.knee } : {}, cue);
  }
}
