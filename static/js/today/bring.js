// Offers an app that is new on the home screen to bring along what was practised in the browser.

import { recall, remember } from '../records/local.js';

const NAME = 'nothing-to-bring'; // in localStorage, once somebody said so

/** @param {HTMLElement} part @param {boolean} isEmpty whether nothing was practised here */
export function showBring(part, isEmpty) {
  part.hidden = !isEmpty || recall(NAME) !== null;
  part.querySelector('[data-action="no"]').onclick = () => {
    remember(NAME, 'said');
    part.hidden = true;
  };
}
