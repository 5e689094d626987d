// The days of a plan as a table to be ticked: a week a column, a weekday a row. Pure.

import { shift, weekStart } from '../records/days.js';

const MOST_WEEKS = 12; // as many as fit beside each other on paper
const WITHOUT_END = 6; // weeks, where no day of review is set

/**
 * @param {number[]} days of the week, 1 Monday … 7 Sunday @param {string} from the first day @param {?string} until the
 *   last day @param {number} first the day with which a week begins
 * @returns {{weeks: string[], rows: {day: number, boxes: boolean[]}[]}} the first day of each week; for each weekday of
 *   the plan, in the order of the week, whether it is due in each of the weeks
 */
export function weeksOf(days, from, until, first) {
  const last = until ?? shift(from, 7 * WITHOUT_END - 1);
  const weeks = [];
  for (let week = weekStart(from, first); week <= last && weeks.length < MOST_WEEKS; week = shift(week, 7))
    weeks.push(week);
  const places = days.map((day) => (day - first + 7) % 7).sort((a, b) => a - b);
  const isIn = (day) => day >= from && day <= last;
  const rows = places.map((place) => ({
    day: ((first - 1 + place) % 7) + 1,
    boxes: weeks.map((week) => isIn(shift(week, place))),
  }));
  return { weeks, rows };
}
