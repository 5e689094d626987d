// The order of learning: what this person has practised so far, and what comes after it. Pure.

import { isWhole } from '../records/days.js';

const EASY_PAIN = 3; // at most, after a practice that went well (templates/parts/pain-rule.html: "go on")
const WELL_TIMES = 3; // so often a guide goes well before the next one is offered

/** @typedef {import('../records/session.js').Session} Session */

/**
 * Whether every side reached its target, and pain was at most 3 afterwards, as far as it was told.
 * @param {Session} session
 */
export const wentWell = ({ sets, pain_after }) => isWhole(sets) && (pain_after ?? 0) <= EASY_PAIN;

/**
 * @param {string[]} order every guide, in the order of learning
 * @param {Session[]} sessions
 * @returns {Map<string, 'practised'|'next'>} the next is what comes after the furthest guide that went well; the first
 *   guide where none did, and none where nothing of these was practised
 */
export function learned(order, sessions) {
  const done = new Set(sessions.map(({ guide }) => guide));
  const states = new Map(order.filter((guide) => done.has(guide)).map((guide) => [guide, 'practised']));
  if (states.size === 0) return states;
  const next = order[furthest(order, sessions, 1) + 1];
  if (next && !states.has(next)) states.set(next, 'next');
  return states;
}

/**
 * What to practise now: the guide of the last time; the next one, once it went well three times.
 * @param {string[]} order @param {Session[]} sessions newest first
 * @returns {?{guide: string, mastered: ?string}} `mastered`: the guide that it comes after; null where nothing of these
 *   was practised
 */
export function nextStep(order, sessions) {
  const last = sessions.find(({ guide }) => order.includes(guide))?.guide;
  if (!last) return null;
  const at = furthest(order, sessions, WELL_TIMES);
  const isLast = order.indexOf(last) <= at;
  const next = order[at + 1];
  return isLast && at >= 0 && next ? { guide: next, mastered: order[at] } : { guide: last, mastered: null };
}

/** The index of the furthest guide that went well so often; -1 where none did. */
function furthest(order, sessions, times) {
  return order.findLastIndex(
    (slug) => sessions.filter((session) => session.guide === slug && wentWell(session)).length >= times,
  );
}
