// Says once, before the first practice, that this browser is not the best place for it: what it keeps stays in it.

import { only } from '../page/dom.js';
import { wayHere } from '../pwa/here.js';
import { hasPast, recall, remember } from '../records/local.js';

const NAME = 'better-place'; // in localStorage, once it was said
const PLACES = { ios: 'ios', 'ios-other': 'ios', 'leave-ios': 'leave', 'leave-android': 'leave' };

/** @param {HTMLElement} part */
export function sayFirst(part) {
  const place = PLACES[wayHere()];
  if (!place || recall(NAME) || hasPast()) return;
  remember(NAME, 'said');
  only(part, 'way', place);
  part.hidden = false;
}
