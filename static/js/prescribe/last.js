// The last prescriptions, kept on this device for the next patient.

import { today } from '../page/clock.js';
import { clone, fill } from '../page/dom.js';
import { isKnown, titleOf } from '../page/guides.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { draftFrom, withTemplate } from './prescription.js';

const KEPT = 'prescriptions'; // a setting of this device

export class LastPrescriptions {
  #place;
  #store;
  #doseOf;
  #kept = [];

  /**
   * @param {HTMLElement} place of templates/prescribe/form.html @param {import('../records/store.js').Store} store
   * @param {(item: import('../plan/plans.js').Item) => string} doseOf in words
   * @param {(draft: import('./prescription.js').Draft) => void} onUse
   */
  constructor(place, store, doseOf, onUse) {
    this.#place = place;
    this.#store = store;
    this.#doseOf = doseOf;
    place.querySelector('ul').addEventListener('click', ({ target }) => {
      const action = target.closest('[data-kept-action]')?.dataset.keptAction;
      const at = [...this.#place.querySelectorAll('li')].indexOf(target.closest('li'));
      if (action === 'use') onUse(draftFrom(this.#kept[at], today()));
      if (action === 'remove') this.#remove(at);
    });
  }

  async show() {
    this.#kept = (await ignoreStorageError(() => this.#store.setting(KEPT, []))) ?? this.#kept;
    this.#place.hidden = this.#kept.length === 0;
    this.#place.querySelector('ul').replaceChildren(...this.#kept.map((one) => this.#line(one)));
  }

  /** Keeps what was handed over. @param {import('./prescription.js').Draft} draft */
  async add(draft) {
    await ignoreStorageError(async () => {
      const kept = await this.#store.setting(KEPT, []);
      await this.#store.set(KEPT, withTemplate(kept, draft, today()));
    });
    await this.show();
  }

  async #remove(at) {
    const wanted = JSON.stringify(this.#kept[at]);
    await ignoreStorageError(async () => {
      const kept = await this.#store.setting(KEPT, []);
      await this.#store.set(
        KEPT,
        kept.filter((one) => JSON.stringify(one) !== wanted),
      );
    });
    await this.show();
    this.#place.querySelector(this.#kept.length ? 'button' : 'summary').focus();
  }

  #line({ items, words }) {
    const doses = items
      .filter(({ guide }) => isKnown(guide))
      .map((item) => this.#doseOf({ ...item, reps: Number(item.reps), rounds: Number(item.rounds), tempo: 100 }));
    const titles = items.map(({ guide }) => titleOf(guide)).join(', ');
    return fill(clone('rx-kept'), { titles, doses: [...new Set(doses)].join('; '), words });
  }
}
