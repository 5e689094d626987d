// The moving figure of the guide, which people move along with. It stands in the guide's page, which the phone has
// anyway.

import { documentAt, pictureOf } from '../page/document.js';

/** @typedef {import('./pace.js').Tempo} Tempo */

/** The figure by the URL of its page: fetched once, for the question of how to stand and for the set. */
const figures = new Map();

export class Mover {
  #place;
  #tempo;
  #figure = null;

  /**
   * @param {HTMLElement} place where the figure is to stand
   * @param {Tempo} tempo the guide's, by which the figure was drawn
   */
  constructor(place, tempo) {
    this.#place = place;
    this.#tempo = tempo;
  }

  /**
   * Takes the figure out of the page at `url`; without it a practice has words alone.
   * @param {string} url @returns {Promise<void>} never rejects
   */
  async fetch(url) {
    if (!figures.has(url)) figures.set(url, figureAt(url));
    const fetched = await figures.get(url);
    if (!fetched) return void figures.delete(url);
    const svg = fetched.cloneNode(true);
    this.#place.replaceChildren(svg);
    svg.pauseAnimations();
    this.#figure = svg;
  }

  /**
   * Which side faces the viewer: the figure is drawn for the first, and seen in the mirror for the other.
   * @param {boolean} isOther
   */
  mirror(isOther) {
    this.#place.toggleAttribute('data-mirrored', isOther);
  }

  /** Shows one moment of the movement. @param {{phase: import('./pace.js').PhaseOfRep, share: number}} moment */
  show({ phase, share }) {
    const { eccentric, pause, concentric } = this.#tempo;
    const after = {
      eccentric: share * eccentric,
      pause: eccentric + share * pause,
      concentric: eccentric + pause + share * concentric,
    };
    this.#figure?.setCurrentTime(after[phase]);
  }
}

async function figureAt(url) {
  return pictureOf((await documentAt(url))?.querySelector('[data-movement] svg'));
}
