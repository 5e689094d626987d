// The ring around the count: the phases of a repetition, or how deep the hips hinge.

import { repetition } from './pace.js';

const GAP = 0.012; // between two phases, as a share of the circle
const DEEPEST = 90; // degrees that fill the ring

export class Ring {
  #track;
  #turn;

  /** @param {SVGElement} root */
  constructor(root) {
    this.#track = root.querySelector('g');
    this.#turn = root.querySelector('.stage-turn');
  }

  /** Draws the phases, each as long as it takes. @param {?import('./pace.js').Tempo} tempo null for one whole circle */
  divide(tempo) {
    const shares = tempo
      ? Object.values(tempo)
          .map((seconds) => (1000 * seconds) / repetition(tempo))
          .filter(Boolean)
      : [1];
    let start = 0;
    this.#track.replaceChildren(
      ...shares.map((share) => {
        const arc = this.#turn.cloneNode();
        arc.setAttribute('class', 'stage-track');
        draw(arc, share === 1 ? 1 : share - GAP, start);
        start += share;
        return arc;
      }),
    );
  }

  /** @param {number} share of the circle that is done, 0–1 */
  show(share) {
    draw(this.#turn, share, 0);
  }

  /** @param {number} degrees of tilt */
  showDepth(degrees) {
    this.show(Math.min(1, Math.max(0, degrees / DEEPEST)));
  }
}

/** Shows `share` of the circle from `start`, both as shares of it. */
function draw(circle, share, start) {
  circle.setAttribute('stroke-dasharray', `${share.toFixed(4)} 1`);
  circle.setAttribute('stroke-dashoffset', (-start).toFixed(4));
}
