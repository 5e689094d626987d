// Pain before and after the practices and on the next day, over time. Pure.

import { daysBetween, shift } from '../records/days.js';
import { dayOf } from '../records/time.js';

const MOST_POINTS = 60;

/**
 * The practices of one day. A long history is told by weeks or longer times, each by its middle level.
 * @typedef {{x: number, from: string, to: string, practices: number, before: ?number, after: ?number, next: ?number}}
 *   Point `x`: 0 to 1, from the first day to the last; levels: 0 to 10
 * @typedef {import('../records/entry.js').Entry} Entry
 * @param {Entry[]} sessions newest first @param {Entry[]} checks newest first; an answer of the next day belongs to the
 *   practice that it looks back on
 * @returns {{points: Point[], from: string, to: string, levels: number[], lastAfter: ?number,
 *   next: {n: number, of: number}} | null}
 *   oldest first. `levels`: of pain before; `lastAfter`: after the last of them. `next`: on how many next days of those
 *   asked pain was no more than before the practice. Null while fewer than two days have a level
 */
export function painOverTime(sessions, checks) {
  const told = [...toldOf(sessions, checks)].filter(({ day }) => isDay(day)).reverse();
  const days = told.filter(hasLevel).map(({ day }) => day);
  days.sort();
  const [from, to] = [days[0], days.at(-1)];
  if (from === to) return null;

  const all = daysBetween(from, to);
  const step = Math.ceil((all + 1) / MOST_POINTS);
  const times = new Map();
  for (const one of told) {
    if (one.day < from || one.day > to) continue;
    const at = Math.floor(daysBetween(from, one.day) / step);
    if (!times.has(at)) times.set(at, []);
    times.get(at).push(one);
  }
  const last = Math.floor(all / step);
  const withBefore = told.filter(({ before }) => before !== null);
  const points = [...times].sort(([a], [b]) => a - b);
  return {
    from,
    to,
    points: points.map(([at, some]) => ({
      x: at / last,
      from: shift(from, at * step),
      to: shift(from, Math.min(all, at * step + step - 1)),
      practices: some.filter(({ isPractice }) => isPractice).length,
      ...Object.fromEntries(['before', 'after', 'next'].map((name) => [name, middle(some.map((one) => one[name]))])),
    })),
    levels: withBefore.map(({ before }) => before),
    lastAfter: withBefore.at(-1)?.after ?? null,
    next: nextDays(told),
  };
}

/** One of each practice; one too of an answer whose practice is not here. */
function* toldOf(sessions, checks) {
  const answers = new Map();
  for (const { record } of checks) {
    const { session, pain } = record.data;
    if (session !== null && pain !== null && !answers.has(session)) answers.set(session, record.data);
  }
  for (const { id, record } of sessions) {
    const { started_at: at, pain_before: before, pain_after: after } = record.data;
    yield { day: dayOf(at), isPractice: true, before, after, next: answers.get(id)?.pain ?? null };
    answers.delete(id);
  }
  for (const { at, pain } of answers.values()) {
    yield { day: dayOf(at), isPractice: false, before: null, after: null, next: pain };
  }
}

/** A copy once brought days in that no calendar has. */
const isDay = (day) => !Number.isNaN(Date.parse(day));

const hasLevel = ({ before, after, next }) => before !== null || after !== null || next !== null;

function nextDays(told) {
  const asked = told.filter(({ before, next }) => before !== null && next !== null);
  return { n: asked.filter(({ before, next }) => next <= before).length, of: asked.length };
}

function middle(levels) {
  const some = levels.filter((level) => level !== null).sort((a, b) => a - b);
  return some.length ? some[Math.floor(some.length / 2)] : null;
}
