// Small hints that the next page reads at once, in localStorage, which throws where site data is switched off.

/** @param {string} name @returns {?string} null too where nothing can be kept */
export function recall(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a hint where that is possible. @param {string} name @param {string} value */
export function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // What is not remembered is looked up, asked or said again.
  }
}

// Whether this device ever kept anything, as a hint for the next page: base.html reads it before the first paint,
// so that a newcomer sees the page at once, and nobody else sees the newcomer's page flash by.
const PAST = 'past';

/** A setting of this device: {day, guide, pain} of the last practice that was left for its day because of pain. */
export const LEFT = 'left';

/** @param {boolean} hasPast */
export const markPast = (hasPast) => remember(PAST, hasPast ? 'some' : 'none');

/** What was marked last; false where that can't be remembered. @returns {boolean} */
export const hasPast = () => recall(PAST) === 'some';

// Whether a page ever read a plan here, so that a page of somebody without one need not look.
const PLAN = 'plan';

export const markPlan = () => remember(PLAN, 'some');

/** @returns {boolean} */
export const mayHavePlan = () => recall(PLAN) !== null;
