// The form of a prescription: what is typed, and what is wrong with it.

import { today } from '../page/clock.js';
import { clone, fill, say, sentence } from '../page/dom.js';
import { secondsAt, written } from '../page/seconds.js';
import { draftOf, MOST_ACTIVITIES } from '../plan/draft.js';
import { activityField, typed, weekdayBoxes } from '../plan/fields.js';
import { itemOf } from '../plan/suggest.js';
import { TEMPOS } from '../plan/tempo.js';
import { shift } from '../records/days.js';
import { lengthOf, MOST_WORDS } from './prescription.js';

const WEEKS = 4; // until the review, at first
const OF_AN_ITEM = ['reps', 'rounds', 'days'];

export class PrescriptionForm {
  #form;
  #language;
  #path;
  #left = new Map(); // the doses of guides that were taken out again, by their slug

  /**
   * @param {HTMLFormElement} form of templates/prescribe/form.html @param {string} language BCP 47
   * @param {import('../page/path.js').Place[]} path @param {() => void} onChange
   */
  constructor(form, language, path, onChange) {
    this.#form = form;
    this.#language = language;
    this.#path = path;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', ({ target }) => {
      if (target.name === 'guide') this.#choose(target);
      this.#renew();
      onChange();
    });
    form.elements.review_on.min = today();
    this.draw(this.#empty());
  }

  /** The form as it is for the next patient. The name stays. */
  clear() {
    this.draw({ ...this.#empty(), given_by: this.#form.elements.given_by.value });
  }

  /** @param {import('./prescription.js').Draft} draft */
  draw({ items, review_on: review, activities, words, given_by: by }) {
    this.#left.clear();
    for (const guide of this.#guides())
      this.#drawDose(
        guide,
        items.find((one) => one.guide === guide.dataset.guide),
      );
    const fields = this.#form.elements;
    fields.review_on.value = review;
    fields.words.value = words;
    fields.given_by.value = by;
    this.#activities().replaceChildren(...activities.map(activityField));
    this.#renew();
    this.show([]);
  }

  /** @returns {import('./prescription.js').Draft} */
  read() {
    const { review_on: review, words, given_by: by } = this.#form.elements;
    return {
      items: this.#chosen().map(readDose),
      review_on: typed(review),
      activities: [...this.#activities().querySelectorAll('input')].map(({ value }) => value),
      given_by: by.value,
      words: words.value,
    };
  }

  /**
   * Says what is wrong beside the fields.
   * @param {import('../plan/draft.js').Problem[]} problems
   */
  show(problems) {
    const wrong = problems.map(({ field, code, at }) => {
      const place = OF_AN_ITEM.includes(field) ? this.#chosen()[at] : this.#form;
      place.querySelectorAll(`[name="${field}"]`)[field === 'activities' ? at : 0]?.setAttribute('data-wrong', '');
      return place.querySelector(`[data-problem="${field} ${code}"], [data-problem="${field}"]`);
    });
    for (const line of this.#form.querySelectorAll('[data-problem]')) line.hidden = !wrong.includes(line);
    for (const field of this.#form.querySelectorAll('[data-wrong], [aria-invalid]')) {
      if (field.hasAttribute('data-wrong')) field.setAttribute('aria-invalid', 'true');
      else field.removeAttribute('aria-invalid');
      field.removeAttribute('data-wrong');
    }
  }

  /** The slugs of all guides that can be prescribed. */
  guides() {
    return this.#guides().map(({ dataset }) => dataset.guide);
  }

  /** The side with which the pictures of a one-sided guide begin; `both` for any other. @param {string} slug */
  sideOf(slug) {
    const isOneSided = this.#path.find(({ guide }) => guide === slug).sides.length > 1;
    return isOneSided ? this.#guide(slug).dataset.drawn : 'both';
  }

  /** How long each part of a repetition takes, in words. @param {import('../plan/plans.js').Item} item */
  phases({ guide, tempo }) {
    const { down, pause, up } = secondsAt(tempoOf(this.#guide(guide)), tempo);
    const values = { n: down, down: written(down), pause: written(pause), up: written(up) };
    return sentence(words(pause ? 'phases' : 'no-pause'), values);
  }

  #empty() {
    return {
      items: [],
      review_on: shift(today(), 7 * WEEKS),
      activities: [],
      words: '',
      given_by: this.#form.elements.given_by.defaultValue,
    };
  }

  #guides() {
    return [...this.#form.querySelectorAll('[data-guide]')];
  }

  #guide(slug) {
    return this.#guides().find((guide) => guide.dataset.guide === slug);
  }

  #chosen() {
    return this.#guides().filter((guide) => guide.querySelector('[name="guide"]').checked);
  }

  #activities() {
    return this.#form.querySelector('[data-form-part="activities"]');
  }

  /** A guide that is chosen again has the dose that it had. */
  #choose(box) {
    const guide = box.closest('[data-guide]');
    const slug = guide.dataset.guide;
    if (!box.checked) this.#left.set(slug, readDose(guide));
    const place = this.#path.find((one) => one.guide === slug);
    const [fresh] = draftOf({ items: [itemOf(place, today())], activities: [] }).items;
    this.#drawDose(guide, box.checked ? (this.#left.get(slug) ?? fresh) : undefined);
  }

  #drawDose(guide, item) {
    guide.querySelector('[name="guide"]').checked = Boolean(item);
    guide.querySelector('[data-dose]').replaceChildren(...(item ? [this.#dose(guide, item)] : []));
  }

  #dose(guide, { reps, rounds, tempo, days }) {
    const dose = clone('rx-dose');
    const field = (name) => dose.querySelector(`[name="${name}"]`);
    const tempos = [...new Set([...TEMPOS, Number(tempo)])].sort((a, b) => b - a);
    field('tempo').replaceChildren(...tempos.map((one) => new Option(lasting(tempoOf(guide), one), one)));
    for (const [name, value] of Object.entries({ reps, rounds, tempo })) field(name).value = value;
    dose.querySelector('.plan-days').replaceChildren(...weekdayBoxes(this.#language, days));
    return dose;
  }

  /** What follows from what was typed: the seconds of a repetition, one empty line for more, the count. */
  #renew() {
    for (const guide of this.#chosen()) fill(guide, { phases: this.phases(readDose(guide)) });
    const lines = [...this.#activities().querySelectorAll('input')];
    if (lines.length < MOST_ACTIVITIES && lines.every(({ value }) => value.trim() !== ''))
      this.#activities().append(activityField(''));
    const count = lengthOf(this.#form.elements.words.value);
    say(this.#form.querySelector('[data-count]'), { count, most: MOST_WORDS });
  }
}

function readDose(guide) {
  const value = (name) => typed(guide.querySelector(`[name="${name}"]`));
  const days = [...guide.querySelectorAll('[name="days"]:checked')].map((one) => Number(one.value));
  return {
    guide: guide.dataset.guide,
    reps: value('reps'),
    rounds: value('rounds'),
    tempo: value('tempo'),
    days,
  };
}

const tempoOf = (guide) => guide.dataset.tempo.split(' ').map(Number);

const words = (name) => document.querySelector(`[data-rx-words] [data-${name}]`);

/** The seconds of one repetition, in words. */
function lasting(own, tempo) {
  const { whole } = secondsAt(own, tempo);
  const seconds = sentence(words('seconds'), { n: whole, seconds: written(whole) });
  return tempo === 100 ? sentence(words('own-pace'), { seconds }) : seconds;
}
