// What is written when a plan is made, changed or ended. Pure: `changeOf` and `endOf` give what the store is to do.

import { goesOn } from './plans.js';

/**
 * @typedef {import('./plans.js').Plan} Plan @typedef {import('./plans.js').Entry} Entry
 * @typedef {{id: string, on: ?string}} End of a plan, and its `ended_on`
 * @typedef {{ends: End[], begins: ?Plan}|{changes: Partial<Plan>}} Change either plans that end and one that begins,
 *   together, or fields of the plan that goes on
 */

/** Whether two plans have the same to do. @param {Plan} a @param {Plan} b */
export const isSameDose = (a, b) => doseOf(a) === doseOf(b);

function doseOf({ items }) {
  const lines = items.map(({ guide, reps, rounds, tempo, days }) => [guide, reps, rounds, tempo, ...days].join(' '));
  return lines.sort().join('\n');
}

/**
 * A new dose ends the plan, and every other that goes on, and begins another, so that what was planned on any day can
 * be told later; what someone else advised is then the person's own. All else changes the plan itself. A plan that has
 * not begun begins when it was to begin.
 * @param {?Entry} before the plan that is changed; null for a new one @param {Plan} data as it is to be
 * @param {Entry[]} plans all living ones @param {string} day today @returns {?Change} null where nothing differs
 */
export function changeOf(before, data, plans, day) {
  const old = before?.record.data;
  if (!old || !isSameDose(old, data)) {
    const from = old && old.starts_on > day ? old.starts_on : day;
    const own = old && { given_by: '', words: '' };
    return { ends: endsBy(plans, from), begins: { ...data, ...own, starts_on: from, ended_on: null } };
  }
  const names = ['items', 'review_on', 'remind_at', 'activities'];
  const changed = names.filter((name) => JSON.stringify(old[name]) !== JSON.stringify(data[name]));
  return changed.length ? { changes: Object.fromEntries(changed.map((name) => [name, data[name]])) } : null;
}

/**
 * What a person changed of a plan, on the plan as it has become meanwhile.
 * @param {Plan} began what the person began with @param {Plan} wanted @param {?Plan} now @returns {Plan}
 */
export function merged(began, wanted, now) {
  const isChanged = (name) => JSON.stringify(began[name]) !== JSON.stringify(wanted[name]);
  return { ...wanted, ...Object.fromEntries(Object.entries(now ?? {}).filter(([name]) => !isChanged(name))) };
}

/**
 * A plan that goes on ends today, and with it every other that has begun, or an older one would come back into force.
 * One that has not begun ends on the day on which it was to begin, alone.
 * @param {Entry} entry @param {Entry[]} plans all living ones @param {string} day today @returns {Change}
 */
export function endOf({ record: { id, data } }, plans, day) {
  const ends = data.starts_on > day ? [{ id, on: data.starts_on }] : endsBy(plans, day);
  return { ends, begins: null };
}

/**
 * What takes ends back, all in one step.
 * @param {End[]} ends @param {Entry[]} plans as they were before @returns {(End & {was: string})[]}
 */
export const takingBack = (ends, plans) =>
  ends.map(({ id, on }) => ({ id, on: plans.find((one) => one.record.id === id).record.data.ended_on, was: on }));

/**
 * Whether ends can be taken back: not once another plan has come, in another tab or from another device, behind which
 * the old one would go on.
 * @param {Entry[]} before all living plans before the ends @param {Entry[]} plans as they are now @param {string} day
 */
export const canTakeBack = (before, plans, day) => {
  const goingOn = (some) => some.filter(({ record }) => goesOn(record.data, day)).map(({ record }) => record.id);
  const known = goingOn(before);
  return goingOn(plans).every((id) => known.includes(id));
};

const endsBy = (plans, day) =>
  plans
    .map(({ record }) => record)
    .filter(({ data }) => data.starts_on <= day && (data.ended_on === null || data.ended_on > day))
    .map(({ id }) => ({ id, on: day }));
