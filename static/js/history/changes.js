// What a person changed in a session or a check while it was open to be edited.

import { storable } from '../records/session.js';

const lines = (text) => text.replace(/\r\n?/g, '\n'); // as a text field writes them

/** As the protocol has it: a copy once brought in more digits of a second. @param {string} time */
const exact = (time) => time.replace(/(\.\d{9})\d+/, '$1');

/** A level of pain from a form: `''` is none given. @param {string} value @returns {number|null} */
export const level = (value) => (value === '' ? null : Number(value));

/**
 * The fields that differ, or that the server would reject. Other fields keep what another device wrote meanwhile.
 * @param {import('../records/session.js').Session} before
 * @param {{pain_before: number|null, pain_after: number|null, note: string, effort: ?number, reps: number[]}} entered
 *   `reps`: of each set
 * @returns {Partial<import('../records/session.js').Session>} empty when nothing was changed
 */
export function changes(before, entered) {
  const changed = {};
  if (entered.pain_before !== before.pain_before) changed.pain_before = entered.pain_before;
  if (entered.pain_after !== before.pain_after) changed.pain_after = entered.pain_after;
  if (entered.effort !== (before.effort ?? null)) changed.effort = entered.effort;
  const sets = before.sets.map((set, at) => withReps(set, entered.reps[at]));
  if (sets.some((set, at) => set !== before.sets[at])) changed.sets = sets;
  Object.assign(changed, noteChange(before.note, entered.note));
  for (const name of ['started_at', 'ended_at']) {
    const time = exact(before[name]);
    if (time !== before[name]) changed[name] = time;
  }
  return changed;
}

/**
 * The same of a check.
 * @param {import('../plan/activities.js').Check} before
 * @param {{at: string, pain: ?number, scores: number[], note: string}} entered `scores`: of each activity
 * @returns {{changed: Partial<import('../plan/activities.js').Check>} | {problem: 'silent'}} `silent`: it would say
 *   nothing any more
 */
export function checkChanges(before, entered) {
  const changed = noteChange(before.note, entered.note);
  if (entered.pain !== before.pain) changed.pain = entered.pain;
  if (entered.scores.some((score, i) => score !== before.activities[i].score))
    changed.activities = before.activities.map(({ text }, i) => ({ text, score: entered.scores[i] }));
  const at = exact(entered.at);
  if (at !== before.at) changed.at = at;
  const { pain, activities, tilts, note } = { ...before, ...changed };
  return pain === null && activities.length + tilts.length + note.length === 0 ? { problem: 'silent' } : { changed };
}

function noteChange(before, entered) {
  const isKept = storable(before) === before;
  return lines(entered) === lines(before) && isKept ? {} : { note: storable(lines(entered)).trim() };
}

/** A corrected set keeps what its counter had said. */
function withReps(set, reps) {
  if (reps === set.reps) return set;
  const { counted = set.reps, ...rest } = set;
  return counted === reps ? { ...rest, reps } : { ...rest, reps, counted };
}
