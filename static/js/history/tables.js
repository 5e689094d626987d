// The tables of all checks and of all plans for spreadsheets (CSV).

import { kneesOf, wordsOf } from '../records/retests.js';
import { dayOf } from '../records/time.js';
import { tableOf } from './csv.js';
import { aboutOf } from './story.js';

/** The columns of the checks, in order. The page holds their headings. */
export const CHECK_COLUMNS = [
  'date',
  'time',
  'about',
  'practised_on',
  'guide',
  'pain',
  'activity',
  'score',
  'bows',
  'best',
  'bow_knees',
  'note',
];

/** The columns of the plans. */
export const PLAN_COLUMNS = [
  'starts_on',
  'ended_on',
  'review_on',
  'guide',
  'reps',
  'rounds',
  'tempo',
  'days',
  'remind_at',
  'activities',
  'given_by',
  'words',
];

/**
 * One row a check; of several activities, one row each, the first of which has all else.
 * @typedef {{headings: Record<string, string>, locale: string, titleOf: (slug: string) => string}} Words `headings` by
 *   column
 * @param {import('../records/entry.js').Entry[]} checks
 * @param {import('./lines.js').SessionOf} sessionOf
 * @param {Words & {aboutIn: (about: string) => string}} words @returns {string}
 */
export function checksTable(checks, sessionOf, { headings, locale, titleOf, aboutIn }) {
  const rows = checks.flatMap(({ record: { data } }) => {
    const { at, pain, activities, tilts, session } = data;
    const when = { date: dayOf(at), time: at.slice(11, 16), about: aboutIn(aboutOf(data)) };
    const back = session ? sessionOf(session) : undefined;
    const [first, ...more] = activities;
    return [
      {
        ...when,
        practised_on: back && dayOf(back.started_at),
        guide: back && titleOf(back.guide),
        pain,
        activity: first?.text,
        score: first?.score,
        bows: tilts.join(' '),
        best: tilts.length ? Math.max(...tilts) : null,
        bow_knees: kneesOf(data)?.join(' '),
        note: wordsOf(data),
      },
      ...more.map(({ text, score }) => ({ ...when, activity: text, score })),
    ];
  });
  return tableOf(CHECK_COLUMNS, rows, headings, locale);
}

/**
 * One row for each exercise of a plan.
 * @param {import('../records/entry.js').Entry[]} plans
 * @param {Words & {weekday: (number: number) => string}} words `weekday`: 1 Monday … 7 Sunday @returns {string}
 */
export function plansTable(plans, { headings, locale, titleOf, weekday }) {
  const rows = plans.flatMap(({ record: { data } }) =>
    data.items.map((item) => ({
      ...data,
      ...item,
      guide: titleOf(item.guide),
      days: item.days.map(weekday).join(' '),
      activities: data.activities.join(' · '),
    })),
  );
  return tableOf(PLAN_COLUMNS, rows, headings, locale);
}
