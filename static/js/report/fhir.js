// A report as a FHIR R4 Bundle: docs/fhir.md says what it is made of. Pure.

import { inForce } from '../plan/plans.js';
import { speedOf } from '../plan/tempo.js';
import { secondsOf } from '../records/days.js';
import { kneesOf, wordsOf } from '../records/retests.js';
import { dayOf } from '../records/time.js';
import { clean, coded, dropEmpty, fhirTime, identifier, list, quantity } from './fhir-values.js';

const EXERCISE = 'http://hl7.org/fhir/us/vitals/StructureDefinition/ExerciseAssociationExt';
const SCALE = 'urn:uuid:0c0f6a5e-7d36-4d0b-9a56-2b7c5c1f3e61'; // the Questionnaire's own name, the same in every file
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * @param {ReturnType<typeof import('./report.js').reportOf>} report
 * @param {{now: string, language: string, notes: Set<string>, say: (name: string, values?: object) => string, titleOf:
 *   (slug: string) => string, isOneSided: (slug: string) => boolean, percent: (share: number) => string, makeId: () =>
 *   string}} means `notes`: ids of the records whose notes go along; `say`: words in the language of the page;
 *   `makeId`: a new UUID each time
 * @returns {object} JSON of a Bundle of type `collection`
 */
export function bundleOf({ records }, means) {
  const make = new Maker(means);
  for (const entry of records.plans) make.plan(entry, inForce(records.plans, dayOf(means.now))?.record.id);
  for (const { record } of records.sessions) make.session(record);
  for (const { record } of records.checks) make.check(record);
  return {
    resourceType: 'Bundle',
    language: means.language,
    type: 'collection',
    timestamp: fhirTime(means.now),
    entry: make.entries,
  };
}

class Maker {
  entries = [];
  #means;
  #say;
  #subject;
  #hasScale = false;

  constructor(means) {
    this.#means = means;
    this.#say = means.say;
    this.#subject = { ...this.#add({ resourceType: 'Patient' }), display: this.#say('nobody') };
  }

