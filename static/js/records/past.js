// Whether this device ever kept anything, as a hint for the next page: base.html reads it before the first paint,
// so that a newcomer sees the page at once, and nobody else sees the newcomer's page flash by.

const NAME = 'past';

/** @param {boolean} hasPast */
export function markPast(hasPast) {
  try {
    localStorage.setItem(NAME, hasPast ? 'some' : 'none');
  } catch {
    // Site data is switched off: pages wait until they know.
  }
}
