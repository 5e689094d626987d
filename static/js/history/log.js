// Practices, checks and plans as lines of a log, under their days.

import { clone, fill } from '../page/dom.js';
import { shift } from '../records/days.js';
import { rejectionOf } from '../records/entry.js';
import { describe, makeLine } from './lines.js';

export class Log {
  #root;
  #aheadRoot;
  #write;
  #days = new Map();
  #lines = new Map();
  #sessionOf;

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
   * @typedef {{day: string, entries: import('./story.js').Line[]}} Day
   * @param {Day[]} days newest first @param {Day[]} ahead those that have not come @param {string} today
   * @param {import('./lines.js').SessionOf} sessionOf
   */
  show(days, ahead, today, sessionOf) {
    this.#sessionOf = sessionOf;
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

  /** Leads the keyboard to a practice or a check. @param {string} id */
  focusLine(id) {
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
    const { id, record, state, event } = entry;
    const line = getOrMake(this.#lines, id, () => makeLine(entry));
    const back = record.data.session && this.#sessionOf(record.data.session)?.started_at;
    const version = [record.stamp, record.device, state, rejectionOf(entry)?.code, back].join();
    if (line.dataset.version !== version) describe(line, entry, this.#write, this.#sessionOf);
    line.dataset.version = version;
    if (event) return line;
    line.toggleAttribute('data-future', isAhead);
    line.querySelector('[data-part="ahead"]').hidden = !isAhead;
    return line;
  }
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
