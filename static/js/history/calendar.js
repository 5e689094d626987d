// One month as a table of weeks, and the way from month to month. Months are written as their first day.

const LONGEST_GAP = 6; // months without a practice, before the arrows leap over them

const pad = (number, digits) => String(number).padStart(digits, '0');
const monthNumber = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const monthOfNumber = (count) => `${pad(Math.floor(count / 12), 4)}-${pad((count % 12) + 1, 2)}-01`;

/** The first day of the month of `day`. @param {string} day @returns {string} */
export const monthOf = (day) => `${day.slice(0, 7)}-01`;

/**
 * The weeks of a month; the days before its first and after its last are null.
 * @param {string} month @param {number} firstDay of a week: 1 Monday … 7 Sunday
 * @returns {(string|null)[][]} seven days each
 */
export function weeksOf(month, firstDay) {
  const date = new Date(Date.parse(month));
  const before = (date.getUTCDay() - firstDay + 7) % 7;
  date.setUTCMonth(date.getUTCMonth() + 1, 0);
  const last = date.getUTCDate();
  const weeks = [];
  for (let first = 1 - before; first <= last; first += 7) {
    const days = [0, 1, 2, 3, 4, 5, 6].map((ahead) => first + ahead);
    weeks.push(days.map((day) => (day >= 1 && day <= last ? month.slice(0, 8) + pad(day, 2) : null)));
  }
  return weeks;
}

/**
 * The month to turn to: the next one, or where no practice lies for long, the next that has one.
 * @param {string} month @param {1|-1} way @param {Iterable<string>} stops the months to be reached
 * @returns {string|null} null where none lies that way
 */
export function nextMonth(month, way, stops) {
  const here = monthNumber(month);
  const gaps = [...stops].map((stop) => (monthNumber(stop) - here) * way).filter((gap) => gap > 0);
  if (gaps.length === 0) return null;
  const gap = Math.min(...gaps);
  return monthOfNumber(here + way * (gap > LONGEST_GAP ? gap : 1));
}
