import assert from 'node:assert/strict';
import { test } from 'node:test';

import { coming, dueOn, inForce, nextPlannedDay, weekday, weekOf } from '../../static/js/plan/plans.js';

const MONDAY = '2026-11-30';

const item = (guide, days = [1, 3, 5], changes = {}) => ({ guide, reps: 10, rounds: 1, tempo: 100, days, ...changes });
const plan = (id, changes = {}) => ({
  record: {
    id,
    data: {
      items: [item('wall-tap')],
      starts_on: '2026-11-02',
      review_on: null,
      ended_on: null,
      remind_at: null,
      activities: [],
      given_by: '',
      words: '',
      ...changes,
    },
  },
});
const session = (guide, day, reps = 10) => ({
  guide,
  started_at: `${day}T23:30:00.000-05:00`,
  sets: [{ side: 'both', reps, target: 10 }],
});

test('days are counted from Monday', () => {
  assert.deepEqual([weekday('2026-11-30'), weekday('2026-12-05'), weekday('2026-12-06')], [1, 6, 7]);
});

test('of several plans the one that began last is in force, then the greater id', () => {
  const old = plan('a');
  const twins = [plan('c', { starts_on: '2026-11-09' }), plan('b', { starts_on: '2026-11-09' })];
  assert.equal(inForce([old, ...twins], MONDAY).record.id, 'c');
  assert.equal(inForce([...twins.reverse(), old], MONDAY).record.id, 'c');
  assert.equal(inForce([old, ...twins], '2026-11-08').record.id, 'a');
  assert.equal(inForce([old], '2026-11-01'), null);
  assert.equal(inForce([], MONDAY), null);
});

test('a plan ends on its day, and one that is to begin is not in force', () => {
  const ended = plan('a', { ended_on: MONDAY });
  assert.equal(inForce([ended], '2026-11-29').record.id, 'a');
  assert.equal(inForce([ended], MONDAY), null);
  const later = [plan('z', { starts_on: '2026-12-09' }), plan('b', { starts_on: '2026-12-02' })];
  assert.equal(inForce(later, MONDAY), null);
  assert.equal(coming(later, MONDAY).record.id, 'b');
  assert.equal(coming([ended, plan('c')], MONDAY), null);
});

test('what is due is done once its guide was practised on the same day of the calendar', () => {
  const { data } = plan('a', { items: [item('wall-tap'), item('hip-hinge', [2]), item('pick-it-up')] }).record;
  const sessions = [session('wall-tap', MONDAY), session('pick-it-up', '2026-11-29'), session('pick-it-up', MONDAY, 0)];
  assert.deepEqual(
    dueOn(data, sessions, MONDAY).map(({ guide, reps, isDone }) => [guide, reps, isDone]),
    [
      ['wall-tap', 10, true],
      ['pick-it-up', 10, false],
    ],
  );
  assert.deepEqual(dueOn(data, sessions, '2026-12-03'), []);
});

test('the next day is told, within a week and until the review', () => {
  const { data } = plan('a', { items: [item('wall-tap', [1]), item('hip-hinge', [4])] }).record;
  assert.equal(nextPlannedDay(data, MONDAY), '2026-12-03');
  assert.equal(nextPlannedDay(data, '2026-12-03'), '2026-12-07');
  assert.equal(nextPlannedDay({ ...data, review_on: '2026-12-05' }, '2026-12-03'), null);
});

test('a week counts what each day had planned, and what was done on whichever day', () => {
  const first = plan('a', { ended_on: '2026-12-02' });
  const second = plan('b', { starts_on: '2026-12-02', items: [item('hip-hinge', [3, 5, 7])] });
  const sessions = [
    session('wall-tap', '2026-12-01'),
    session('hip-hinge', '2026-12-04'),
    session('hip-hinge', '2026-12-04'),
    session('pick-it-up', '2026-12-04'),
    session('hip-hinge', '2026-12-07'),
  ];
  assert.deepEqual(weekOf([first, second], sessions, '2026-12-03', 1), { planned: 4, done: 2 });
  assert.deepEqual(weekOf([first, second], sessions, '2026-12-06', 7), { planned: 3, done: 1 });
  assert.deepEqual(weekOf([], sessions, '2026-12-03', 1), { planned: 0, done: 0 });
});
