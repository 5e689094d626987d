// Saves the plan as a calendar file, and notes which plans the person's calendar may hold.

import { now } from '../page/clock.js';
import { sentence } from '../page/dom.js';
import { download } from '../page/download.js';
import { titleOf } from '../page/guides.js';
import { hasDays, sequenceOf, toCalendar } from './calendar.js';

const SAVED = 'calendar'; // a setting of this device: {[id of a plan]: {stamp, sequence}}

/**
 * @param {import('../records/store.js').Store} store @param {?import('./plans.js').Entry} current the plan, if any
 * @param {import('./plans.js').Entry[]} plans all living ones @param {string} day today
 * @param {(item: import('./plans.js').Item) => string} doseOf in words @param {HTMLElement} root with the sentences
 * @returns {Promise<boolean>} false where no day is for a calendar
 */
export async function saveCalendar(store, current, plans, day, doseOf, root) {
  const saved = await store.setting(SAVED, {});
  const chosen = plans.filter((entry) => entry === current || (entry.id in saved && goesOn(entry, day)));
  const series = chosen.map(({ id, record: { stamp, data } }) => {
    const before = saved[id];
    return { id, plan: data, stamp, sequence: sequenceOf(stamp, before), isKnown: before !== undefined };
  });
  const some = series.filter(({ plan, isKnown }) => isKnown || hasDays(plan));
  if (some.length === 0) return false;
  const words = root.querySelector('[data-calendar-words]');
  const wordsOf = (items) => ({
    summary: `Hinge · ${items.map(({ guide }) => titleOf(guide)).join(', ')}`,
    lines: [...items.map((item) => `${titleOf(item.guide)} · ${doseOf(item)}`), sentence(words, { url: words.href })],
  });
  const marks = some.map(({ id, stamp, sequence }) => [id, { stamp, sequence }]);
  await store.setFields(SAVED, Object.fromEntries(marks));
  download('hinge.ics', 'text/calendar', toCalendar(some, wordsOf, now()));
  return true;
}

/** Whether a file of the plan, as it was before it ended, may still have days to come. */
const goesOn = ({ record: { data } }, day) => data.review_on === null || data.review_on >= day;
