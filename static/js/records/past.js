// Whether this device ever kept anything, as a hint for the next page: base.html reads it before the first paint,
// so that a newcomer sees the page at once, and nobody else sees the newcomer's page flash by.

import { recall, remember } from './local.js';

const NAME = 'past';

/** A setting of this device: {day, guide, pain} of the last practice that was left for its day because of pain. */
export const LEFT = 'left';

/** @param {boolean} hasPast */
export const markPast = (hasPast) => remember(NAME, hasPast ? 'some' : 'none');

/** What was marked last; false where that can't be remembered. @returns {boolean} */
export const hasPast = () => recall(NAME) === 'some';
