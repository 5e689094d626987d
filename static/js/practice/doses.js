// Before a set: the dose of the plan, or one for this once, in the place of the guide's own. Fetched where there is
// one.

import { today } from '../page/clock.js';
import { clone, fill, only, say } from '../page/dom.js';
import { secondsAt, written } from '../page/seconds.js';
import { doseIn, isDose } from '../plan/dose.js';
import { inForce } from '../plan/plans.js';

const REST = 'rest'; // among the settings: seconds between two rounds
const RESTS = [30, 60, 90, 120];
const ORDER = ['once', 'plan', 'guide']; // the first that there is is taken, until another one is asked for

/**
 * @typedef {{reps: number, rounds: number, tempo: ?number, plan: ?string, rest: number}} Taken `tempo`: null where a
 *   person chooses it; `plan`: the id of the plan that is followed; `rest`: seconds between two rounds
 */

export class Doses {
  #root;
  #guide;
  #store;
  #onChange;

  /** The dose for this once. @type {?import('../plan/dose.js').Dose} */
  #once;

  /** The plan in force. @type {?import('../plan/plans.js').Entry} */
  #plan = null;

  /** What a person asked for. @type {?string} null: the first of ORDER */
  #asked = null;

  /**
   * @param {HTMLElement} root the start of a practice
   * @param {{slug: string, reps: number, sides: string[], tempo: import('./pace.js').Tempo}} guide
   * @param {import('../records/store.js').Store} store
   * @param {string} hash of the page's address @param {() => void} onChange when another dose is taken
   */
  constructor(root, guide, store, hash, onChange) {
    this.#root = root;
    this.#guide = guide;
    this.#store = store;
    this.#once = doseIn(hash);
    this.#onChange = onChange;
    root.querySelector('[data-action="other-dose"]').addEventListener('click', () => this.#takeOther());
    root.querySelector('[data-rest]').addEventListener('change', () => {
      store.set(REST, this.#rest).catch(() => {}); // every page tells of that by itself
    });
  }

  /** @returns {Taken} */
  get taken() {
    const dose = this.#doses[this.#kind];
    const follows = this.#kind !== 'guide' && this.#doses.plan; // less than planned is by the plan, too
    return { ...dose, plan: follows ? this.#plan.record.id : null, rest: this.#rest };
  }

  /** @param {import('../plan/plans.js').Entry[]} plans of this device */
  async refresh(plans) {
    this.#plan = inForce(plans, today());
    const rest = await this.#store.setting(REST);
    if (RESTS.includes(rest)) this.#root.querySelector(`[name="rest"][value="${rest}"]`).checked = true;
    this.#listActivities(this.#plan?.record.data.activities ?? []);
    this.#draw();
  }

  /** Which of their own activities a person practises, in their own words; empty where none was chosen. */
  get activity() {
    return this.#root.querySelector('[name="activity"]:checked')?.value ?? '';
  }

  /** Asks which of the activities of the plan, where the guide is for that. @param {string[]} activities */
  #listActivities(activities) {
    const part = this.#root.querySelector('[data-activities]');
    if (!part) return;
    const chosen = this.activity;
    for (const row of part.querySelectorAll('[data-activity]')) row.remove();
    const rows = activities.map((text) => {
      const row = fill(clone('activity'), { text });
      const button = row.querySelector('input');
      button.value = text;
      button.checked = text === chosen;
      return row;
    });
    part.querySelector('.choice').prepend(...rows);
    part.hidden = rows.length === 0;
  }

  get #rest() {
    return Number(this.#root.querySelector('[name="rest"]:checked').value);
  }

  get #doses() {
    const item = this.#plan?.record.data.items.find(({ guide }) => guide === this.#guide.slug);
    const { reps, rounds, tempo } = item ?? {};
    const plan = isDose({ reps, rounds, tempo }) ? { reps, rounds, tempo } : null;
    return { once: this.#once, plan, guide: { reps: this.#guide.reps, rounds: 1, tempo: null } };
  }

  get #kinds() {
    return ORDER.filter((kind) => this.#doses[kind]);
  }

  get #kind() {
    return this.#kinds.includes(this.#asked) ? this.#asked : this.#kinds[0];
  }

  get #other() {
    return this.#kinds[(this.#kinds.indexOf(this.#kind) + 1) % this.#kinds.length];
  }

  #takeOther() {
    this.#asked = this.#other;
    this.#draw();
  }

  #draw() {
    const kind = this.#kind;
    const { reps, rounds, tempo } = this.taken;
    const by = this.#plan?.record.data.given_by;
    only(this.#root, 'dose', kind === 'guide' ? 'guide' : 'other');
    const line = this.#root.querySelector('[data-dose="other"]');
    only(line, 'whose', kind === 'plan' && by ? 'given' : kind);
    say(line.querySelector('[data-whose="given"]'), { name: by });
    const sides = this.#guide.sides.length > 1 ? 'each' : 'both';
    only(line, 'amount', `${rounds > 1 ? 'rounds' : 'once'} ${sides}`);
    for (const words of line.querySelectorAll('[data-amount]')) say(words, { n: reps, rounds });
    const each = line.querySelector('[data-each]');
    each.hidden = !tempo || tempo === 100;
    say(each, { seconds: this.#seconds(tempo) });
    this.#root.querySelector('[data-action="other-dose"]').parentElement.hidden = this.#kinds.length === 1;
    only(this.#root, 'other', this.#other);
    this.#root.querySelector('[data-rest]').hidden = rounds === 1;
    this.#onChange();
  }

  #seconds(tempo) {
    return written(secondsAt(Object.values(this.#guide.tempo), tempo ?? 100).whole);
  }
}
