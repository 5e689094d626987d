// What a report says in words: cells, lines, and the two lines for a record. Pure: words and numbers come from outside.

import { speedOf } from '../plan/tempo.js';
import { doubts } from './weeks.js';

const COUNTERS = ['tap', 'pace', 'motion', 'camera', 'voice'];

/**
 * @typedef {(name: string, values?: Record<string, string|number>) => string} Say a phrase of the page by its name
 * @typedef {{shortDay: (day: string) => string, number: (value: number) => string, signed: (value: number) => string,
 *   percent: (share: number) => string}}
 *   Write
 */

export class Words {
  #say;
  #write;
  #titleOf;
  #isOneSided;

  /**
   * @param {Say} say @param {Write} write
   * @param {{titleOf: (slug: string) => string, isOneSided: (slug: string) => boolean}} guides
   */
  constructor(say, write, { titleOf, isOneSided }) {
    this.#say = say;
    this.#write = write;
    this.#titleOf = titleOf;
    this.#isOneSided = isOneSided;
  }

  /** What was practised, and how often. @param {import('./weeks.js').Sums} sums @returns {string} */
  guides({ guides }) {
    const some = Object.entries(guides).sort(([, a], [, b]) => b - a);
    return some.map(([guide, n]) => this.#say('guide', { guide: this.#titleOf(guide), n })).join(', ');
  }

  /** @param {import('../plan/plans.js').Plan} plan */
  plan({ items, starts_on: start, given_by: by }) {
    const doses = items.map(({ guide, days, reps, rounds, tempo }) => {
      const name = this.#isOneSided(guide) ? 'dose-side' : 'dose';
      const dose = this.#say(name, { guide: this.#titleOf(guide), reps, rounds, n: days.length });
      const percent = this.#write.percent(speedOf(tempo) / 100);
      return tempo === 100 ? dose : this.#say('dose-tempo', { dose, percent });
    });
    return this.#say(by ? 'plan-by' : 'plan', { day: this.#write.shortDay(start), by, doses: this.listed(doses) });
  }

  /** @param {import('./weeks.js').Sums} sums */
  planned({ planned, done }) {
    return planned === null ? this.#say('no-plan') : this.#say('of', { done, planned });
  }

  /** @param {import('./weeks.js').Sums} sums */
  counters({ counters }) {
    const some = COUNTERS.filter((name) => counters[name]);
    if (some.length === 0) return this.#say('none');
    return some.map((name) => this.#say('counter', { counter: this.#say(name), n: counters[name] })).join(', ');
  }

  /** @param {import('./weeks.js').Sums} sums */
  doubts(sums) {
    return this.listed(doubts(sums).map((name) => this.#say(name, sums.corrected)));
  }

  /**
   * @param {?import('./pain.js').Levels} levels @param {number} practices
   * @param {'before'|'after'|'next'} name
   */
  levels(levels, practices, name) {
    if (practices === 0) return name === 'before' ? this.#say('no-practice') : '–';
    if (levels === null) return this.#say('none');
    return levels.least === levels.most ? this.#write.number(levels.middle) : this.#say('levels', levels);
  }

  /** @param {import('./pain.js').Count} count */
  told({ told, of }) {
    return `${this.#write.number(told)}/${this.#write.number(of)}`;
  }

  /** Texts with a semicolon between. @param {string[]} texts */
  listed(texts) {
    return texts.length ? texts.reduce((before, after) => this.#say('listed', { before, after })) : '';
  }

  /** @param {import('./seen.js').Seen[]} seen @returns {string} empty for none */
  seen(seen) {
    const told = seen.map(({ guide, of, hips, knees }) =>
      this.#say(knees ? 'seen' : 'seen-hips', {
        guide: this.#titleOf(guide),
        told: this.told({ told: hips.n, of }),
        hips: this.#degrees(hips),
        knees: knees && this.#degrees(knees),
      }),
    );
    return told.length ? this.#say('all-seen', { told: this.listed(told) }) : '';
  }

  #degrees({ middle, least, most }) {
    return this.#say('degrees', { middle, least, most });
  }

  /** @param {?import('./pain.js').Change} change @param {import('./pain.js').Count} count */
  change(change, { told }) {
    if (change === null) return this.#say('no-change');
    const basis = change.isFew ? this.#say('middles-few', { n: told }) : this.#say('middles');
    return this.#say('change', { ...this.#points(change), basis, judgement: this.#judgement(change) });
  }

  #points({ first, last, points }) {
    return { first: this.#round(first), last: this.#round(last), points: this.#write.signed(points) };
  }

  #judgement({ matters, isFew }) {
    if (isFew) return this.#say('few');
    return this.#say(matters ? 'matters' : 'small');
  }

  /** Gaps and missing answers. @param {ReturnType<typeof import('./report.js').reportOf>['pain']} pain */
  gaps({ gaps, answered: { before, after, next } }) {
    const { shortDay } = this.#write;
    const told = gaps.map(({ from, to, days }) =>
      this.#say('gap', { from: shortDay(from), to: shortDay(to), n: days }),
    );
    const counts = { before: this.told(before), after: this.told(after), next: this.told(next) };
    return `${told.length ? `${this.listed(told)}.` : this.#say('no-gap')} ${this.#say('answers', counts)}`;
  }

  /** @param {import('./then-and-now.js').Activity} activity */
  activity({ text, first, last, points, size }) {
    if (last === null) return this.#say('activity-none', { text });
    const days = { from: this.#write.shortDay(first.day), to: this.#write.shortDay(last.day) };
    if (points === null) return this.#say('activity-one', { text, last: last.score, ...days });
    return this.#say('activity', {
      text,
      ...days,
      ...this.#points({ first: first.score, last: last.score, points }),
      size: this.#size(size),
    });
  }

