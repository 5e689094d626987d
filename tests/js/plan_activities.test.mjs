import assert from 'node:assert/strict';
import { test } from 'node:test';

import { changeOf, meanOf, openCheck, scoresOf, toScore, withScore } from '../../static/js/plan/activities.js';
import { checkData } from '../../static/js/records/check.js';

const SOCKS = 'putting on socks';
const CAR = 'an hour in the car';
const at = (day, hour = '10:00', offset = '+01:00') => `${day}T${hour}:00.000${offset}`;
const plan = (changes = {}, id = '1') => ({
  record: {
    id,
    data: { starts_on: '2026-11-01', ended_on: null, review_on: null, activities: [SOCKS, CAR], items: [], ...changes },
  },
});
const check = (day, scores, more = {}) => ({
  record: {
    id: day,
    data: {
      at: day.length > 10 ? day : at(day),
      session: null,
      pain: null,
      activities: Object.entries(scores).map(([text, score]) => ({ text, score })),
      tilts: [],
      note: '',
      ...more,
    },
  },
});
const newestFirst = (...checks) => checks.sort((a, b) => Date.parse(b.record.data.at) - Date.parse(a.record.data.at));
const due = (day, plans, ...checks) => toScore(plans, newestFirst(...checks), at(day));

test('every activity is to be scored when the plan begins, also some days late', () => {
  assert.deepEqual(due('2026-11-01', [plan()]), [SOCKS, CAR]);
  assert.deepEqual(due('2026-11-05', [plan()]), [SOCKS, CAR]);
  assert.deepEqual(due('2026-11-05', [plan()], check('2026-11-01', { [SOCKS]: 3 })), [CAR]);
});

test('without a plan in force, or one with activities, there is nothing to score', () => {
  assert.deepEqual(due('2026-11-05', []), []);
  assert.deepEqual(due('2026-10-31', [plan()]), []);
  assert.deepEqual(due('2026-11-05', [plan({ ended_on: '2026-11-05' })]), []);
  assert.deepEqual(due('2026-11-05', [plan({ activities: [] })]), []);
});

test('again after two weeks, not a day sooner', () => {
  const scored = check('2026-11-02', { [SOCKS]: 3, [CAR]: 5 });
  assert.deepEqual(due('2026-11-15', [plan()], scored), []);
  assert.deepEqual(due('2026-11-16', [plan()], scored), [SOCKS, CAR]);
  assert.deepEqual(due('2026-11-16', [plan()], scored, check('2026-11-10', { [CAR]: 6 })), [SOCKS]);
});

test('again at the review, once', () => {
  const plans = [plan({ review_on: '2026-11-10' })];
  const first = check('2026-11-01', { [SOCKS]: 3, [CAR]: 5 });
  assert.deepEqual(due('2026-11-09', plans, first), []);
  assert.deepEqual(due('2026-11-10', plans, first), [SOCKS, CAR]);
  assert.deepEqual(due('2026-11-12', plans, first), [SOCKS, CAR]);
  assert.deepEqual(due('2026-11-12', plans, first, check('2026-11-10', { [SOCKS]: 4, [CAR]: 5 })), []);
});

test('never twice a day: not at a plan that begins on it, nor on the other side of the date line', () => {
  const plans = [plan({ ended_on: '2026-11-10' }), plan({ starts_on: '2026-11-10', review_on: '2026-11-10' }, '2')];
  assert.deepEqual(due('2026-11-10', plans, check('2026-11-10', { [SOCKS]: 3, [CAR]: 5 })), []);
  assert.deepEqual(due('2026-11-10', plans, check('2026-11-09', { [SOCKS]: 3, [CAR]: 5 })), [SOCKS, CAR]);
  const inAuckland = check(at('2026-11-11', '08:00', '+13:00'), { [SOCKS]: 3, [CAR]: 5 });
  assert.deepEqual(toScore(plans, [inAuckland], at('2026-11-10', '09:30', '-10:00')), []);
});

test('a score with a date that has not come keeps nobody from being asked', () => {
  assert.deepEqual(due('2026-11-02', [plan()], check('2036-01-01', { [SOCKS]: 3, [CAR]: 3 })), [SOCKS, CAR]);
});

test('an activity that is renamed is a new one, and the old one keeps its scores', () => {
  const plans = [plan({ ended_on: '2026-11-05' }), plan({ starts_on: '2026-11-05', activities: ['socks'] }, '2')];
  const checks = newestFirst(check('2026-11-04', { [SOCKS]: 3, [CAR]: 4 }), check('2026-11-01', { [SOCKS]: 1 }));
  assert.deepEqual(toScore(plans, checks, at('2026-11-06')), ['socks']);
  const told = scoresOf(checks, at('2026-11-06'));
  assert.deepEqual(
    told.map(({ text, scores, first, last, points }) => [text, scores.length, first, last, points]),
    [
      [CAR, 1, 4, 4, null],
      [SOCKS, 2, 1, 3, 2],
    ],
  );
});

