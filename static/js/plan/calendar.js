// A plan as a file that calendars read: RFC 5545. Pure. What programs make of it is in docs/plan.md.

import { shift } from '../records/days.js';
import { weekday } from './plans.js';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const WIDEST = 75; // octets of a line, without its end
const BASE = Date.UTC(2026, 0, 1); // stamps are counted from here, so that they fit into 31 bits until 2094

/**
 * @typedef {{summary: string, lines: string[]}} Words of one event: its title, and what is to be done
 * @typedef {{id: string, plan: import('./plans.js').Plan, sequence: number, isKnown: boolean}} Series of a plan;
 *   `isKnown`: the calendar may hold it already
 */

/**
 * @param {Series[]} series of the plan in force, and of those before it that the calendar may still hold; one at least
 *   that has days or is known: a file has an event
 * @param {(items: import('./plans.js').Item[]) => Words} wordsOf what is due on one day, in the page's language
 * @param {string} now RFC 3339 @param {number} minutes that a practice takes in the calendar
 * @returns {string} the file
 */
export function toCalendar(series, wordsOf, now, minutes = 15) {
  const stamp = `${compact(new Date(Date.parse(now)).toISOString().slice(0, 19))}Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Hinge//Hinge//EN',
    'CALSCALE:GREGORIAN',
    ...series.flatMap((one) => eventsOf(one, wordsOf, stamp, minutes)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** Whether a plan has any day. @param {import('./plans.js').Plan} plan */
export const hasDays = (plan) => groupsOf(plan).some(({ days }) => firstDay(plan, days) <= lastDay(plan));

/**
 * The number of a plan's state in the calendar: it rises with every change, also of a clock that was set back.
 * @param {number} stamp of the record @param {{stamp: number, sequence: number}} [before] as it was saved last
 * @returns {number} 0 to 2^31 − 1
 */
export function sequenceOf(stamp, before) {
  const seconds = Math.max(0, Math.floor((stamp - BASE) / 1000));
  const least = before ? before.sequence + Number(stamp !== before.stamp) : 0;
  return Math.min(Math.max(seconds, least), 2 ** 31 - 1);
}

/** One event for the weekdays with the same guides: Outlook takes a file with one event into the person's calendar. */
function eventsOf({ id, plan, sequence, isKnown }, wordsOf, stamp, minutes) {
  const last = lastDay(plan);
  const until = last === FOREVER ? '' : `;UNTIL=${compact(last)}${plan.remind_at ? 'T235959' : ''}`;
  return groupsOf(plan).flatMap(({ days, items }) => {
    const first = firstDay(plan, days);
    const isGone = !(first <= last);
    if (!first || (isGone && !isKnown)) return [];
    const names = days.map((day) => DAYS[day - 1]);
    const { summary, lines } = wordsOf(items);
    return [
      'BEGIN:VEVENT',
      `UID:${id}-${names.join('-')}`,
      `SEQUENCE:${sequence}`,
      `DTSTAMP:${stamp}`,
      ...spanOf(first, plan.remind_at, minutes),
      ...(isGone ? [] : [`RRULE:FREQ=WEEKLY;BYDAY=${names.join(',')}${until}`]),
      `SUMMARY:${escapeText(summary)}`,
      `DESCRIPTION:${escapeText(lines.join('\n'))}`,
      `STATUS:${isGone ? 'CANCELLED' : 'CONFIRMED'}`,
      'TRANSP:TRANSPARENT',
      ...(plan.remind_at ? alarm(summary) : []),
      'END:VEVENT',
    ];
  });
}

/** The weekdays of a plan, those with the same items together. */
function groupsOf({ items }) {
  const groups = new Map();
  for (const day of [1, 2, 3, 4, 5, 6, 7]) {
    const due = items.filter(({ days }) => days.includes(day));
    const key = due.map(({ guide }) => guide).join(' ');
    if (due.length) groups.set(key, { items: due, days: [...(groups.get(key)?.days ?? []), day] });
  }
  return [...groups.values()];
}

const FOREVER = '9999'; // the year, of which no day is the last: after it no day can be written

/** The last day on which it is in force, and before which it is not to be reviewed. */
function lastDay({ review_on: review, ended_on: end }) {
  const last = end && shift(end, -1);
  return [review, last, FOREVER].filter(Boolean).sort()[0];
}

const firstDay = ({ starts_on: start }, days) =>
  [0, 1, 2, 3, 4, 5, 6].map((after) => shift(start, after)).find((day) => days.includes(weekday(day)));

/** At a time on the person's own clock wherever it is; a whole day without one. */
function spanOf(day, at, minutes) {
  if (!at) return [`DTSTART;VALUE=DATE:${compact(day)}`, `DTEND;VALUE=DATE:${compact(shift(day, 1))}`];
  const end = new Date(Date.parse(`${day}T${at}Z`) + minutes * 60_000).toISOString().slice(0, 19);
  return [`DTSTART:${compact(`${day}T${at}`)}00`, `DTEND:${compact(end)}`];
}

const alarm = (summary) => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${escapeText(summary)}`,
  'TRIGGER:PT0S',
  'END:VALARM',
];

const compact = (time) => time.replace(/[-:]/g, '');

/** A TEXT value. Control characters can't stand in one. @param {string} text */
function escapeText(text) {
  const plain = text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
  return plain.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');
}

/** Folds a line at 75 octets, never inside a character. @param {string} line */
function fold(line) {
  let folded = '';
  let width = 0;
  for (const character of line) {
    const octets = new TextEncoder().encode(character).length;
    if (width + octets > WIDEST) {
      folded += '\r\n ';
      width = 1;
    }
    folded += character;
    width += octets;
  }
  return folded;
}
