/**
 * Of all tabs one at a time does what has this name: reads what another has written before it writes.
 * @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>}
 */
export const oneAtATime = (name, work) => (navigator.locks ? navigator.locks.request(name, work) : work());

/** Of what reads the plans and writes what follows. */
export const PLANS = 'hinge-plans';