test('texts that look like names of a programming language are text', () => {
  const odd = ['__proto__', 'constructor', '<img src=x onerror=alert(1)>', '🦵'.repeat(80), 'שלום'];
  const plans = [plan({ activities: odd.slice(0, 5) })];
  assert.deepEqual(due('2026-11-02', plans), odd);
  const scored = odd.map((text) => ({ text, score: 7 }));
  const some = check('2026-11-02', {}, { activities: scored });
  assert.deepEqual(due('2026-11-03', plans, some), []);
  assert.deepEqual(
    scoresOf([some], at('2026-11-03')).map(({ text, last }) => [text, last]),
    [...odd].reverse().map((text) => [text, 7]),
  );
});

test('fewer than two days with a score tell nothing; of several scores on a day the last stands', () => {
  const [one] = scoresOf([check('2026-11-01', { [SOCKS]: 3 })], at('2026-11-02'));
  assert.deepEqual([one.points, one.size], [null, null]);
  const twice = newestFirst(
    check(at('2026-11-01', '08:00'), { [SOCKS]: 3 }),
    check(at('2026-11-01', '20:00'), { [SOCKS]: 9 }),
  );
  assert.deepEqual(scoresOf(twice, at('2026-11-02')), [
    { text: SOCKS, scores: [{ day: '2026-11-01', score: 9 }], first: 9, last: 9, points: null, size: null },
  ]);
});

test('a change is small, medium or large from 1.3, 2.3 and 2.7 points on, in both directions', () => {
  for (const [points, size] of [
    [0, 'none'],
    [1, 'none'],
    [1.29, 'none'],
    [1.3, 'small'],
    [2, 'small'],
    [2.3, 'medium'],
    [2.69, 'medium'],
    [2.7, 'large'],
    [3, 'large'],
    [10, 'large'],
  ]) {
    assert.deepEqual(changeOf(points), { points, size });
    assert.equal(changeOf(-points).size, size);
  }
  assert.equal(changeOf(5.3 - 4).size, 'small', 'as it is computed');
  assert.deepEqual(changeOf(null), { points: null, size: null });
});

test('the mean is of the activities with two scores or more', () => {
  const checks = newestFirst(check('2026-11-01', { a: 3, b: 4, c: 0 }), check('2026-11-15', { a: 5, b: 7, once: 10 }));
  assert.deepEqual(meanOf(scoresOf(checks, at('2026-11-16'))), {
    n: 2,
    first: 3.5,
    last: 6,
    points: 2.5,
    size: 'medium',
  });
  assert.equal(meanOf(scoresOf(checks.slice(0, 1), at('2026-11-16'))), null);
});

test('the answers of a day become one check that the server takes', () => {
  const now = at('2026-11-02', '08:00');
  let data = withScore(null, now, SOCKS, 0);
  data = withScore(data, at('2026-11-02', '09:00'), CAR, 10);
  data = withScore(data, at('2026-11-02', '09:01'), SOCKS, 1);
  assert.deepEqual(data, {
    at: now,
    session: null,
    pain: null,
    activities: [
      { text: SOCKS, score: 1 },
      { text: CAR, score: 10 },
    ],
    tilts: [],
    note: '',
  });
  assert.equal(checkData('check', data), null);
});

test('answers go on in the check of this day that has scores alone, and room for one more', () => {
  const now = at('2026-11-02', '12:00');
  const own = check('2026-11-02', { [SOCKS]: 3 });
  assert.equal(openCheck([own], now, CAR), own);
  const full = check('2026-11-02', { a: 1, b: 1, c: 1, d: 1, e: 1 });
  assert.equal(openCheck([full], now, CAR), undefined);
  assert.equal(openCheck([full], now, 'e'), full, 'an answer can be corrected');
  for (const more of [{ session: '019aabf2-1f40-7c3e-9d52-6a0c1b2d3e4f' }, { pain: 0 }, { tilts: [0] }, { note: 'x' }])
    assert.equal(openCheck([check('2026-11-02', { [SOCKS]: 3 }, more)], now, CAR), undefined);
  assert.equal(openCheck([check('2026-11-02', {}, { pain: 2 })], now, CAR), undefined);
  assert.equal(openCheck([check('2026-11-01', { [SOCKS]: 3 })], now, CAR), undefined);
});
