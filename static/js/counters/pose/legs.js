// Which leg carries: the one whose foot stays where it stood.

import { between } from './body.js';

// trunk lengths from where the foot stood: those of feet on the ground differ by up to 0.25
const [RAISED, FREE] = [0.3, 0.6];
const SETTLE_S = 1;

export class Legs {
  #stood = null;

  /** Learns where feet and knees are while the person stands. @param {Body} body @param {number} seconds */
  stand({ knees, ankles }, seconds) {
    const now = [...knees, ...ankles];
    const share = Math.min(1, seconds / SETTLE_S);
    this.#stood = this.#stood?.map((p, at) => p.map((v, axis) => v + share * (now[at][axis] - v))) ?? now;
  }

  /**
   * @param {Body} body
   * @returns {{knee: ?Point, ankle: Point, single: boolean}} of the leg that carries, or between both. Where both
   *   ankles are found on the raised leg, the ankle is where it stood; a knee that is nowhere to be found is null
   */
  find({ knees, ankles, trunk }) {
    if (!this.#stood) return { knee: between(knees), ankle: between(ankles), single: false };
    const onGround = (points, from) => {
      const gone = points.map((p, at) => [0, 1].map((axis) => (this.#stood[from + at][axis] - p[axis]) / trunk));
      const step = Math.min(...gone.map(([across]) => Math.abs(across))); // both feet: the person has moved
      return gone.map(([across, up]) => {
        const raised = Math.max(up, Math.abs(across) - step);
        return 1 - Math.min(1, Math.max(0, (raised - RAISED) / (FREE - RAISED)));
      });
    };
    const feet = onGround(ankles, 2);
    const bent = onGround(knees, 0);
    const both = bent.map((v, at) => v * feet[at]);
    const chosen = [both, bent].find((few) => Math.max(...few) > 0.1);
    return {
      knee: chosen ? between(knees, chosen) : null,
      ankle: Math.max(...feet) > 0.1 ? between(ankles, feet) : between(this.#stood.slice(2)),
      single: Math.min(...feet) < 0.5,
    };
  }
}
