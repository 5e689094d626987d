// What this device alone knows of a practice: the protocol's record has no place for it, so no server ever sees it.

/**
 * @typedef {{effort: ?number, depths: {side: string, degrees: (number|null)[]}[]}} Beside
 *   `effort`: on Borg's CR10 scale. `degrees`: how far the phone tilted in each repetition, null for one that a thumb
 *   counted
 */

/** Of the setting that keeps it. @param {string} id the session's */
export const nameOf = (id) => `beside ${id}`;

/** @param {import('../practice/machine.js').Run} run @returns {?Beside} null when there is nothing to keep */
export function besideOf({ effort, sets }) {
  const measured = sets.filter(({ log }) => log.some(({ depth }) => depth !== undefined));
  const depths = measured.map(({ side, log }) => ({
    side,
    degrees: log.map(({ depth }) => (depth === undefined ? null : Math.round(depth))),
  }));
  return effort === null && depths.length === 0 ? null : { effort, depths };
}

/**
 * Keeps it; to be done before the run becomes a session, which forgets it.
 * @param {import('./store.js').Store} store @param {import('../practice/machine.js').Run} run
 */
export async function keepBeside(store, run) {
  const beside = besideOf(run);
  if (beside) await store.set(nameOf(run.id), beside);
}

/** @param {import('./store.js').Store} store @param {string} id the session's @returns {Promise<Beside|undefined>} */
export const readBeside = (store, id) => store.setting(nameOf(id));
