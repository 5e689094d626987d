// The sessions as lines of a log, under their days.

import { clone, fill, only, sentence } from '../page/dom.js';
import { fillTitle, titleOf } from '../page/guides.js';
import { inWords } from '../page/reasons.js';
import { reasonOf } from '../records/check.js';
import { repsBySide, repsOf, secondsOf, shift } from '../records/days.js';
import { isTaken, rejectionOf } from '../records/entry.js';
import { dayOf } from '../records/time.js';

export class Log {
  #root;
  #aheadRoot;
  #write;
  #days = new Map();
  #lines = new Map();

  /**
   * @param {Element} root @param {Element} aheadRoot of the days that have not come
   * @param {ReturnType<import('../page/format.js').formats>} write
   */
  constructor(root, aheadRoot, write) {
    this.#root = root;
    this.#aheadRoot = aheadRoot;
    this.#write = write;
  }

  /**
   * What is already there stays where it is, and keeps the focus.
   * @typedef {{day: string, entries: import('../records/entry.js').Entry[]}} Day
   * @param {Day[]} days newest first @param {Day[]} ahead those that have not come @param {string} today
   */
  show(days, ahead, today) {
    arrange(
      this.#root,
      days.map((day) => this.#day(day, today, false)),
    );
    arrange(
      this.#aheadRoot,
      ahead.map((day) => this.#day(day, today, true)),
    );
  }

  /** The number of days that are shown. */
  get length() {
    return this.#root.children.length;
  }

  /** Leads the keyboard to a day. @param {number} at 0 is the newest */
  focusDay(at) {
    this.#root.children[at]?.querySelector('h2').focus();
  }

  /** Leads the keyboard to a session. @param {string} id */
  focusSession(id) {
    this.#lines.get(id)?.querySelector('[data-action="edit"]').focus();
  }

  #day({ day, entries }, today, isAhead) {
    const section = getOrMake(this.#days, `${day} ${isAhead}`, () => clone('day'));
    section.dataset.day = day;
    fill(section, { day: this.#name(section, day, today) });
    arrange(
      section.querySelector('ul'),
      entries.map((entry) => this.#line(entry, isAhead)),
    );
    return section;
  }

  #name(section, day, today) {
    const { today: wordForToday, yesterday } = section.querySelector('h2').dataset;
    if (day === today) return wordForToday;
    return day === shift(today, -1) ? yesterday : this.#write.day(day, today);
  }

  #line(entry, isAhead) {
    const line = getOrMake(this.#lines, entry.id, () => clone('session'));
    const version = [entry.record.stamp, entry.record.device, entry.state, rejectionOf(entry)?.code].join();
    if (line.dataset.version !== version) describe(line, entry, this.#write);
    line.dataset.version = version;
    line.toggleAttribute('data-future', isAhead);
    line.querySelector('[data-part="ahead"]').hidden = !isAhead;
    return line;
  }
}

function describe(line, entry, write) {
  const { record } = entry;
  const synced = isTaken(entry);
  const rejected = rejectionOf(entry);
  const { guide, started_at: startedAt, pain_before: before, pain_after: after, note } = record.data;
  const reps = repsBySide(record.data);
  const seconds = secondsOf(record.data);
  const minutes = Math.round(seconds / 60);
  const words = { guide: titleOf(guide), day: write.day(startedAt, ''), time: write.time(startedAt) };

  Object.assign(line.dataset, { id: record.id, guide, date: dayOf(startedAt), reps: repsOf(record.data), synced });
  fill(line, {
    ...words,
    ...reps,
    minutes,
    before,
    after,
    note,
    rejected: rejected && inWords(reasonOf(record, rejected)),
  });
  fillTitle(line, 'guide', guide);
  line.querySelector('time').dateTime = startedAt;

  const edit = line.querySelector('[data-action="edit"]');
  edit.setAttribute('aria-label', sentence(edit, words));

  for (const [side, done] of Object.entries(reps)) line.querySelector(`[data-side="${side}"]`).hidden = done === 0;
  line.querySelector('[data-part="minutes"]').hidden = seconds < 60;
  line.querySelector('[data-part="moment"]').hidden = seconds === 0 || seconds >= 60;
  line.querySelector('[data-part="note"]').hidden = note === '';
  only(line, 'pain', painKnown(before, after));
  only(line, 'sync', rejected ? 'rejected' : synced ? 'synced' : 'phone');
}

function painKnown(before, after) {
  if (before === null) return after === null ? 'none' : 'after';
  return after === null ? 'before' : 'both';
}

function getOrMake(map, key, make) {
  if (!map.has(key)) map.set(key, make());
  return map.get(key);
}

/** Makes `children` the children of `parent`, in this order, without moving those that are in place. */
function arrange(parent, children) {
  let at = parent.firstChild;
  for (const child of children) {
    if (child === at) at = at.nextSibling;
    else parent.insertBefore(child, at);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}
