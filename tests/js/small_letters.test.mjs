// RFC 3339 allows `t` and `z`; `Date.parse` of Node and Chromium takes them, that of Firefox and Safari does not.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { newTimes } from '../../static/js/history/when.js';
import { byDay } from '../../static/js/records/days.js';
import { addMs, isAhead, splitAhead } from '../../static/js/records/time.js';
import { fhirTime } from '../../static/js/report/fhir-values.js';
import { reportOf } from '../../static/js/report/report.js';
import { currentAdvice, reasonToTalk } from '../../static/js/today/advice.js';
import { askedAbout } from '../../static/js/today/next-day.js';
import { summary, unanswered } from '../../static/js/today/summary.js';
import { memoryStore } from './support/memory.mjs';

const NOW = '2026-11-22T18:30:00.000Z';
const AHEAD = '2030-01-01T10:00:00Z';
const DAYS = ['2026-11-22', '2026-11-22', '2026-11-20', '2026-11-12'];
const real = Date.parse;

before(() => {
  Date.parse = (text) => (/[tz]/.test(text) ? Number.NaN : real(text));
});
after(() => {
  Date.parse = real;
});

const id = (n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const small = (time) => time.toLowerCase();
const capital = (time) => time;

function session(n, started_at, ended_at, pain_before) {
  const sets = [{ side: 'both', reps: 10, target: 10, seconds: 60, counter: 'tap' }];
  return { guide: 'hip-hinge', started_at, ended_at, sets, pain_before, pain_after: null, note: `note ${n}` };
}

const check = (n, at, pain) => ({ at, session: id(n), pain, activities: [], tilts: [40 + n], note: `check ${n}` });

/** What the app makes of the same records, their times written by `spell`. */
async function seen(spell) {
  const store = memoryStore();
  const times = [...DAYS.map((day, n) => `${day}T1${n + 4}:00:00.5Z`), AHEAD];
  for (const [n, start] of times.entries()) {
    const end = start.replace(':00:00', ':20:00');
    await store.save('session', id(n), session(n, spell(start), spell(end), n + 2));
    await store.putCheck(check(n, spell(end.replace(':20', ':40')), n), id(50 + n));
  }
  const [sessions, checks] = [await store.sessions(), await store.checks()];
  const [{ record: last }] = sessions;
  return {
    order: [sessions, checks].map((entries) => entries.map((entry) => entry.record.id)),
    ahead: [isAhead(spell(AHEAD), NOW), splitAhead(sessions, NOW).ahead.length, splitAhead(checks, NOW).ahead.length],
    later: addMs(spell(AHEAD), 1),
    days: byDay([...sessions].reverse()).map(({ day, entries }) => [day, entries.map((entry) => entry.record.id)]),
    summary: summary(sessions, NOW),
    unanswered: unanswered(sessions, NOW)?.id,
    asked: askedAbout(sessions, [], '2026-11-23T08:00:00Z')?.id,
    advice: currentAdvice(sessions, checks, NOW),
    talk: reasonToTalk(sessions, checks, NOW),
    edited: newTimes(last.data, { day: '2026-11-19', time: '09:30' }, NOW),
    notYet: newTimes(last.data, { day: '2026-11-24', time: '09:30' }, NOW),
    report: reportOf({ sessions, checks, plans: [] }, 4, NOW),
    fhir: fhirTime(spell('2026-11-22T10:00:00+23:00')),
  };
}

/** Without what is new each time. */
const inCapitals = (value) =>
  JSON.stringify(value, (name, one) => (['stamp', 'device'].includes(name) ? undefined : one), 1)
    .toUpperCase()
    .split('\n');

test('a time in small letters is the same moment', async () => {
  const [expected, found] = [await seen(capital), await seen(small)];
  assert.deepEqual(expected.ahead, [true, 1, 1]);
  assert.equal(expected.order[0].at(-1), id(4));
  assert.deepEqual(inCapitals(found), inCapitals(expected));
});
