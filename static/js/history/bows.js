// The bows of a retest, in the list and in the sheet.

import { fill, say } from '../page/dom.js';
import { kneesOf } from '../records/retests.js';

const listed = (degrees) => degrees.map((one) => `${one}°`).join(' · ');

/** @param {Element} root @param {{tilts: number[], note: string}} check its data */
export function showBows(root, check) {
  const knees = kneesOf(check);
  root.querySelector('[data-part="tilts"]').hidden = check.tilts.length === 0;
  fill(root, { tilts: listed(check.tilts) });
  const words = root.querySelector('[data-part="knees"]');
  words.hidden = knees === null;
  if (knees) say(words, { knees: listed(knees) });
}
