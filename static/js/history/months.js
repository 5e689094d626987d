// The month with its days of practice. It shows the newest month that has one, until a person turns the pages.

import { clone, fill } from '../page/dom.js';
import { monthOf, weeksOf } from './calendar.js';
import { dayOf } from './days.js';

export class Months {
  #root;
  #write;
  #firstDay;
  #days = new Set();
  #oldest = '';
  #newest = '';
  #month = null;

  /**
   * @param {Element} root @param {ReturnType<import('../page/format.js').formats>} write
   * @param {number} firstDay of a week: 1 Monday … 7 Sunday
   */
  constructor(root, write, firstDay) {
    this.#root = root;
    this.#write = write;
    this.#firstDay = firstDay;
    this.#root.open = matchMedia('(min-width: 60rem)').matches; // where it does not push the sessions away
    this.#button('before').addEventListener('click', () => this.#turn(-1));
    this.#button('after').addEventListener('click', () => this.#turn(1));
  }

  /** @param {import('./days.js').Item[]} items @param {string} today */
  show(items, today) {
    this.#days = new Set(items.map((item) => dayOf(item.record.data.started_at)));
    this.#newest = monthOf(today);
    this.#oldest = monthOf([...this.#days].reduce((first, day) => (day < first ? day : first), today));
    this.#draw();
  }

  #turn(months) {
    const month = monthOf(this.#month ?? this.#newest, months);
    if (month < this.#oldest || month > this.#newest) return;
    this.#month = month;
    this.#draw();
  }

  #draw() {
    const month = this.#month ?? this.#newest;
    const weeks = weeksOf(month, this.#firstDay);
    fill(this.#root, { month: this.#write.month(month) });
    this.#button('before').setAttribute('aria-disabled', month <= this.#oldest); // a disabled button would lose the keyboard's focus
    this.#button('after').setAttribute('aria-disabled', month >= this.#newest);
    this.#root.querySelector('thead tr').replaceChildren(...weeks[1].map((day) => this.#weekday(day)));
    this.#root.querySelector('tbody').replaceChildren(...weeks.map((week) => {
      const row = document.createElement('tr');
      row.append(...week.map((day) => this.#day(day)));
      return row;
    }));
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
    cell.querySelector('[data-practised]').hidden = !practised;
    return cell;
  }

  #button(which) {
    return this.#root.querySelector(`[data-action="month-${which}"]`);
  }
}