  /** @param {object} mean of activities */
  mean({ n, size, ...rest }, name = 'mean') {
    return this.#say(name, { n, ...this.#points(rest), size: this.#size(size) });
  }

  #size(size) {
    return this.#say(`size-${size}`);
  }

  /** @param {import('./then-and-now.js').Retest} retest */
  retest({ day, best, bows, knees }) {
    const listed = (some) => some?.map((one) => `${one}°`).join(' ');
    const values = { day: this.#write.shortDay(day), best, bows: listed(bows), knees: listed(knees) };
    return this.#say(knees ? 'retest-seen' : 'retest', values);
  }

  /** @param {ReturnType<typeof import('./then-and-now.js').retestsOf>} retest @returns {string} empty for none */
  retestChange({ retests, error, points, isWithinError }) {
    if (retests.length === 0) return '';
    if (points === null) return this.#say('retest-one');
    return this.#say(isWithinError ? 'retest-within' : 'retest-beyond', { error, points: this.#write.signed(points) });
  }

  /** @param {ReturnType<typeof import('./stops.js').stopsOf>[number]} stop */
  stop({ kind, day, reps, target, pain, before }) {
    const name = {
      ended: target === null ? 'ended-open' : 'ended',
      less: before === null ? 'less-alone' : 'less',
    };
    return this.#say(name[kind] ?? 'felt', { day: this.#write.shortDay(day), reps, target, pain, before });
  }

  /** Two lines for a record. @param {ReturnType<typeof import('./report.js').reportOf>} report @returns {string} */
  lines(report) {
    return `${this.#doneLine(report)}\n${this.#feltLine(report)}`;
  }

  #doneLine({ period, sums }) {
    const days = { from: this.#write.day(period.from), to: this.#write.day(period.to) };
    if (sums.practices === 0)
      return this.#say(sums.planned === null ? 'line-empty' : 'line-empty-planned', { ...days, ...sums });
    const sides = ['left', 'right', 'both'].filter((side) => sums[side] > 0);
    const reps = sides.map((side) => this.#say('reps', { side: this.#say(side), n: sums[side] })).join(', ');
    return this.#say(sums.planned === null ? 'line-free' : 'line-planned', {
      ...days,
      ...sums,
      reps,
      guides: this.guides(sums),
      counters: this.counters(sums),
    });
  }

  #feltLine({ pain: { change, answered }, activities, mean, stops }) {
    const times = (kind) => stops.filter((stop) => stop.kind === kind).length;
    const counts = { ended: times('ended'), high: times('high'), left: times('left'), less: times('less') };
    const parts = [
      change
        ? this.#say('line-pain', { ...this.#points(change), judgement: this.#judgement(change), ...answered.before })
        : this.#say('line-no-pain', answered.before),
      this.#activityPart(activities, mean),
      this.#say('line-stops', counts),
      this.#say('line-end'),
    ];
    return `${this.listed(parts)}.`;
  }

  #activityPart(activities, mean) {
    if (mean) return this.mean(mean, 'line-mean');
    const one = activities.find(({ points }) => points !== null);
    if (!one) return this.#say('line-no-activity');
    const scores = this.#points({ first: one.first.score, last: one.last.score, points: one.points });
    return this.#say('line-activity', { text: one.text, ...scores, size: this.#size(one.size) });
  }

  #round(value) {
    return this.#write.number(Math.round(value * 100) / 100);
  }
}
