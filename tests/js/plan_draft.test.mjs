import assert from 'node:assert/strict';
import { test } from 'node:test';

import { merged } from '../../static/js/plan/change.js';
import { draftOf, readDraft } from '../../static/js/plan/draft.js';
import { speedOf, TEMPOS } from '../../static/js/plan/tempo.js';
import { PERCENTS } from '../../static/js/practice/pace.js';
import { checkData } from '../../static/js/records/check.js';

const PLAN = {
  items: [{ guide: 'wall-tap', reps: 10, rounds: 2, tempo: 90, days: [1, 3, 5] }],
  starts_on: '2026-11-30',
  review_on: '2027-01-11',
  ended_on: null,
  remind_at: '07:30',
  activities: ['putting on socks', ' an odd one '],
  given_by: 'Dr. A',
  words: 'slowly',
};
const read = (changes, plan = PLAN) => readDraft({ ...draftOf(plan), ...changes }, plan);
const readItem = (changes) => read({ items: [{ ...draftOf(PLAN).items[0], ...changes }] });
const codes = ({ problems }) => problems.map(({ field, code, at }) => `${field} ${code} ${at}`);

test('a form that nobody touched says what the plan says', () => {
  assert.deepEqual(read({}), { data: PLAN, problems: [] });
  const bare = { ...PLAN, remind_at: null, review_on: null, activities: [] };
  assert.deepEqual(read({}, bare), { data: bare, problems: [] });
});

test('numbers are whole and within the limits of the protocol', () => {
  for (const reps of ['', '0', '101', '1.5', '-1', '1e1', '?', ' 5', '٣']) {
    assert.deepEqual(codes(readItem({ reps })), ['reps invalid 0'], reps);
  }
  for (const rounds of ['', '0', '11', '1.5', '?']) assert.deepEqual(codes(readItem({ rounds })), ['rounds invalid 0']);
  for (const [reps, rounds] of [
    ['1', '10'],
    ['100', '1'],
    ['007', '2'],
  ])
    assert.equal(checkData('plan', readItem({ reps, rounds }).data), null);
});

test('each item has a day, and no guide twice', () => {
  assert.deepEqual(codes(readItem({ days: [] })), ['days none 0']);
  assert.deepEqual(readItem({ days: [7, 1] }).data.items[0].days, [1, 7]);
  const { items } = draftOf(PLAN);
  assert.deepEqual(codes(read({ items: [...items, ...items, ...items] })), ['guide twice 1', 'guide twice 2']);
});

test('a time and a review may be left out, and are none that no clock or calendar has', () => {
  for (const remind_at of ['24:00', '7:30', '?']) assert.deepEqual(codes(read({ remind_at })), ['remind_at invalid 0']);
  for (const review_on of ['2027-02-30', '?', '20270111', '+12027-01-01'])
    assert.deepEqual(codes(read({ review_on })), ['review_on invalid 0'], review_on);
  assert.deepEqual(codes(read({ review_on: '2026-11-29' })), ['review_on before 0']);
  assert.deepEqual(codes(read({ review_on: '2026-11-30' })), []);
  const { data } = read({ remind_at: '', review_on: '' });
  assert.deepEqual([data.remind_at, data.review_on], [null, null]);
});

test('activities are the person’s words, without the spaces around them', () => {
  const { data } = read({ activities: ['  dancing ', '', ' an odd one ', '   '] });
  assert.deepEqual(data.activities, ['dancing', ' an odd one ']);
  assert.deepEqual(codes(read({ activities: ['🦵'.repeat(80), '🦵'.repeat(81)] })), ['activities long 1']);
  assert.deepEqual(codes(read({ activities: ['a', '', ' a'] })), ['activities twice 2']);
  assert.deepEqual(codes(read({ activities: ['\ud83e', 'a\0'] })), [
    'activities character 0',
    'activities character 1',
  ]);
});

test('all faults are found at once', () => {
  const found = read({ items: [{ ...draftOf(PLAN).items[0], reps: '', rounds: '', days: [] }], remind_at: '?' });
  assert.deepEqual(codes(found), ['reps invalid 0', 'rounds invalid 0', 'days none 0', 'remind_at invalid 0']);
});

test('what was changed here goes on the plan as it is now', () => {
  const wanted = { ...PLAN, remind_at: '18:00' };
  const now = { ...PLAN, review_on: null, activities: [], remind_at: '06:00' };
  assert.deepEqual(merged(PLAN, wanted, now), { ...now, remind_at: '18:00' });
  assert.deepEqual(merged(PLAN, wanted, null), wanted);
});

test('a plan offers the speeds of a practice, in per cent of the duration', () => {
  assert.deepEqual(TEMPOS.map(speedOf), PERCENTS);
  assert.ok(TEMPOS.every((tempo) => Number.isInteger(tempo) && tempo >= 50 && tempo <= 200));
  assert.equal(speedOf(90), 111);
});
