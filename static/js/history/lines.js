// One line of the log: a practice, a check, or the day on which a plan begins or ends.

import { clone, fill, only, say, sentence } from '../page/dom.js';
import { A_MONDAY } from '../page/format.js';
import { fillTitle, titleOf } from '../page/guides.js';
import { inWords } from '../page/reasons.js';
import { reasonOf } from '../records/check.js';
import { repsBySide, repsOf, secondsOf, shift } from '../records/days.js';
import { isTaken, rejectionOf } from '../records/entry.js';
import { wordsOf } from '../records/retests.js';
import { dayOf } from '../records/time.js';
import { showBows } from './bows.js';
import { aboutOf } from './story.js';

/**
 * @typedef {ReturnType<import('../page/format.js').formats>} Formats
 * @typedef {(id: string) => import('../records/session.js').Session|undefined} SessionOf
 */

/** An empty line for it. @param {import('./story.js').Line} line @returns {HTMLElement} */
export const makeLine = ({ record, event }) => clone(event ? 'plan-day' : record.kind);

/**
 * Writes what a line says.
 * @param {HTMLElement} element of `makeLine` @param {import('./story.js').Line} line @param {Formats} write
 * @param {SessionOf} sessionOf for checks that look back on one
 */
export function describe(element, line, write, sessionOf) {
  if (line.event) return describePlan(element, line, write);
  if (line.record.kind === 'check') describeCheck(element, line.record.data, write, sessionOf);
  else describeSession(element, line.record.data);
  const { data } = line.record;
  const at = data.started_at ?? data.at;
  const words = { guide: titleOf(data.guide), day: write.day(at, ''), time: write.time(at) };
  Object.assign(element.dataset, { id: line.record.id, date: dayOf(at) });
  const note = wordsOf(data);
  fill(element, { time: words.time, note });
  element.querySelector('time').dateTime = at;
  element.querySelector('[data-part="note"]').hidden = note === '';
  const edit = element.querySelector('[data-action="edit"]');
  const what = element.querySelector('h3 :not([hidden])')?.textContent;
  edit.setAttribute('aria-label', sentence(edit, { ...words, what }));
  return describeSync(element, line);
}

function describeSync(element, entry) {
  const isSynced = isTaken(entry);
  const rejected = rejectionOf(entry);
  element.dataset.synced = isSynced;
  fill(element, { rejected: rejected && inWords(reasonOf(entry.record, rejected)) });
  only(element, 'sync', rejected ? 'rejected' : isSynced ? 'synced' : 'phone');
}

function describeSession(element, data) {
  const { guide, pain_before: before, pain_after: after } = data;
  const reps = repsBySide(data);
  const seconds = secondsOf(data);
  Object.assign(element.dataset, { guide, reps: repsOf(data) });
  fill(element, { ...reps, minutes: Math.round(seconds / 60), before, after });
  fillTitle(element, 'guide', guide);
  for (const [side, done] of Object.entries(reps)) element.querySelector(`[data-side="${side}"]`).hidden = done === 0;
  element.querySelector('[data-part="minutes"]').hidden = seconds < 60;
  element.querySelector('[data-part="moment"]').hidden = seconds === 0 || seconds >= 60;
  only(element, 'pain', painKnown(before, after));
}

function painKnown(before, after) {
  if (before === null) return after === null ? 'none' : 'after';
  return after === null ? 'before' : 'both';
}

function describeCheck(element, data, write, sessionOf) {
  const { pain, activities, session } = data;
  const part = (name, isShown) => {
    const one = element.querySelector(`[data-part="${name}"]`);
    one.hidden = !isShown;
    return one;
  };
  only(element, 'about', aboutOf(data));
  part('pain', pain !== null);
  const back = session && sessionOf(session);
  const words = part('back', Boolean(back));
  if (back) say(words, { guide: titleOf(back.guide), day: write.shortDay(back.started_at, data.at) });
  fill(element, { pain });
  showBows(element, data);
  const lines = activities.map(({ text, score }) => fill(clone('check-activity'), { text, score }));
  part('activities', lines.length > 0).replaceChildren(...lines);
}

function describePlan(element, { record: { data }, event }, write) {
  only(element, 'event', event);
  const isBegin = event === 'starts_on';
  const lines = data.items.map(({ guide, reps, rounds, days }) => {
    const item = clone('plan-item');
    const names = days.map((day) => write.shortWeekday(shift(A_MONDAY, day - 1)));
    say(item, { guide: titleOf(guide), reps, rounds, days: names.join(' ') });
    return item;
  });
  element.querySelector('[data-part="items"]').replaceChildren(...lines);
  const given = element.querySelector('[data-part="given"]');
  given.hidden = !isBegin || data.given_by === '';
  say(given, { name: data.given_by });
  fill(element, { words: data.words }).querySelector('[data-part="words"]').hidden = !isBegin || data.words === '';
}
