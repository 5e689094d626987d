import assert from 'node:assert/strict';
import { test } from 'node:test';

import { painOverTime } from '../../static/js/history/pain.js';
import { retestsOf } from '../../static/js/history/retests.js';
import { aboutOf, storyOf, timeOf } from '../../static/js/history/story.js';
import { byDay } from '../../static/js/records/days.js';
import { checkOf, kneesOf, withWords, wordsOf } from '../../static/js/records/retests.js';

const NOW = '2026-11-22T18:30:00.000+01:00';
const at = (day, hour = '10:00') => `${day}T${hour}:00.000+01:00`;
const SILENT = { session: null, pain: null, activities: [], tilts: [], note: '' };
let made = 0;
const entry = (kind, data) => {
  made += 1;
  return { id: `id-${made}`, record: { kind, data } };
};
const practised = (day, before = null, after = null) =>
  entry('session', { started_at: at(day), pain_before: before, pain_after: after });
const checked = (day, data) => entry('check', { ...SILENT, at: at(day, '09:00'), ...data });
const planned = (start, end = null) => entry('plan', { starts_on: start, ended_on: end });
const lines = (records) =>
  byDay(storyOf({ sessions: [], checks: [], plans: [], ...records }, NOW).past, timeOf).map(({ day, entries }) => [
    day,
    ...entries.map(({ record, event }) => event ?? record.kind),
  ]);

test('practices, checks and plans stand on one line of time', () => {
  assert.deepEqual(
    lines({
      sessions: [practised('2026-11-20'), practised('2026-11-18')],
      checks: [checked('2026-11-21', { pain: 2 }), checked('2026-11-18', { note: 'x' })],
      plans: [planned('2026-11-20'), planned('2026-11-01', '2026-11-20')],
    }),
    [
      ['2026-11-21', 'check'],
      ['2026-11-20', 'session', 'starts_on', 'ended_on'],
      ['2026-11-18', 'session', 'check'],
      ['2026-11-01', 'starts_on'],
    ],
  );
});

test('a plan that has not begun, or was in force on no day, is no line; nor is an end that has not come', () => {
  assert.deepEqual(lines({ plans: [planned('2026-11-23'), planned('2026-11-20', '2026-11-20')] }), []);
  assert.deepEqual(lines({ plans: [planned('2026-11-20', '2026-11-23')] }), [['2026-11-20', 'starts_on']]);
});

test('a check with a date that has not come stands apart', () => {
  const later = checked('2036-01-01', { pain: 3 });
  const { past, ahead } = storyOf({ sessions: [practised('2026-11-20')], checks: [later], plans: [] }, NOW);
  assert.equal(past.length, 1);
  assert.deepEqual(ahead, [later]);
});

test('a check is about what it says first', () => {
  assert.equal(aboutOf({ ...SILENT, session: 'x', pain: 2, note: 'x' }), 'next-day');
  assert.equal(aboutOf({ ...SILENT, activities: [{ text: 'a', score: 1 }], pain: 2 }), 'activities');
  assert.equal(aboutOf({ ...SILENT, tilts: [50], note: 'x' }), 'retest');
  assert.equal(aboutOf({ ...SILENT, pain: 0, note: 'x' }), 'pain');
  assert.equal(aboutOf({ ...SILENT, note: 'x' }), 'note');
});

test('an answer of the next day belongs to the practice that it looks back on', () => {
  const [first, last] = [practised('2026-11-01', 6, 5), practised('2026-11-21', 2, 1)];
  const checks = [
    checked('2026-11-22', { session: last.id, pain: 3 }),
    checked('2026-11-02', { session: first.id, pain: 6 }),
    checked('2026-11-02', { pain: 9 }),
  ];
  const { points, levels, lastAfter, next, from, to } = painOverTime([last, first], checks);
  assert.deepEqual(points, [
    { x: 0, from: '2026-11-01', to: '2026-11-01', practices: 1, before: 6, after: 5, next: 6 },
    { x: 1, from: '2026-11-21', to: '2026-11-21', practices: 1, before: 2, after: 1, next: 3 },
  ]);
  assert.deepEqual([levels, lastAfter, next], [[6, 2], 1, { n: 1, of: 2 }]);
  assert.deepEqual([from, to], ['2026-11-01', '2026-11-21']);
});

test('one whose practice is gone stands on its own day, and is no practice', () => {
  const checks = [checked('2026-11-11', { session: 'gone', pain: 3 })];
  const { points } = painOverTime([practised('2026-11-01', 6)], checks);
  assert.deepEqual(points[1], {
    x: 1,
    from: '2026-11-11',
    to: '2026-11-11',
    practices: 0,
    before: null,
    after: null,
    next: 3,
  });
});

test('pain is told from the oldest to the newest, at the distance of its days', () => {
  const told = [
    practised('2026-11-21', 2, 1),
    practised('2026-11-06', null, 3),
    practised('2026-11-06', 4),
    practised('2026-11-01', 6, 5),
  ];
  const { points, levels } = painOverTime(told, []);
  assert.deepEqual(
    points.map(({ x, before, after, practices }) => [x, before, after, practices]),
    [
      [0, 6, 5, 1],
      [0.25, 4, 3, 2],
      [1, 2, 1, 1],
    ],
  );
  assert.deepEqual(levels, [6, 4, 2]);
});

test('several practices of a day are one point, by their middle level', () => {
  const { points } = painOverTime(
    [
      practised('2026-11-21', 9, 2),
      practised('2026-11-21', 3),
      practised('2026-11-21', 4, 1),
      practised('2026-11-20', 5),
    ],
    [],
  );
  assert.deepEqual(
    points.map(({ before, after }) => [before, after]),
    [
      [5, null],
      [4, 2],
    ],
  );
});

