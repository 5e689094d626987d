// The kinds of records: the shape of each one's data, and what no field says alone. The server has the same in
// hinge_pwa/sync/kinds/; tests/vectors/records.json holds both to it.

import { UUID } from './envelope.js';
import { isDay, moment } from './moment.js';
import { COUNTERS } from './session.js';
import { chars, list, object, oneOf, orNull, text, where, whole } from './shape.js';

const DAY = 86_400; // s
const NOT_KEPT = /[\0\p{Surrogate}]/u;

/** Whether a database may not keep a text: it holds NUL, or half a surrogate pair. @param {string} text */
export const isNotKept = (text) => NOT_KEPT.test(text);

const level = orNull(whole(10));
const degrees = whole(180);
const measured = list(0, 1000, orNull(degrees));
const guide = text(/^[a-z0-9-]{1,64}$/);
const day = text(/^\d{4}-\d\d-\d\d$/);
const time = chars(0, 40); // the rest of it is checked after all other fields
const note = chars(0, 2000);
const activity = chars(1, 80);

const SET = object(
  {
    side: oneOf('left', 'right', 'both'),
    reps: whole(1000),
    target: orNull(whole(1000)),
    seconds: where((value) => typeof value === 'number' && value >= 0 && value <= DAY),
    counter: oneOf(...COUNTERS),
  },
  { counted: whole(1000), tilts: measured, hips: measured, knees: measured },
);

/** The rules of what a plan asks for of one practice. */
export const DOSE = { reps: whole(100, 1), rounds: whole(10, 1), tempo: whole(200, 50) };

const ITEM = object({ guide, ...DOSE, days: list(1, 7, whole(7, 1)) });

/** @type {Record<string, {shape: import('./shape.js').Rule, check: (data: any) => ?import('./shape.js').Problem}>} */
export const KINDS = {
  session: {
    shape: object(
      {
        guide,
        started_at: time,
        ended_at: time,
        sets: list(1, 100, SET),
        pain_before: level,
        pain_after: level,
        note,
      },
      { effort: level, plan: orNull(text(UUID)) },
    ),
    check: (data) => checkSpan(data) ?? checkTexts([['note', data.note]]),
  },
  check: {
    shape: object({
      at: time,
      session: orNull(text(UUID)),
      pain: level,
      activities: list(0, 5, object({ text: activity, score: whole(10) })),
      tilts: list(0, 10, degrees),
      note,
    }),
    check({ at, pain, activities, tilts, note: words }) {
      const { code } = moment(at);
      if (code) return { code, field: 'data.at' };
      if (pain === null && activities.length + tilts.length + words.length === 0)
        return { code: 'says_nothing', field: 'data' };
      return checkTexts([...activities.map((one, i) => [`activities[${i}].text`, one.text]), ['note', words]]);
    },
  },
  plan: {
    shape: object({
      items: list(1, 6, ITEM),
      starts_on: day,
      review_on: orNull(day),
      ended_on: orNull(day),
      remind_at: orNull(text(/^([01]\d|2[0-3]):[0-5]\d$/)),
      activities: list(0, 5, activity),
      given_by: chars(0, 80),
      words: chars(0, 500),
    }),
    check({ items, activities, ...data }) {
      const texts = activities.map((one, i) => [`activities[${i}]`, one]);
      return (
        checkDifferent(items.map((item, i) => [`items[${i}].guide`, item.guide])) ??
        checkWeekdays(items) ??
        checkDays(data) ??
        checkDifferent(texts) ??
        checkTexts([...texts, ['given_by', data.given_by], ['words', data.words]])
      );
    },
  },
};

function checkSpan({ started_at: startedAt, ended_at: endedAt }) {
  const start = moment(startedAt);
  const end = moment(endedAt);
  if (start.code) return { code: start.code, field: 'data.started_at' };
  if (end.code) return { code: end.code, field: 'data.ended_at' };
  const took = (end.seconds - start.seconds) * 1e9 + (end.nanoseconds - start.nanoseconds);
  if (took < 0) return { code: 'before_start', field: 'data.ended_at' };
  return took > DAY * 1e9 ? { code: 'over_24_hours', field: 'data.ended_at' } : null;
}

function checkWeekdays(items) {
  const at = items.findIndex(({ days }) => days.some((one, i) => one <= days[i - 1]));
  return at < 0 ? null : { code: 'invalid', field: `data.items[${at}].days` };
}

function checkDays(data) {
  for (const name of ['starts_on', 'review_on', 'ended_on']) {
    if (data[name] === null) continue;
    if (!isDay(data[name])) return { code: 'no_such_time', field: `data.${name}` };
    if (data[name] < data.starts_on) return { code: 'before_start', field: `data.${name}` };
  }
  return null;
}

/** @param {[field: string, value: string][]} values */
function checkDifferent(values) {
  const twice = values.find(([, one], at) => values.findIndex(([, other]) => other === one) < at);
  return twice ? { code: 'twice', field: `data.${twice[0]}` } : null;
}

/** @param {[field: string, text: string][]} texts */
function checkTexts(texts) {
  for (const [field, one] of texts) {
    const [wrong] = NOT_KEPT.exec(one) ?? [];
    if (wrong !== undefined) return { code: wrong === '\0' ? 'nul' : 'half_character', field: `data.${field}` };
  }
  return null;
}
