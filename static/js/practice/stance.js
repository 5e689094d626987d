// How to stand, as a picture: the figure of the guide's page before it moves. Fetched with the question.

import { Mover } from './mover.js';

/**
 * @param {HTMLElement} place @param {import('./pace.js').Tempo} tempo the guide's @param {string} page its URL
 * @returns {Promise<void>} never rejects; without the page there are words alone
 */
export async function showStance(place, tempo, page) {
  const mover = new Mover(place, tempo);
  await mover.fetch(page);
  mover.show({ phase: 'eccentric', share: 0 });
}
