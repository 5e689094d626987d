// The form in which a plan is made or changed. What is typed is kept on the phone until it is saved or given up.

import { today } from '../page/clock.js';
import { clone, fill } from '../page/dom.js';
import { titleOf } from '../page/guides.js';
import { oneAtATime, PLANS } from '../page/one-at-a-time.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { checkData } from '../records/check.js';
import { changeOf, isSameDose, merged } from './change.js';
import { draftOf, MOST_ACTIVITIES, MOST_ITEMS, readDraft } from './draft.js';
import { activityField, typed, weekdayBoxes } from './fields.js';
import { itemOf } from './suggest.js';
import { TEMPOS } from './tempo.js';
import { percent } from './view.js';

const KEPT = 'plan-draft'; // a setting of this device

export class PlanForm {
  #form;
  #store;
  #with;
  #plan; // what the form began with
  #seen; // the plan that the person knows of, as text
  isOpen = false;

  /**
   * @param {HTMLElement} root of templates/plan/plan.html @param {import('../records/store.js').Store} store
   * @param {{path: import('../page/path.js').Place[], language: string, read: () => Promise<object>, done: () =>
   *   Promise<void>}} page `read`: what the phone knows now; `done`: after the form was left
   */
  constructor(root, store, page) {
    this.#form = root.querySelector('form');
    this.#store = store;
    this.#with = page;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      return this.#submit(event.submitter?.value ?? 'save');
    });
    this.#form.addEventListener('input', () => {
      this.#growActivities();
      return this.#keep();
    });
    this.#form.addEventListener('click', ({ target }) => this.#press(target.closest('[data-form]')));
  }

  /**
   * @param {?import('./plans.js').Entry} entry of the plan that is changed @param {import('./plans.js').Plan} plan its
   *   data, or a suggestion @param {{draft: import('./draft.js').Draft, plan: object, seen: string}} [kept]
   */
  open(entry, plan, kept) {
    this.#plan = kept?.plan ?? plan;
    this.#seen = kept?.seen ?? asText(entry);
    this.isOpen = true;
    this.#part('kept').hidden = !kept;
    this.#part('meanwhile').hidden = true;
    this.#draw(kept?.draft ?? draftOf(plan));
  }

  focus() {
    this.#form.querySelector('h2').focus();
  }

  /** Says that the plan was changed while the form is open. @param {?import('./plans.js').Entry} current */
  compare(current) {
    if (!this.isOpen || asText(current) === this.#seen) return false;
    this.#part('meanwhile').hidden = false;
    this.#seen = asText(current);
    return true;
  }

  #submit(action) {
    return action === 'cancel' ? this.#giveUp() : oneAtATime(PLANS, () => this.#save());
  }

  async #save() {
    const { plans, day, current } = await this.#with.read();
    if (this.compare(current)) return this.#part('meanwhile').focus();
    const { data, problems } = this.#wanted(current?.record.data ?? null, day);
    this.#show(problems);
    if (problems.length) return undefined;
    const kept = await ignoreStorageError(async () => {
      const written = this.#write(changeOf(current, data, plans, day), current);
      await Promise.all([written, this.#store.set(KEPT, null)]); // together: the page may be left at this moment
      return true;
    });
    this.#part('storage').hidden = Boolean(kept);
    return kept ? this.#leave() : this.#keep();
  }

  async #write(change, current) {
    if (change?.changes) await this.#store.change(current.record, change.changes);
    else if (change) await this.#store.replan(change.ends, change.begins);
  }

  /** What was changed here, on the plan as it is now. @param {?import('./plans.js').Plan} now @param {string} day */
  #wanted(now, day) {
    const draft = this.#read();
    const data = merged(this.#plan, readDraft(draft, this.#plan).data, now);
    const isNew = !now || !isSameDose(now, data);
    const starts_on = isNew && data.starts_on < day ? day : data.starts_on;
    const { problems } = readDraft(draft, { ...this.#plan, starts_on });
    const wrong = problems.length === 0 && checkData('plan', { ...data, starts_on });
    return { data: isNew ? { ...data, starts_on } : data, problems: wrong ? [{ field: 'plan', at: 0 }] : problems };
  }

  async #giveUp() {
    await ignoreStorageError(() => this.#store.set(KEPT, null));
    return this.#leave();
  }

  #leave() {
    this.isOpen = false;
    return this.#with.done();
  }

  #keep() {
    const kept = { draft: this.#read(), plan: this.#plan, seen: this.#seen };
    return ignoreStorageError(() => this.#store.set(KEPT, kept));
  }

  #press(button) {
    if (button?.dataset.form === 'add') this.#add();
    if (button?.dataset.form === 'remove') this.#remove(button.closest('[data-item]'));
    if (button?.dataset.form === 'reload') this.#reload();
  }

  #add() {
    const draft = this.#read();
    const place = this.#unused(draft)[0];
    const days = draft.items.at(-1)?.days;
    draft.items.push(
      ...draftOf({ items: [{ ...itemOf(place, today()), ...(days?.length && { days }) }], activities: [] }).items,
    );
    this.#draw(draft);
    this.#items().at(-1).querySelector('select').focus();
    this.#keep();
  }

  #remove(item) {
    const at = this.#items().indexOf(item);
    const draft = this.#read();
    draft.items.splice(at, 1);
    this.#draw(draft);
    this.#form.querySelector('[data-form="add"]').focus();
    this.#keep();
  }

  async #reload() {
    const { current } = await this.#with.read();
    if (!current) return this.#giveUp();
    this.open(current, current.record.data);
    this.#keep();
    return this.focus();
  }

  #unused({ items }) {
    return this.#with.path.filter(({ guide }) => items.every((item) => item.guide !== guide));
  }

  #items() {
    return [...this.#form.querySelectorAll('[data-item]')];
  }

  #draw(draft) {
    const { remind_at: at, review_on: review } = this.#form.elements;
    this.#part('items').replaceChildren(...draft.items.map((item, i) => this.#drawItem(item, i, draft.items.length)));
    at.value = draft.remind_at;
    review.value = draft.review_on;
    review.min = today();
    this.#part('activities').replaceChildren(...draft.activities.map(activityField));
    this.#growActivities();
    this.#form.querySelector('[data-form="add"]').hidden =
      draft.items.length >= MOST_ITEMS || this.#unused(draft).length === 0;
    this.#show([]);
  }

  #drawItem({ guide, reps, rounds, tempo, days }, at, count) {
    const item = fill(clone('plan-form-item'), { n: at + 1 });
    const field = (name) => item.querySelector(`[name="${name}"]`);
    const known = this.#with.path.map((place) => [place.guide, place.title]);
    const guides = known.some(([slug]) => slug === guide) ? known : [...known, [guide, titleOf(guide)]];
    field('guide').replaceChildren(...guides.map(([slug, title]) => new Option(title, slug)));
    const tempos = TEMPOS.includes(Number(tempo)) ? TEMPOS : [...TEMPOS, Number(tempo)].sort((a, b) => b - a);
    field('tempo').replaceChildren(...tempos.map((one) => new Option(percent(one), one)));
    for (const [name, value] of Object.entries({ guide, reps, rounds, tempo })) field(name).value = value;
    item.querySelector('.plan-days').replaceChildren(...weekdayBoxes(this.#with.language, days));
    item.querySelector('[data-form="remove"]').hidden = count === 1;
    return item;
  }

  /** There is always an empty line for one more, up to five. */
  #growActivities() {
    const lines = [...this.#form.querySelectorAll('[name="activities"]')];
    if (lines.length < MOST_ACTIVITIES && lines.every(({ value }) => value.trim() !== ''))
      this.#part('activities').append(activityField(''));
  }

  /** @returns {import('./draft.js').Draft} */
  #read() {
    const { remind_at: at, review_on: review } = this.#form.elements;
    return {
      items: this.#items().map((item) => {
        const value = (name) => typed(item.querySelector(`[name="${name}"]`));
        const days = [...item.querySelectorAll('[name="days"]:checked')].map((one) => Number(one.value));
        return { guide: value('guide'), reps: value('reps'), rounds: value('rounds'), tempo: value('tempo'), days };
      }),
      remind_at: typed(at),
      review_on: typed(review),
      activities: [...this.#form.querySelectorAll('[name="activities"]')].map(({ value }) => value),
    };
  }

  /** @param {import('./draft.js').Problem[]} problems */
  #show(problems) {
    for (const line of this.#form.querySelectorAll('[data-problem]')) line.hidden = true;
    for (const field of this.#form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
    const fields = problems.map(({ field, code, at }) => {
      const place = ['guide', 'reps', 'rounds', 'days'].includes(field) ? this.#items()[at] : this.#form;
      place.querySelector(`[data-problem="${field} ${code}"], [data-problem="${field}"]`).hidden = false;
      const input = place.querySelectorAll(`[name="${field}"]`)[field === 'activities' ? at : 0];
      input?.setAttribute('aria-invalid', 'true');
      return input;
    });
    fields[0]?.focus();
  }

  #part(name) {
    return this.#form.querySelector(`[data-form-part="${name}"]`);
  }
}

const asText = (entry) => JSON.stringify(entry?.record ?? null);
