// When the path moves on: what `[next]` in a guide's file asks for, what comes then, and what a plan becomes. A person
// decides; nothing of it happens by itself. Pure.

import { inForce, roundsOf } from '../plan/plans.js';
import { isWhole, repsBySide, shift } from '../records/days.js';
import { dayOf } from '../records/time.js';
import { adviceOf } from './advice.js';
import { answersByDay } from './next-day.js';

/** A setting of the device: the decision to stay (`stay`). */
export const STAYED = 'stays';

const FEW_DAYS = 2; // a week: a plan with no more of them is one to keep what was learned
const MOST_REPS = 100; // of a plan; a guide may have more
const STAY_DAYS = 14; // so long a decision to stay is not asked about again

/**
 * @typedef {import('../records/entry.js').Entry} Entry
 * @typedef {import('../page/path.js').Place} Place
 * @typedef {import('../plan/plans.js').Plan} Plan
 * @typedef {{sessions: Entry[], checks: Entry[], plans: Entry[], day: string}} Known `sessions`: newest first, without
 *   those that bear a date that has not come
 * @typedef {{kind: 'next', from: Place, to: Place}|{kind: 'fewer'|'without', from: Place}} Step `fewer`: days a week;
 *   `without`: it can be done without Hinge
 */

/**
 * What comes after the guide that is practised now: of the plan the furthest, else the one of the last time.
 * @param {Place[]} path @param {Known} known @returns {?Step} null while it is not met
 */
export function stepOn(path, known) {
  const plan = inForce(known.plans, known.day)?.record.data ?? null;
  const last = known.sessions.find(({ record }) => path.some(({ guide }) => guide === record.data.guide));
  const planned = plan?.items.map(({ guide }) => guide) ?? [last?.record.data.guide];
  const places = path.filter(({ guide }) => planned.includes(guide)).reverse();
  for (const from of places.filter((place) => isMet(place, known))) {
    const to = destination(path, from, known);
    if (to === null) return atTheEnd(from, plan, known);
    if (to && !planned.includes(to.guide)) return { kind: 'next', from, to };
  }
  return null;
}

/** The first guide on the way from here that is not met yet; null at the end, undefined where the way leads nowhere. */
function destination(path, from, known) {
  const seen = new Set([from.guide]);
  for (let at = from; ; ) {
    if (at.next.guide === null) return null;
    at = path.find(({ guide }) => guide === at.next.guide);
    if (!at || seen.has(at.guide)) return undefined;
    if (!isMet(at, known)) return at;
    seen.add(at.guide);
  }
}

function atTheEnd(from, plan, known) {
  const { practices } = from.next;
  if (plan === null) return { kind: goodOnes(from, known).length < 2 * practices ? 'fewer' : 'without', from };
  if (daysOf(plan).length > FEW_DAYS && plan.items.some(({ days }) => days.length > 1)) return { kind: 'fewer', from };
  const since = goodOnes(from, known).filter(({ started_at: at }) => dayOf(at) >= plan.starts_on);
  return since.length >= practices ? { kind: 'without', from } : null;
}

const daysOf = ({ items }) => [...new Set(items.flatMap(({ days }) => days))];

/** Whether what a guide asks for was done; the last practice of it must not have hurt more either. */
function isMet(place, known) {
  const last = known.sessions.find(({ record }) => record.data.guide === place.guide);
  const isEasy = (last?.record.data.pain_after ?? 0) <= place.next.pain;
  return isEasy && goodOnes(place, known).length >= place.next.practices;
}

/**
 * The practices with all repetitions on every side, pain after them of at most what the guide says, and the next day
 * back to where it was; the last two as far as they were told.
 * @param {Place} place @param {Known} known @returns {import('../records/session.js').Session[]}
 */
export function goodOnes(place, { sessions, checks, plans }) {
  const nextDays = answersByDay(sessions, checks);
  return sessions
    .map(({ record }) => record.data)
    .filter((data) => data.guide === place.guide && (data.pain_after ?? 0) <= place.next.pain)
    .filter((data) => hasAll(data, place, plans))
    .filter((data) => {
      const answered = nextDays.get(dayOf(data.started_at));
      return !answered || !adviceOf(answered).less;
    });
}

/** Every set whole, and on every side as much as the guide or the plan of that day asks for: the less of the two. */
function hasAll(data, { guide, reps, sides }, plans) {
  const item = inForce(plans, dayOf(data.started_at))?.record.data.items.find((one) => one.guide === guide);
  const usual = Math.min(reps, item?.reps ?? reps) * (item?.rounds ?? 1);
  const done = repsBySide(data);
  return isWhole(data.sets, roundsOf(data, plans)) && sides.every((side) => done[side] >= usual);
}

/** A decision to stay, for a while. @param {Step} step @param {string} day */
export const stay = ({ kind, from }, day) => ({ kind, guide: from.guide, until: shift(day, STAY_DAYS) });

/** @param {Step} step @param {?ReturnType<typeof stay>} stayed @param {string} day */
export const isStaying = ({ kind, from }, stayed, day) =>
  stayed?.guide === from.guide && stayed.kind === kind && day < stayed.until;

/**
 * The plan with the next guide in the place of one that was done well, in its own dose.
 * @param {Plan} plan @param {Place} from @param {Place} to @param {string} day today
 * @returns {Plan} the data as it is to be (plan/change.js)
 */
export function movedOn(plan, from, to, day) {
  const items = plan.items.map((item) =>
    item.guide === from.guide
      ? { guide: to.guide, reps: Math.min(to.reps, MOST_REPS), rounds: 1, tempo: 100, days: item.days }
      : item,
  );
  return withItems(plan, items, day);
}

/** The plan on about half of the days of each guide. @param {Plan} plan @param {string} day today @returns {Plan} */
export function onFewerDays(plan, day) {
  const items = plan.items.map((item) => ({ ...item, days: half(item.days) }));
  return withItems(plan, items, day);
}

const withItems = (plan, items, day) => ({
  ...plan,
  items,
  review_on: plan.review_on > day ? plan.review_on : null,
});

function half(days) {
  const count = Math.ceil(days.length / 2);
  return Array.from({ length: count }, (_, at) => days[Math.round((at * days.length) / count)]);
}
