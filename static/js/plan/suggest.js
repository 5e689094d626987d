// The first suggestion of a plan: the next guide of the order of learning, its own dose, three days of the week. Pure.

import { shift } from '../records/days.js';
import { nextStep } from './order.js';
import { weekday } from './plans.js';

const WEEKS = 6; // until the person looks back
const MOST_REPS = 100; // of a plan; a guide may have more

/**
 * @typedef {{guide: string, reps: number}} Step a guide with its own repetitions a side
 * @param {import('../page/path.js').Place[]} path every guide, in the order of learning
 * @param {import('../records/session.js').Session[]} sessions newest first
 * @param {import('./plans.js').Entry[]} plans all living ones @param {string} day on which it begins
 * @returns {import('./plans.js').Plan}
 */
export function suggestion(path, sessions, plans, day) {
  const guide = nextStep(path, sessions, plans) ?? path[0].guide;
  const { reps } = path.find((one) => one.guide === guide);
  return {
    items: [itemOf({ guide, reps }, day)],
    starts_on: day,
    review_on: shift(day, 7 * WEEKS),
    ended_on: null,
    remind_at: null,
    activities: [],
    given_by: '',
    words: '',
  };
}

/**
 * A guide at its own dose.
 * @param {Step} step @param {string} day on which it begins @returns {import('./plans.js').Item}
 */
export const itemOf = ({ guide, reps }, day) => ({
  guide,
  reps: Math.min(reps, MOST_REPS),
  rounds: 1,
  tempo: 100,
  days: spread(day),
});

/** Three days of the week with one or two between them, of which `day` is the first. */
const spread = (day) => [0, 2, 4].map((after) => weekday(shift(day, after))).sort((a, b) => a - b);
