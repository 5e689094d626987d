// The month with its days of practice. It shows this month until a person turns the pages.

import { clone, fill } from '../page/dom.js';
import { dayOf } from '../records/time.js';
import { monthOf, nextMonth, weeksOf } from './calendar.js';

export class Months {
  #root;
  #write;
  #firstDay;
  #days = new Set();
  #stops = new Set(); // this month, and every month that has a practice
  #today = '';
  #month = null;

  /**
   * @param {Element} root @param {ReturnType<import('../page/format.js').formats>} write
   * @param {number} firstDay of a week: 1 Monday … 7 Sunday
   */
  constructor(root, write, firstDay) {
    this.#root = root;
    this.#write = write;
    this.#firstDay = firstDay;
    this.#button('before').addEventListener('click', () => this.#turn(-1));
    this.#button('after').addEventListener('click', () => this.#turn(1));
  }

  /** @param {import('../records/entry.js').Entry[]} entries @param {string} today */
  show(entries, today) {
    this.#days = new Set(entries.map((entry) => dayOf(entry.record.data.started_at)));
    this.#today = today;
    this.#stops = new Set([today, ...this.#days].map(monthOf));
    this.#draw();
  }

  /** @param {1|-1} way */
  #turn(way) {
    this.#month = nextMonth(this.#shown, way, this.#stops) ?? this.#month;
    this.#draw();
  }

  get #shown() {
    return this.#month ?? monthOf(this.#today);
  }

  #draw() {
    const month = this.#shown;
    const weeks = weeksOf(month, this.#firstDay);
    fill(this.#root, { month: this.#write.month(month) });
    for (const [which, way] of [
      ['before', -1],
      ['after', 1],
    ]) {
      const isLast = nextMonth(month, way, this.#stops) === null;
      this.#button(which).setAttribute('aria-disabled', isLast); // a disabled button would lose the keyboard's focus
    }
    this.#root.querySelector('thead tr').replaceChildren(...weeks[1].map((day) => this.#weekday(day)));
    this.#root.querySelector('tbody').replaceChildren(
      ...weeks.map((week) => {
        const row = document.createElement('tr');
        row.append(...week.map((day) => this.#day(day)));
        return row;
      }),
    );
  }

  #weekday(day) {
    const heading = clone('month-weekday');
    heading.textContent = this.#write.weekday(day);
    heading.abbr = this.#write.longWeekday(day);
    return heading;
  }

  #day(day) {
    if (day === null) return document.createElement('td');
    const practised = this.#days.has(day);
    const cell = fill(clone('month-day'), { date: Number(day.slice(8)) });
    cell.classList.toggle('practised', practised);
    cell.classList.toggle('to-come', day > this.#today);
    if (day === this.#today) cell.setAttribute('aria-current', 'date');
    cell.querySelector('[data-practised]').hidden = !practised;
    return cell;
  }

  #button(which) {
    return this.#root.querySelector(`[data-action="month-${which}"]`);
  }
}
