// What stands in the form of a plan, and what it says. Pure.

import { isDay } from '../records/moment.js';

export const MOST_ITEMS = 6;
export const MOST_ACTIVITIES = 5;

const WHOLE = /^\d{1,4}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * @typedef {{guide: string, reps: string, rounds: string, tempo: string, days: number[]}} DraftItem
 * @typedef {{items: DraftItem[], remind_at: string, review_on: string, activities: string[]}} Draft as it was typed
 * @typedef {{field: string, code: string, at: number}} Problem `at`: which item or activity; 0 where there is one alone
 */

/** @param {import('./plans.js').Plan} plan @returns {Draft} */
export const draftOf = ({ items, remind_at: at, review_on: review, activities }) => ({
  items: items.map(({ guide, reps, rounds, tempo, days }) => ({
    guide,
    reps: String(reps),
    rounds: String(rounds),
    tempo: String(tempo),
    days,
  })),
  remind_at: at ?? '',
  review_on: review ?? '',
  activities,
});

/**
 * @param {Draft} draft @param {import('./plans.js').Plan} plan what the form began with
 * @returns {{data: import('./plans.js').Plan, problems: Problem[]}} `data` can be kept where there is no problem
 */
export function readDraft(draft, plan) {
  const activities = draft.activities.map((text) => (plan.activities.includes(text) ? text : text.trim()));
  const problems = [
    ...draft.items.flatMap((item, at) => itemProblems(item, at, draft.items)),
    ...(draft.remind_at === '' || TIME.test(draft.remind_at) ? [] : [{ field: 'remind_at', code: 'invalid', at: 0 }]),
    ...reviewProblems(draft.review_on, plan.starts_on),
    ...activities.flatMap((text, at) => activityProblems(text, at, activities)),
  ];
  const data = {
    ...plan,
    items: draft.items.map(({ guide, reps, rounds, tempo, days }) => ({
      guide,
      reps: Number(reps),
      rounds: Number(rounds),
      tempo: Number(tempo),
      days: [...days].sort((a, b) => a - b),
    })),
    remind_at: draft.remind_at || null,
    review_on: draft.review_on || null,
    activities: activities.filter((text) => text !== ''),
  };
  return { data, problems };
}

function itemProblems({ guide, reps, rounds, days }, at, items) {
  const isIn = (text, most) => WHOLE.test(text) && Number(text) >= 1 && Number(text) <= most;
  return [
    items.findIndex((one) => one.guide === guide) < at && { field: 'guide', code: 'twice', at },
    !isIn(reps, 100) && { field: 'reps', code: 'invalid', at },
    !isIn(rounds, 10) && { field: 'rounds', code: 'invalid', at },
    days.length === 0 && { field: 'days', code: 'none', at },
  ].filter(Boolean);
}

function reviewProblems(day, from) {
  if (day === '') return [];
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !isDay(day)) return [{ field: 'review_on', code: 'invalid', at: 0 }];
  return day < from ? [{ field: 'review_on', code: 'before', at: 0 }] : [];
}

function activityProblems(text, at, all) {
  if (text === '') return [];
  if (Array.from(text).length > 80) return [{ field: 'activities', code: 'long', at }];
  if (/[\0\p{Surrogate}]/u.test(text)) return [{ field: 'activities', code: 'character', at }];
  return all.indexOf(text) < at ? [{ field: 'activities', code: 'twice', at }] : [];
}
