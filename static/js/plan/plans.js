// Plans on the person's own calendar: which one is in force, what is due on a day, what was planned of a week. Pure.

import { shift, weekStart } from '../records/days.js';
import { dayOf } from '../records/time.js';

/**
 * @typedef {{guide: string, reps: number, rounds: number, tempo: number, days: number[]}} Item `reps` a side; `tempo`
 *   in per cent of the guide's own duration; `days` from 1 (Monday) to 7 (Sunday)
 * @typedef {{items: Item[], starts_on: string, review_on: ?string, ended_on: ?string, remind_at: ?string,
 *   activities: string[], given_by: string, words: string}} Plan the data of a record of kind `plan`
 * @typedef {{record: {id: string, data: Plan}}} Entry of a plan
 * @typedef {import('../records/session.js').Session} Session
 */

/** 1 (Monday) to 7 (Sunday). @param {string} day such as `2026-11-30` */
export const weekday = (day) => new Date(Date.parse(day)).getUTCDay() || 7;

/**
 * The plan in force on a day: of those that have begun and not ended, the one that began last, then the greater id.
 * On the day on which it was ended it is in force no more.
 * @template {Entry} E @param {E[]} plans @param {string} day @returns {?E}
 */
export function inForce(plans, day) {
  const running = plans.filter(({ record: { data } }) => data.starts_on <= day && !hasEnded(data, day));
  return running.reduce((best, one) => (best && !isLater(one, best) ? best : one), null);
}

/**
 * The plan that begins next, where one is to begin after `day`. One that ends on the day on which it begins never does.
 * @template {Entry} E @param {E[]} plans @param {string} day @returns {?E}
 */
export function coming(plans, day) {
  const later = plans.filter(({ record: { data } }) => data.starts_on > day && !hasEnded(data, data.starts_on));
  return later.reduce((best, one) => (best && !isLater(best, one) ? best : one), null);
}

/** Whether a plan goes on, now or from a later day. @param {Plan} plan @param {string} day */
export const goesOn = ({ ended_on: end, starts_on: start }, day) => end === null || (end > day && end > start);

/**
 * How many rounds a practice was to have: those of the plan that it followed, where it had that plan's repetitions; one
 * where it had a dose of its own.
 * @param {Session} session @param {Entry[]} plans all living ones
 */
export function roundsOf({ guide, plan, sets }, plans) {
  const followed = plan && plans.find(({ record }) => record.id === plan)?.record.data;
  const item = followed?.items.find((one) => one.guide === guide);
  return item && sets.every(({ target }) => target === item.reps) ? item.rounds : 1;
}

const hasEnded = ({ ended_on: end }, day) => end !== null && end <= day;

function isLater({ record: a }, { record: b }) {
  return a.data.starts_on === b.data.starts_on ? a.id > b.id : a.data.starts_on > b.data.starts_on;
}

/**
 * What a plan has for a day.
 * @param {Plan} plan @param {Session[]} sessions @param {string} day
 * @returns {(Item & {isDone: boolean})[]} `isDone`: its guide was practised on that day, in part or whole
 */
export function dueOn({ items }, sessions, day) {
  const practised = guidesOf(sessions, day);
  return items
    .filter(({ days }) => days.includes(weekday(day)))
    .map((item) => ({ ...item, isDone: practised.has(item.guide) }));
}

/**
 * The next day after `day` for which a plan has anything; null where it ends or is to be reviewed before.
 * @param {Plan} plan @param {string} day @returns {?string}
 */
export function nextPlannedDay({ items, review_on: review }, day) {
  const days = [1, 2, 3, 4, 5, 6, 7].map((after) => shift(day, after));
  const next = days.find((one) => items.some((item) => item.days.includes(weekday(one))));
  return next && (review === null || next <= review) ? next : null;
}

/**
 * The practices of a week, one a guide and day: what was planned by the plan in force on each day, and what was done of
 * the guides of those plans, on whichever day.
 * @param {Entry[]} plans @param {Session[]} sessions @param {string} day of that week
 * @param {number} first the day with which a week begins, 1 Monday … 7 Sunday
 * @returns {{planned: number, done: number}}
 */
export function weekOf(plans, sessions, day, first) {
  const start = weekStart(day, first);
  const days = [0, 1, 2, 3, 4, 5, 6].map((after) => shift(start, after));
  const items = days.map((one) => inForce(plans, one)?.record.data.items ?? []);
  const guides = new Set(items.flat().map(({ guide }) => guide));
  const planned = days.map((one, i) => items[i].filter((item) => item.days.includes(weekday(one))).length);
  const done = days.map((one) => [...guidesOf(sessions, one)].filter((guide) => guides.has(guide)).length);
  return { planned: sum(planned), done: sum(done) };
}

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** The guides that were practised on a day: at least one repetition. */
function guidesOf(sessions, day) {
  const some = sessions.filter(({ started_at: at, sets }) => dayOf(at) === day && sets.some(({ reps }) => reps > 0));
  return new Set(some.map(({ guide }) => guide));
}
