// After a practice: what was done, that it is kept, and how it hurts now.

import { byTestId, fill, isShown, only, say } from '../page/dom.js';
import { painIn, watchPain } from '../page/pain-scale.js';
import { EASY } from '../plan/pain-rule.js';
import { repsBySide } from '../records/days.js';
import { storable } from '../records/session.js';
import { now } from './clock.js';
import { totalReps } from './machine.js';
import { deepest, praise } from './praise.js';

const TYPING_MS = 400; // a note is kept when the fingers rest so long

export class Done {
  #root;
  #form;
  #send;
  #tempo;
  #timer;

  /**
   * @param {HTMLElement} root @param {import('./pace.js').Tempo} tempo the guide's own
   * @param {(event: import('./machine.js').Event) => Promise<void>|undefined} send
   * @param {{onRetry: () => void, onCopy: () => void}} listeners
   */
  constructor(root, tempo, send, { onRetry, onCopy }) {
    this.#root = root;
    this.#tempo = tempo;
    this.#form = root.querySelector('[data-after]');
    this.#send = send;
    const on = (action, listener) =>
      root.querySelector(`[data-action="${action}"]`).addEventListener('click', listener);
    on('retry', onRetry);
    on('copy', onCopy);
    on('reopen', () => {
      this.keepNote();
      send({ type: 'reopen' });
    });
    watchPain(this.#form);
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#form.addEventListener('change', () => this.keepNote());
    this.#form.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.keepNote(), TYPING_MS);
    });
  }

  /** Shows what is answered so far. @param {import('./machine.js').Run} run */
  reset({ painAfter, note, effort }) {
    this.#form.reset();
    const fields = this.#form.elements;
    fields.pain_after.value = painAfter ?? '';
    fields.effort.value = effort ?? '';
    fields.note.value = note;
  }

  /** Sends the answers so far. @returns {Promise<void>|undefined} when they were written, or could not be */
  keepNote() {
    clearTimeout(this.#timer);
    return this.#send({ type: 'answer', ...this.#answers });
  }

  get #answers() {
    const { note, effort } = this.#form.elements;
    return {
      painAfter: painIn(this.#form),
      note: storable(note.value).trim(),
      effort: effort.value ? Number(effort.value) : null,
    };
  }

  /**
   * Compares it with the practice before.
   * @param {import('./machine.js').Run} run @param {import('../records/entry.js').Entry[]} sessions newest first
   */
  compare(run, sessions) {
    const { word, n } = praise(run, sessions, now().at, run.plan ? run.tempo : this.#tempo);
    only(this.#root, 'praise', word);
    if (word === 'more') say(this.#root.querySelector('[data-praise="more"]'), { n });
  }

  /** @param {import('./keeper.js').Kept} kept */
  show({ run, saved, error }) {
    this.#sum(run);
    const isKept = saved && !error;
    this.#root.querySelector('[data-unkept]').hidden = isKept;
    for (const element of this.#root.querySelectorAll('[data-kept]')) element.hidden = !isKept;
    const isAnswered = run.painAfter !== null || run.note !== '' || run.effort !== null;
    this.#root.querySelector('[data-line="added"]').hidden = !isKept || !isAnswered;
    only(this.#root, 'next', run.painAfter > EASY ? '' : run.plan ? 'planned' : 'free'); // the pain rule says it
  }

  #sum(run) {
    const part = (name) => this.#root.querySelector(`[data-part="${name}"]`);
    say(part('reps'), { n: totalReps(run) });
    const seconds = Math.round(run.sets.reduce((sum, set) => sum + set.ms, 0) / 1000);
    const unit = seconds < 60 ? 'seconds' : 'minutes';
    for (const name of ['seconds', 'minutes']) part(name).hidden = name !== unit || seconds === 0;
    say(part(unit), { n: unit === 'minutes' ? Math.round(seconds / 60) : seconds });
    const depth = deepest(run);
    part('depth').hidden = depth === null;
    say(part('depth'), { n: depth });
    for (const [side, reps] of Object.entries(repsBySide(run))) {
      if (part(side)) part(side).hidden = run.sets.every((set) => set.side === side);
      fill(this.#root, { [side]: reps });
    }
  }
}

/** Puts the sign that a session is on the phone into the visible one of its places. @param {boolean} isKept */
export function showSaved(isKept) {
  const sign = byTestId('saved');
  const places = Array.from(document.querySelectorAll('[data-saved-here]'));
  const place = places.find(isShown);
  if (place && sign.parentElement !== place) place.append(sign);
  sign.hidden = !isKept;
}