test('years of practice stay a picture that can be read', () => {
  const day = (n) => new Date(Date.UTC(2026, 10, 22) - n * 86_400_000).toISOString().slice(0, 10);
  const sessions = Array.from({ length: 2000 }, (_, n) => practised(day(n), n % 11, 1));
  const checks = sessions.map(({ id }, n) => checked(day(n - 1), { session: id, pain: n % 11 }));
  const { points, levels, next } = painOverTime(sessions, checks);
  assert.ok(points.length > 40 && points.length <= 60, `${points.length} points`);
  assert.equal(levels.length, 2000);
  assert.deepEqual(next, { n: 2000, of: 2000 });
  assert.deepEqual([points[0].x, points.at(-1).x], [0, 1]);
  assert.equal(
    points.reduce((sum, { practices }) => sum + practices, 0),
    2000,
  );
  assert.equal(points.at(-1).to, '2026-11-22', 'the last time ends with the last day');
});

test('a single day is no picture', () => {
  assert.equal(painOverTime([], []), null);
  assert.equal(painOverTime([practised('2026-11-21')], []), null);
  assert.equal(painOverTime([practised('2026-11-21', 2), practised('2026-11-21', 3)], []), null);
  assert.equal(painOverTime([practised('2026-11-21', 2), practised('2026-11-20')], []), null);
});

test('a day that no calendar has is no point', () => {
  const told = painOverTime([practised('2026-11-21', 2), practised('2026-11-20', 3), practised('2026-13-45', 9)], []);
  assert.deepEqual(
    told.points.map(({ x, before }) => [x, before]),
    [
      [0, 3],
      [1, 2],
    ],
  );
});

const retests = (...bows) => retestsOf(bows.map((tilts, n) => checked(`2026-11-${10 + n}`, { tilts })).reverse(), NOW);

test('a retest is told against its measurement error', () => {
  assert.equal(retestsOf([checked('2026-11-01', { pain: 2 })], NOW), null);
  assert.deepEqual(retests([48, 52, 51]), {
    retests: [{ day: '2026-11-10', bows: [48, 52, 51], best: 52 }],
    error: 6,
    degrees: null,
    change: '',
  });
  assert.deepEqual([retests([50], [56]).degrees, retests([50], [56]).change], [6, 'error']);
  assert.equal(retests([50], [57]).change, 'further');
  assert.equal(retests([57], [0], [50]).change, 'less');
  assert.equal(retests([40, 50], [58, 57]).change, 'error', 'the bows of one retest lay as far apart');
  assert.equal(retests([45, 50], [58, 57]).change, 'further');
});

test('a retest by camera is told against those by camera alone', () => {
  const day = (n, more) => checked(`2026-11-0${n}`, more);
  const seen = (n, bows, knees) => {
    const { tilts, note } = checkOf({ at: '', bows, knees });
    return day(n, { tilts, note });
  };
  const phone = [day(1, { tilts: [50] }), day(3, { tilts: [58] })];
  const camera = [seen(2, [70, 75], [15, 20]), seen(4, [100, 90], [15, 10])];
  const told = (...checks) => retestsOf(checks.reverse(), NOW);
  const both = told(phone[0], camera[0], phone[1], camera[1]);
  assert.deepEqual([both.retests.length, both.error, both.degrees, both.change], [2, 20, 25, 'further']);
  const later = told(phone[0], camera[0], phone[1]);
  assert.deepEqual([later.retests.length, later.error, later.degrees], [2, 6, 8]);
});

test('the knees of a retest by camera are read out of its note, whatever a person adds to that', () => {
  const check = checkOf({ at: '', bows: [85, 80], knees: [15, 5] });
  assert.equal(check.note, '📷 85°/15° · 80°/5°');
  assert.deepEqual(kneesOf(check), [15, 5]);
  assert.deepEqual(kneesOf({ ...check, note: `after the walk\n${check.note}\ntired` }), [15, 5]);
  for (const note of ['', 'tired', '📷 85°/15°', '📷 85°/15° · 80°/5° · 1°/1°', '📷'])
    assert.equal(kneesOf({ ...check, note }), null, note);
  assert.equal(kneesOf({ ...check, note: '📷 85°/15° · 80°/999°' }), null, 'no knee bends so far');
  assert.equal(kneesOf(checkOf({ at: '', bows: [40] })), null);
});

test('the words of a person and the line of the camera do not change each other', () => {
  const check = checkOf({ at: '', bows: [85], knees: [15] });
  const line = check.note;
  const with_ = (note) => ({ ...check, note });
  assert.equal(wordsOf(check), '');
  assert.equal(withWords(check, 'tired'), `tired\n${line}`);
  assert.equal(withWords(check, ''), line, 'nothing was written');
  assert.equal(withWords(with_(`tired\n${line}`), ''), line, 'words that are deleted leave the bends');
  const between = with_(`after\n${line}\ntired`);
  assert.equal(withWords(between, wordsOf(between)), between.note, 'what nobody changed is kept to the letter');
  assert.equal(wordsOf({ tilts: [40], note: line.replace('15', '999') }), line.replace('15', '999'), 'a note like any');
  assert.equal(wordsOf({ note: 'of a practice' }), 'of a practice');
});

test('a retest with a date that has not come is not the last one', () => {
  const checks = [checked('2036-01-01', { tilts: [90] }), checked('2026-11-01', { tilts: [50] })];
  assert.equal(retestsOf(checks, NOW).retests.length, 1);
});
