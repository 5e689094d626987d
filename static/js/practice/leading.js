// The moving parts of the stage: ring, figure and phase at the tempo of a set; the depth, by the phone's sensors.

import { only, say } from '../page/dom.js';
import { upcoming } from './machine.js';
import { Mover } from './mover.js';
import { phaseAt } from './pace.js';
import { Ring } from './ring.js';

const START = { phase: 'eccentric', share: 0 };

export class Leading {
  #root;
  #ring;
  #mover;
  #drawnSide;
  #page;
  #run = null;
  #frame = 0;
  #phase = null;

  /**
   * @param {HTMLElement} root the stage
   * @param {{tempo: import('./pace.js').Tempo, page: string, side: string}} guide its tempo, the URL of its page, and
   *   the side that its moving figure shows
   */
  constructor(root, { tempo, page, side }) {
    this.#root = root;
    this.#ring = new Ring(root.querySelector('.stage-ring'));
    this.#mover = new Mover(root.querySelector('[data-mover]'), tempo);
    this.#drawnSide = side;
    this.#page = page;
    if (navigator.serviceWorker?.controller) this.#fetch(); // from the cache: it is there when the set begins
  }

  /** @param {?import('./machine.js').Run} run null when there is none any more */
  follow(run) {
    const isNew = run?.counter !== this.#run?.counter;
    this.#run = run;
    if (run && this.#page) this.#fetch();
    cancelAnimationFrame(this.#frame);
    if (!run) return;
    if (isNew) this.#ring.divide(run.counter === 'pace' ? run.tempo : null);
    const { side } = run.sets[upcoming(run)];
    this.#mover.mirror(side !== 'both' && side !== this.#drawnSide);
    this.#draw();
  }

  /** Once: the figure is in the page of the guide, which is larger than this one. */
  async #fetch() {
    const page = this.#page;
    this.#page = null;
    await this.#mover.fetch(page);
    if (this.#run) this.#draw();
  }

  /** How far the phone is tilted now. @param {number} degrees */
  tilt(degrees) {
    if (this.#run?.counter !== 'motion' || this.#run.phase !== 'set') return;
    this.#ring.showDepth(degrees);
    say(this.#root.querySelector('[data-depth]'), { n: Math.round(Math.max(0, degrees)) });
  }

  #draw() {
    const { counter, phase, since, until, sets, current } = this.#run;
    if (counter !== 'pace' || phase !== 'set' || since === null) {
      this.#still(counter === 'motion' ? 'depth' : 'wait', until);
      return;
    }
    const { ms, beat } = sets[current];
    const moment = phaseAt(this.#run.tempo, ms + performance.now() - since - beat);
    this.#mover.show(moment);
    this.#ring.show(1 - this.#left(moment));
    this.#name(moment.phase);
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  /** The share of the repetition that is still to come. */
  #left({ phase, left }) {
    const { eccentric, pause, concentric } = this.#run.tempo;
    const after = { eccentric: pause + concentric, pause: concentric, concentric: 0 };
    return (left / 1000 + after[phase]) / (eccentric + pause + concentric);
  }

  #still(name, until) {
    this.#mover.show(START);
    this.#ring.show(0);
    this.#name(until === null && name === 'wait' ? null : name);
    if (until === null || this.#run.phase !== 'set') return;
    say(this.#root.querySelector('[data-lead]'), { n: Math.max(1, Math.ceil((until - performance.now()) / 1000)) });
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #name(phase) {
    if (phase === this.#phase) return;
    this.#phase = phase;
    only(this.#root, 'phase', phase);
  }
}