  plan({ record: { id, data } }, inForceId) {
    const isActive = id === inForceId;
    const { given_by: by, words, activities } = data;
    const author = clean(by);
    this.#add({
      resourceType: 'CarePlan',
      identifier: [identifier(id)],
      status: isActive ? 'active' : statusOf(data),
      intent: 'plan',
      subject: this.#subject,
      period: dropEmpty({ start: data.starts_on, end: data.ended_on ?? data.review_on }),
      author: author ? { display: author } : undefined,
      activity: data.items.map((item) => ({ detail: this.#item(item, data, isActive) })),
      note: list([
        clean(words) && dropEmpty({ authorString: author, text: clean(words) }),
        activities.some(clean) && { text: this.#say('again', { list: activities.map(clean).join('; ') }) },
      ]),
    });
  }

  #item({ guide, reps, rounds, tempo, days }, { starts_on: start, ended_on: ended, review_on: review }, isActive) {
    return {
      code: { text: this.#means.titleOf(guide) },
      status: isActive ? 'in-progress' : 'unknown',
      scheduledTiming: {
        repeat: {
          boundsPeriod: dropEmpty({ start, end: ended ?? review }),
          frequency: 1,
          period: 1,
          periodUnit: 'd',
          dayOfWeek: days.map((day) => DAYS[day - 1]),
        },
      },
      description: this.#dose(guide, reps, rounds, tempo),
    };
  }

  #dose(guide, reps, rounds, tempo) {
    const { isOneSided, percent } = this.#means;
    return this.#say(isOneSided(guide) ? 'dose-side' : 'dose', {
      reps,
      rounds,
      percent: percent(speedOf(tempo) / 100),
    });
  }

  session({ id, data }) {
    const [start, end] = [fhirTime(data.started_at), fhirTime(data.ended_at)];
    const when = { effectivePeriod: { start, end } };
    const seconds = secondsOf(data);
    const members = [
      this.#activity(when, coded('exercise'), { valueCodeableConcept: { text: this.#means.titleOf(data.guide) } }),
      ...(seconds > 0 ? [this.#activity(when, coded('duration'), quantity(Math.round(seconds / 6) / 10, 'min'))] : []),
      ...data.sets.map((set) => this.#set(when, set)),
    ];
    this.#activity(when, coded('panel', this.#say('practice')), {
      identifier: [identifier(id)],
      hasMember: members,
      note: this.#note(id, data),
    });
    this.#pain(start, data.pain_before, 'before');
    this.#pain(end, data.pain_after, 'after');
  }

  #set(when, { side, reps, target, counter, counted }) {
    const number = (name, value) => ({ code: { text: this.#say(name) }, ...repetitions(value) });
    return this.#activity(
      when,
      { text: this.#say('reps') },
      {
        ...repetitions(reps),
        method: { text: this.#say(counter) },
        component: [
          { code: { text: this.#say('side') }, valueCodeableConcept: { text: this.#say(side) } },
          ...(target === null ? [] : [number('target', target)]),
          ...(counted === undefined ? [] : [number('counted', counted)]),
        ],
      },
    );
  }

  #activity(when, code, rest) {
    return this.#observe([coded('activity'), coded('physical')], { code, ...when, ...rest });
  }

  /** @param {?number} level @param {'before'|'after'} [phase] of a practice @param {object} [rest] */
  #pain(at, level, phase, rest = {}) {
    if (level === null) return;
    this.#survey(at, coded('pain'), {
      extension: phase && [{ url: EXERCISE, valueCodeableConcept: coded(phase) }],
      ...quantity(level, '{score}'),
      method: { text: this.#say('asked') },
      ...rest,
    });
  }

  check({ id, data }) {
    const at = fhirTime(data.at);
    const looksBack = data.session === null ? [] : [{ text: this.#say('next-day') }];
    const note = list([...looksBack, ...(this.#note(id, data) ?? [])]);
    this.#pain(at, data.pain, undefined, { note });
    if (data.tilts.length) this.#retest(at, data);
    if (data.activities.length) this.#answers(at, data.activities);
    if (data.pain === null && note) this.#survey(at, { text: this.#say('note') }, { valueString: note.at(-1).text });
  }

  #retest(at, data) {
    const { tilts } = data;
    const [what, how] = kneesOf(data) ? ['hips', 'camera-error'] : ['tilt', 'tilt-error'];
    const code = { text: this.#say('bow') };
    this.#survey(
      at,
      { text: this.#say(what) },
      {
        ...quantity(Math.max(...tilts), 'deg'),
        method: { text: this.#say(how) },
        component: tilts.map((tilt) => ({ code, ...quantity(tilt, 'deg') })),
      },
    );
  }

  #answers(at, activities) {
    if (!this.#hasScale) this.#addScale();
    this.#hasScale = true;
    this.#add({
      resourceType: 'QuestionnaireResponse',
      questionnaire: SCALE,
      status: 'completed',
      subject: this.#subject,
      authored: at,
      source: this.#subject,
      item: activities.map(({ text, score }) => ({
        linkId: 'activity',
        item: [
          { linkId: 'text', answer: [{ valueString: clean(text) || '?' }] },
          { linkId: 'score', answer: [{ valueInteger: score }] },
        ],
      })),
    });
  }

  #addScale() {
    const limit = (name, valueInteger) => ({ url: `http://hl7.org/fhir/StructureDefinition/${name}`, valueInteger });
    this.#add({
      resourceType: 'Questionnaire',
      url: SCALE,
      title: this.#say('scale'),
      status: 'active',
      subjectType: ['Patient'],
      item: [
        {
          linkId: 'activity',
          type: 'group',
          repeats: true,
          item: [
            { linkId: 'text', text: this.#say('scale-text'), type: 'string', maxLength: 80 },
            {
              extension: [limit('minValue', 0), limit('maxValue', 10)],
              linkId: 'score',
              text: this.#say('scale-score'),
              type: 'integer',
            },
          ],
        },
      ],
    });
  }

  #survey(at, code, rest) {
    return this.#observe([coded('survey')], { code, effectiveDateTime: at, ...rest });
  }

  #observe(category, rest) {
    const subject = this.#subject;
    return this.#add({
      resourceType: 'Observation',
      status: 'final',
      category,
      subject,
      performer: [subject],
      ...rest,
    });
  }

  #note(id, data) {
    const note = clean(wordsOf(data));
    return this.#means.notes.has(id) ? list([note && { text: note }]) : undefined;
  }

  /** @returns {{reference: string}} to the resource */
  #add(resource) {
    const fullUrl = `urn:uuid:${this.#means.makeId()}`;
    this.entries.push({ fullUrl, resource: dropEmpty(resource) });
    return { reference: fullUrl };
  }
}

/** Of a plan that is not in force: whether it lasted until its review is all that is known. */
function statusOf({ review_on: review, ended_on: ended }) {
  if (ended === null || review === null) return 'unknown';
  return ended < review ? 'revoked' : 'completed';
}

const repetitions = (value) => quantity(value, '{repetition}');
