// Shows a plan: what it asks for, what was done of this week, and how it goes on.

import { clone, fill, only, say, sentence } from '../page/dom.js';
import { firstDayOfWeek, formats } from '../page/format.js';
import { fillTitle, isKnown, pathsOf } from '../page/guides.js';
import { shift } from '../records/days.js';
import { dueOn, nextPlannedDay, weekOf } from './plans.js';
import { speedOf } from './tempo.js';

const MONDAY = '2026-11-30';

/** @typedef {import('./plans.js').Plan} Plan @typedef {import('./plans.js').Item} Item */

export class View {
  #root;
  #write;
  #path;
  #language;

  /**
   * @param {HTMLElement} root of templates/plan/plan.html @param {string} language BCP 47, of days and numbers
   * @param {import('../page/path.js').Place[]} path
   */
  constructor(root, language, path) {
    this.#root = root;
    this.#write = formats(language);
    this.#path = path;
    this.#language = language;
  }

  /** @param {Plan} plan that nobody has taken yet */
  suggest(plan) {
    const part = this.#part('suggestion');
    this.#fillItem(part, plan.items[0]);
    say(part.querySelector('[data-until]'), { day: this.#write.day(plan.review_on, plan.starts_on) });
  }

  /**
   * @param {import('./plans.js').Entry} entry @param {import('./plans.js').Entry[]} plans all living ones
   * @param {import('../records/session.js').Session[]} sessions @param {string} day today
   */
  show({ record: { id, data } }, plans, sessions, day) {
    const part = this.#part('plan');
    Object.assign(part.dataset, { id, guides: data.items.map(({ guide }) => guide).join(' '), givenBy: data.given_by });
    this.describe(part, data);
    this.#sayReview(part, data, day);
    this.#sayWeek(part, plans, sessions, day);
    this.#sayNext(part, data, sessions, day);
  }

  /** What a plan says of itself. @param {HTMLElement} part to be filled @param {Plan} plan */
  describe(part, { given_by: by, words, remind_at: time, items, activities }) {
    const at = time && this.#write.time(`${MONDAY}T${time}:00`);
    fill(part, { by, words, at });
    part.querySelector('[data-part="items"]').replaceChildren(...items.map((item) => this.#item(item)));
    part
      .querySelector('[data-part="activities"] ul')
      .replaceChildren(...activities.map((text) => Object.assign(document.createElement('li'), { textContent: text })));
    for (const [name, value] of Object.entries({ by, words, at, activities: activities.length }))
      part.querySelector(`[data-part="${name}"]`).hidden = !value;
  }

  /** @param {'coming'|'earlier'} name @param {import('./plans.js').Entry[]} plans that are not in force */
  list(name, plans) {
    const part = this.#part(name);
    part.hidden = plans.length === 0;
    part.querySelector('ol').replaceChildren(...plans.map(({ record }) => this.#line(record.data)));
  }

  #line(data) {
    const line = clone('plan-line');
    const [from, to] = [data.starts_on, data.ended_on].map((day) => day && this.#write.date(day));
    fill(line, { from, to, by: data.given_by });
    for (const [name, value] of Object.entries({ to, by: data.given_by }))
      line.querySelector(`[data-part="${name}"]`).hidden = !value;
    line.querySelector('ul').replaceChildren(...data.items.map((item) => this.#item(item)));
    return line;
  }

  /** The dose in words. @param {Item} item @returns {string} such as `2 × 10 repetitions a side, at 75 %` */
  dose({ guide, reps, rounds, tempo }) {
    const words = (name) => this.#part('words').querySelector(`[data-${name}]`);
    const isOneSided = this.#path.find((place) => place.guide === guide)?.sides.length > 1;
    const parts = [
      sentence(words(isOneSided ? 'a-side' : 'reps'), { n: reps }),
      rounds > 1 && sentence(words('rounds'), { n: rounds }),
      tempo !== 100 && sentence(words('speed'), { percent: percent(tempo) }),
    ];
    return parts.filter(Boolean).join(', ');
  }

  /** @param {number[]} days 1 to 7 @returns {string} such as `Monday, Wednesday and Friday` */
  days(days) {
    if (days.length === 7) return this.#part('words').querySelector('[data-daily]').textContent;
    const names = days.map((day) => this.#write.longWeekday(dayNamed(day)));
    return new Intl.ListFormat(this.#language).format(names);
  }

  #item(item) {
    return this.#fillItem(clone('plan-item'), item);
  }

  #fillItem(element, item) {
    fillTitle(element, 'title', item.guide);
    const link = element.querySelector('a');
    if (link && isKnown(item.guide)) link.href = pathsOf(item.guide).guide;
    return fill(element, { dose: this.dose(item), days: this.days(item.days) });
  }

  #sayReview(part, { review_on: review }, day) {
    only(part, 'review', review === null ? 'none' : review <= day ? 'due' : 'later');
    if (review) fill(part, { review: this.#write.day(review, day) });
  }

  #sayWeek(part, plans, sessions, day) {
    const { planned, done } = weekOf(plans, sessions, day, firstDayOfWeek(this.#language));
    only(part, 'week', planned === 0 ? '' : done > planned ? 'more' : 'of');
    for (const line of part.querySelectorAll('[data-week][data-text]')) say(line, { n: planned, done });
  }

  #sayNext(part, plan, sessions, day) {
    const isComing = plan.starts_on > day;
    const due = isComing ? [] : dueOn(plan, sessions, day);
    const isDue = due.some(({ isDone }) => !isDone);
    const next = isComing ? plan.starts_on : nextPlannedDay(plan, day);
    only(part, 'next', isComing ? 'begins' : isDue ? 'today' : next ? 'later' : 'none');
    part.querySelector('[data-part="done"]').hidden = isDue || due.length === 0;
    if (next) fill(part, { next: this.#write.day(next, day) });
  }

  #part(name) {
    return this.#root.querySelector(`[data-plan-part="${name}"]`);
  }
}

/** The speed beside the guide's. @param {number} tempo of a plan @returns {string} such as `75%` */
export const percent = (tempo) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' }).format(speedOf(tempo) / 100);

/** A day with that name. @param {number} day 1 Monday … 7 Sunday */
export const dayNamed = (day) => shift(MONDAY, day - 1);
