// Fields that the forms of plans share. Their page has the templates `plan-form-day` and `plan-form-activity`.

import { clone } from '../page/dom.js';
import { firstDayOfWeek, formats } from '../page/format.js';
import { dayNamed } from './view.js';

/**
 * A check box for each day, in the order of the week there.
 * @param {string} language BCP 47 @param {number[]} chosen 1 Monday … 7 Sunday @returns {HTMLElement[]}
 */
export function weekdayBoxes(language, chosen) {
  const first = firstDayOfWeek(language);
  const short = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  return [0, 1, 2, 3, 4, 5, 6].map((after) => {
    const day = ((first - 1 + after) % 7) + 1;
    const label = clone('plan-form-day');
    const input = label.querySelector('input');
    Object.assign(input, { value: day, checked: chosen.includes(day) });
    input.setAttribute('aria-label', formats(language).longWeekday(dayNamed(day)));
    label.querySelector('span').textContent = short.format(new Date(dayNamed(day)));
    return label;
  });
}

/** A line for an activity. @param {string} text @returns {HTMLElement} */
export function activityField(text) {
  const line = clone('plan-form-activity');
  line.querySelector('input').value = text;
  return line;
}

/**
 * What was typed. What cannot be read of a field that was half filled in is a fault, and not nothing.
 * @param {HTMLInputElement} input @returns {string}
 */
export const typed = (input) => (input.validity.badInput ? '?' : input.value);
