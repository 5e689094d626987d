// All that a report says, as values: the page finds the words (page.js), FHIR the codes (fhir.js). Pure.

import { repsOf } from '../records/days.js';
import { wordsOf } from '../records/retests.js';
import { dayOf, msOf } from '../records/time.js';
import { answered, changeOfPain, gapsOf, painRows, pointsOf } from './pain.js';
import { holds, periodOf, untilNow } from './period.js';
import { seenOf } from './seen.js';
import { stopsOf } from './stops.js';
import { activitiesOf, isPlanOf, retestsOf } from './then-and-now.js';
import { allWeeks, weekRows } from './weeks.js';

/**
 * @typedef {{sessions: import('./weeks.js').SessionEntry[], checks: import('./pain.js').CheckEntry[], plans:
 *   import('../plan/plans.js').Entry[]}} Records living ones, in any order
 * @typedef {{id: string, at: string, text: string}} Note of a session or a check
 */

/**
 * The report of the weeks that end today. What bears a date that has not come is left out, and counted as `ahead`.
 * @param {Records} records @param {number} weeks @param {string} now RFC 3339
 */
export function reportOf({ sessions, checks, plans }, weeks, now) {
  const period = periodOf(weeks, dayOf(now));
  const practices = untilNow(sessions, 'started_at', now);
  const moments = untilNow(checks, 'at', now);
  const here = practices.past.filter(({ record }) => holds(period, dayOf(record.data.started_at)));
  const points = pointsOf(
    here.filter(({ record }) => saysSomething(record.data)),
    moments.past,
  );
  const rows = weekRows(period, here, plans);
  return {
    period,
    rows,
    sums: allWeeks(rows),
    seen: seenOf(here),
    pain: {
      points,
      rows: painRows(period, points),
      gaps: gapsOf(period, practices.past, plans),
      answered: answered(points, period.to),
      change: changeOfPain(points.map(({ before }) => before).filter((level) => level !== null)),
    },
    ...activitiesOf(period, moments.past, plans, now),
    retest: retestsOf(period, moments.past),
    stops: stopsOf(period, practices.past, moments.past, plans),
    notes: notesOf(period, practices.past, moments.past),
    ahead: practices.ahead + moments.ahead,
    records: {
      sessions: here,
      checks: moments.past.filter(({ record }) => holds(period, dayOf(record.data.at))),
      plans: plans.filter(({ record }) => isPlanOf(period, record.data)),
    },
  };
}

/** Whether a practice was more than begun: then a missing answer is one. */
const saysSomething = (data) => repsOf(data) > 0 || data.pain_before !== null || data.pain_after !== null;

/** @returns {Note[]} oldest first */
function notesOf(period, sessions, checks) {
  const noteOf = ({ record: { id, data } }) => ({ id, at: data.started_at ?? data.at, text: wordsOf(data).trim() });
  return [...sessions, ...checks]
    .map(noteOf)
    .filter(({ at, text }) => text !== '' && holds(period, dayOf(at)))
    .sort((a, b) => msOf(a.at) - msOf(b.at));
}
