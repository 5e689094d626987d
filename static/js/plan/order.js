// The order of learning: what this person has practised so far, and what comes after it. Pure.

import { isWhole } from '../records/days.js';
import { EASY } from './pain-rule.js';
import { roundsOf } from './plans.js';

/** @typedef {import('../records/session.js').Session} Session @typedef {import('./plans.js').Entry} Plan */

/**
 * Whether every side reached its target in every round, and pain was at most so much afterwards, as far as it was told.
 * @param {Session} session @param {Plan[]} plans all living ones @param {number} [pain] 0 to 10
 */
export const wentWell = (session, plans, pain = EASY) =>
  isWhole(session.sets, roundsOf(session, plans)) && (session.pain_after ?? 0) <= pain;

/**
 * @param {string[]} order every guide, in the order of learning
 * @param {Session[]} sessions @param {Plan[]} plans all living ones
 * @returns {Map<string, 'practised'|'next'>} the next is what comes after the furthest guide that went well; the first
 *   guide where none did, and none where nothing of these was practised
 */
export function learned(order, sessions, plans) {
  const done = new Set(sessions.map(({ guide }) => guide));
  const states = new Map(order.filter((guide) => done.has(guide)).map((guide) => [guide, 'practised']));
  if (states.size === 0) return states;
  const next = order[order.findLastIndex((slug) => timesWell(slug, sessions, plans) > 0) + 1];
  if (next && !states.has(next)) states.set(next, 'next');
  return states;
}

/**
 * What to practise now: the guide of the last time; what comes after the furthest guide of which `[next]` is met.
 * @param {import('../page/path.js').Place[]} path in the order of learning
 * @param {Session[]} sessions newest first @param {Plan[]} plans all living ones
 * @returns {?string} a slug; null where nothing of these was practised
 */
export function nextStep(path, sessions, plans) {
  const order = path.map(({ guide }) => guide);
  const last = sessions.find(({ guide }) => order.includes(guide))?.guide;
  if (!last) return null;
  const at = path.findLastIndex(({ guide, next }) => timesWell(guide, sessions, plans, next.pain) >= next.practices);
  const isLast = order.indexOf(last) <= at;
  return isLast ? (path[at].next.guide ?? last) : last;
}

/** How often a guide went well. */
const timesWell = (guide, sessions, plans, pain) =>
  sessions.filter((session) => session.guide === guide && wentWell(session, plans, pain)).length;
