// One month as a table of weeks.

import { shift, weekStart } from './days.js';

/** The first day of the month of `day`, moved by `months`. @param {string} day @param {number} [months] @returns {string} */
export function monthOf(day, months = 0) {
  const [year, month] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months)).toISOString().slice(0, 10);
}

/**
 * The weeks of a month; the days before its first and after its last are null.
 * @param {string} month its first day @param {number} firstDay of a week: 1 Monday … 7 Sunday
 * @returns {(string|null)[][]} seven days each
 */
export function weeksOf(month, firstDay) {
  const next = monthOf(month, 1);
  const weeks = [];
  for (let day = weekStart(month, firstDay); day < next; day = shift(day, 7)) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((ahead) => shift(day, ahead)).map((one) => (one >= month && one < next ? one : null)));
  }
  return weeks;
}
