// Shows on Today what the plan has for it. Fetched where there is a plan.

import { clone, only, say } from '../page/dom.js';
import { firstDayOfWeek } from '../page/format.js';
import { fillTitle, isKnown, pathsOf } from '../page/guides.js';
import { weekday } from '../plan/plans.js';
import { planned } from './due.js';

/**
 * @param {import('../plan/plans.js').Entry[]} plans @param {import('../records/session.js').Session[]} sessions those
 *   whose date has come
 * @param {string} now RFC 3339 @param {string} locale BCP 47
 */
export const planOf = (plans, sessions, now, locale) => planned(plans, sessions, now, firstDayOfWeek(locale));

/**
 * The guide that leads: the first that is due, else one of the next day.
 * @param {import('./due.js').Due} due @returns {string}
 */
export function leading({ items, guide, next, plan }) {
  const open = items.find((item) => !item.isDone && isKnown(item.guide))?.guide ?? guide;
  return open ?? plan.items.find(({ days }) => next && days.includes(weekday(next)))?.guide ?? plan.items[0].guide;
}

/**
 * @param {Element} root of the page @param {?import('./due.js').Planned} due @param {import('../page/path.js').Place[]}
 *   path @param {boolean} hasPractised today @param {(day: string) => string} write
 */
export function showPlan(root, due, path, hasPractised, write) {
  const items = due?.items ?? [];
  const list = root.querySelector('[data-due]');
  list.hidden = items.length === 0;
  list.firstElementChild.replaceChildren(...items.map((item) => row(item, path)));
  const isOver = due?.state === 'rest' && hasPractised;
  only(root, 'plan', isOver ? 'done' : (due?.state ?? ''));
  if (due?.begins) say(root.querySelector('[data-plan="begins"]'), { day: write(due.begins) });
  optional(root, 'plan-next', due?.next && due.state !== 'due' ? { day: write(due.next) } : null);
  optional(root, 'week', due?.week?.planned ? due.week : null);
  root.querySelector('[data-review]').hidden = !due?.review;
  only(root, 'planned', due ? 'yes' : 'no');
}

function optional(root, name, values) {
  const line = root.querySelector(`[data-${name}]`);
  line.hidden = values === null;
  if (values) say(line, values);
}

function row({ guide, reps, rounds, isDone }, path) {
  const item = clone('due');
  Object.assign(item.dataset, { guide, reps });
  item.toggleAttribute('data-is-done', isDone);
  fillTitle(item, 'due', guide);
  if (isKnown(guide)) item.querySelector('a').href = pathsOf(guide).practice;
  const isSided = path.find((one) => one.guide === guide)?.sides.length > 1;
  only(item, 'dose', isSided ? 'sides' : 'both');
  for (const dose of item.querySelectorAll('[data-dose]')) say(dose, { n: reps });
  const times = item.querySelector('[data-rounds]');
  say(times, { n: rounds });
  times.hidden = rounds === 1;
  item.querySelector('[data-done]').hidden = !isDone;
  return item;
}
