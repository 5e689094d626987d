// What stands in the form of a prescription, and the plan that it makes. Pure.

import { readDraft } from '../plan/draft.js';
import { toFragment } from '../plan/link.js';
import { daysBetween, shift } from '../records/days.js';

export const MOST_WORDS = 500;
const MOST_NAME = 80;
const MOST_KEPT = 10;

const UNFIT = /[\0\p{Surrogate}]/u; // what no record can hold

/**
 * @typedef {import('../plan/draft.js').DraftItem} DraftItem @typedef {import('../plan/draft.js').Problem} Problem
 * @typedef {{items: DraftItem[], review_on: string, activities: string[], given_by: string, words: string}} Draft as it
 *   was typed
 * @typedef {{items: DraftItem[], review: ?number, given_by: string, words: string}} Template what is kept of one for
 *   the next patient; `review`: in so many days
 */

/**
 * @param {Draft} draft @param {string} day today, on which the plan begins
 * @returns {{plan: import('../plan/link.js').PlanInLink, fragment: string, problems: Problem[]}} with a problem the
 *   fragment is empty
 */
export function readPrescription({ given_by, words, ...draft }, day) {
  const base = {
    starts_on: day,
    review_on: null,
    remind_at: null,
    activities: [],
    given_by: given_by.trim(),
    words: words.trim(),
  };
  const { data: plan, problems } = readDraft({ ...draft, remind_at: '' }, base);
  problems.push(
    ...(draft.items.length ? [] : [{ field: 'guide', code: 'none', at: 0 }]),
    ...textProblems('words', plan.words, MOST_WORDS),
    ...textProblems('given_by', plan.given_by, MOST_NAME),
  );
  if (problems.length) return { plan, fragment: '', problems };
  try {
    return { plan, fragment: toFragment(plan), problems };
  } catch (error) {
    if (error.name !== 'LinkError') throw error;
    return { plan, fragment: '', problems: [{ field: 'plan', code: 'limits', at: 0 }] };
  }
}

/** As people count characters. @param {string} text */
export const lengthOf = (text) => Array.from(text.trim()).length;

function textProblems(field, text, most) {
  if (lengthOf(text) > most) return [{ field, code: 'long', at: 0 }];
  return UNFIT.test(text) ? [{ field, code: 'character', at: 0 }] : [];
}

/**
 * The last prescriptions with this one, the newest first. What one patient wants to do again is not kept for the next.
 * @param {Template[]} kept @param {Draft} draft @param {string} day today @returns {Template[]} at most ten
 */
export function withTemplate(kept, { items, review_on: review, given_by, words }, day) {
  const template = { items, review: review === '' ? null : daysBetween(day, review), given_by, words };
  const text = JSON.stringify(template);
  return [template, ...kept.filter((one) => JSON.stringify(one) !== text)].slice(0, MOST_KEPT);
}

/** @param {Template} template @param {string} day today @returns {Draft} */
export const draftFrom = ({ items, review, given_by, words }, day) => ({
  items,
  review_on: review === null ? '' : shift(day, Math.max(0, review)),
  activities: [],
  given_by,
  words,
});
