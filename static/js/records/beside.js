// What an older version kept beside a session: its records had no place for effort and tilts. It stays a setting of
// this device until the session next changes; then it goes into the record.

/**
 * @typedef {import('./session.js').Session} Session
 * @typedef {{effort: ?number, depths: {side: string, degrees: (number|null)[]}[]}} Beside
 *   `degrees`: how far the phone tilted in each repetition, null for one that a thumb counted
 */

/** Of the setting that keeps it. @param {string} id the session's */
export const nameOf = (id) => `beside ${id}`;

const countedIn = ({ counted, reps }) => counted ?? reps;
const within = (degrees) => (degrees === null ? null : Math.min(180, Math.max(0, degrees)));

/**
 * The session with what was kept beside it, in the sets that have as many repetitions. What the session has stays.
 * @param {Session} data @param {Beside} [beside] @returns {Session}
 */
export function withBeside(data, beside) {
  if (!beside || !data.sets) return data;
  const sets = [...data.sets];
  for (const { side, degrees } of beside.depths) {
    const at = sets.findIndex((set) => set.side === side && !set.tilts && countedIn(set) === degrees.length);
    if (at >= 0) sets[at] = { ...sets[at], tilts: degrees.map(within) };
  }
  const isAnswered = data.effort === undefined && beside.effort !== null;
  return { ...data, sets, ...(isAnswered && { effort: beside.effort }) };
}

/** Whether the session has all of it. @param {Session} data @param {Beside} beside */
export const hasBeside = (data, { effort, depths }) =>
  (effort === null || data.effort !== undefined) &&
  depths.every(({ side, degrees }) =>
    data.sets.some(({ side: other, tilts }) => side === other && tilts?.join() === degrees.map(within).join()),
  );

/** @param {import('./store.js').Store} store @param {string} id the session's @returns {Promise<Beside|undefined>} */
export const readBeside = (store, id) => store.setting(nameOf(id));
