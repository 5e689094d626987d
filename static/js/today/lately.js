// Shows what was practised lately, and how pain moved. Fetched where anything was practised.

import { clone, fill, only, say } from '../page/dom.js';
import { summary } from './summary.js';

export { markOrder } from './order.js';
export { unanswered } from './summary.js';

/** @typedef {ReturnType<import('../page/format.js').formats>} Formats */

/**
 * @param {Element} root of the page @param {import('../records/entry.js').Entry[]} entries newest first
 * @param {string} moment RFC 3339 @param {Formats} write @returns {ReturnType<typeof summary>}
 */
export function showLately(root, entries, moment, write) {
  const past = summary(entries, moment);
  if (past === null) return null; // all of it was deleted
  const { last, pain, trend, days, waiting } = past;
  const part = (name, value, show) => {
    root.querySelector(`[data-part="${name}"]`).hidden = value === null;
    if (value !== null) show(value);
  };
  only(root, 'last', last?.when ?? 'ahead');
  if (last) say(root.querySelector(`[data-last="${last.when}"]`), { n: last.reps, day: write.day(last.day, moment) });

  part('pain', pain, ({ before, after, change }) => {
    fill(root, { before, after });
    only(root, 'pain', change);
  });
  part('trend', trend, ({ first, lately, change }) => {
    fill(root, { first, lately: lately.join(', ') });
    only(root, 'trend', change);
  });
  part('waiting', waiting || null, (n) => say(root.querySelector('[data-waiting]'), { n }));

  root.querySelector('.seven').replaceChildren(
    ...days.map((one) => {
      const item = fill(clone('seven-day'), { weekday: write.weekday(one.day) });
      item.classList.toggle('practised', one.practised);
      return item;
    }),
  );
  say(root.querySelector('[data-seven]'), { n: days.filter((one) => one.practised).length });
  return past;
}
