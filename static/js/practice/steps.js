// Before a set: one question at a time on a first visit, all but the warning signs at once later.

import { only, say } from '../page/dom.js';
import { painIn } from '../page/pain-scale.js';

const QUESTIONS = ['signs', 'pain', 'counting', 'stance'];
const UNDECIDED = [null, 'signs', 'waiting']; // what the device says next decides what is shown
const HURTS = 6; // from here on it is to be left for today (templates/parts/pain-rule.html)

/** @typedef {'signs'|'advice'|'pain'|'counting'|'stance'|'all'|'waiting'|'left'} Step `all`: without the signs */

export class Steps {
  #root;
  #form;

  #onSigns;
  #onStance;

  /** What is shown. @type {?Step} null before `show` */
  #step = null;

  /** Whether what was chosen to count can't. */
  #isChoiceWrong = false;

  /** Whether each question has a step of its own. */
  #isFirst = false;

  /**
   * @param {HTMLElement} root the start of a practice
   * @param {{onSigns: () => void, onStance: () => void, onLeave: (pain: number) => void}} on `onSigns` when a person
   *   has read the signs and goes on; `onStance` when it is asked how to stand; `onLeave` when the practice is left
   */
  constructor(root, { onSigns, onStance, onLeave }) {
    this.#root = root;
    this.#form = root.querySelector('#start');
    const on = (selector, listener) => {
      for (const button of root.querySelectorAll(selector)) button.addEventListener('click', listener);
    };
    this.#onSigns = onSigns;
    this.#onStance = onStance;
    on('[data-testid="ask-next"]', () => this.goOn());
    on('[data-action="one-of-these"]', () => this.#go('advice'));
    on('[data-action="back"]', () => this.#go(this.#step === 'advice' ? 'signs' : this.#beside(-1)));
    root.querySelector('[data-pain-asked]').addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !this.#hurts) return;
      event.preventDefault(); // it would practise anyway
      root.querySelector('[data-action="leave-it"]').focus();
    });
    on('[data-action="leave-it"]', () => {
      onLeave(painIn(this.#form));
      this.#go('left');
    });
    this.#form.addEventListener('change', () => this.#draw());
  }

  /**
   * @param {{isFirst: boolean, isRead: boolean, isWaiting: boolean}} state `isFirst`: nothing was practised here;
   *   `isRead`: the signs were read; `isWaiting`: a practice was cut short
   */
  show({ isFirst, isRead, isWaiting }) {
    this.#isFirst ||= isFirst;
    if (isWaiting) this.#step = 'waiting';
    else if (UNDECIDED.includes(this.#step)) this.#step = isRead ? this.#afterSigns : 'signs';
    this.#draw();
  }

  /** Whether the warning signs are asked about. @returns {boolean} */
  get isAtSigns() {
    return this.#step === 'signs';
  }

  /** Comes back to who counts: what was chosen can't. */
  askCounting() {
    this.#isChoiceWrong = true;
    if (this.#step === 'stance') this.#go('counting');
    else this.#draw();
  }

  /** Goes on to the next question. @returns {boolean} false where all were asked: then the set may begin */
  goOn() {
    if (['stance', 'all', 'waiting'].includes(this.#step)) return false;
    if (this.#step === 'signs') this.#onSigns();
    if (QUESTIONS.includes(this.#step)) this.#go(this.#step === 'signs' ? this.#afterSigns : this.#beside(1));
    return true;
  }

  get #afterSigns() {
    return this.#isFirst ? 'pain' : 'all';
  }

  get #hurts() {
    return painIn(this.#form) >= HURTS;
  }

  #beside(by) {
    return QUESTIONS[QUESTIONS.indexOf(this.#step) + by];
  }

  #go(step) {
    this.#step = step;
    if (step === 'stance') this.#onStance();
    this.#draw();
    const part = this.#root.querySelector(`[data-step~="${step}"]`);
    const title = part.querySelector('h2, legend');
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  #draw() {
    const step = this.#step;
    const pain = painIn(this.#form);
    const hurts = this.#hurts;
    const isAsked = step === 'pain' || step === 'all';
    const show = (selector, isShown) => {
      for (const element of this.#root.querySelectorAll(selector)) element.hidden = !isShown(element);
    };
    show('[data-step]', ({ dataset }) => dataset.step.split(' ').includes(step));
    show('[data-action="leave-it"]', () => isAsked && hurts);
    const isDecided = !hurts || this.#isChoiceWrong; // who hurts decides on that first
    const counting = step === 'counting' || (step === 'all' && isDecided);
    show('[data-counting], [data-rest-asked]', () => counting);
    this.#drawNext(hurts, pain);
    only(this.#root, 'begin', step === 'waiting' ? 'waiting' : step === 'all' && hurts ? 'anyway' : 'begin');
    this.#root.dataset.hurts = isAsked && hurts;
    this.#root.dataset.asks = step;
    const place = this.#root.querySelector('[data-place]');
    place.hidden = !this.#isFirst || !QUESTIONS.includes(step);
    say(place, { n: QUESTIONS.indexOf(step) + 1, of: QUESTIONS.length });
  }

  #drawNext(hurts, pain) {
    const word = askWord(this.#step, pain, hurts);
    only(this.#root, 'ask', word);
    const button = this.#root.querySelector('[data-testid="ask-next"]');
    const isQuiet = word === 'skip' || word === 'anyway';
    button.classList.toggle('quiet', isQuiet);
    button.classList.toggle('primary', !isQuiet);
  }
}

/** What the button of a question says. */
function askWord(step, pain, hurts) {
  if (step === 'signs') return 'signs';
  if (step !== 'pain') return 'next';
  if (pain === null) return 'skip';
  return hurts ? 'anyway' : 'next';
}
