import assert from 'node:assert/strict';
import { test } from 'node:test';

import { planned } from '../../static/js/today/due.js';

const item = (guide, days) => ({ guide, reps: 10, rounds: 1, tempo: 100, days });
const plan = (changes = {}) => ({
  record: {
    id: 'plan',
    data: {
      items: [item('a', [1, 3, 5]), item('b', [1])],
      starts_on: '2026-11-02',
      review_on: null,
      ended_on: null,
      ...changes,
    },
  },
});
const session = (guide, day) => ({ guide, started_at: `${day}T08:00:00.000+01:00`, sets: [{ side: 'both', reps: 1 }] });
const at = (day, sessions = [], plans = [plan()]) => planned(plans, sessions, `${day}T20:00:00.000+01:00`, 1);

test('what is due comes first, then what is left, then nothing', () => {
  const monday = '2026-11-30';
  assert.deepEqual([at(monday).state, at(monday).guide], ['due', 'a']);
  const one = at(monday, [session('a', monday)]);
  assert.deepEqual([one.state, one.guide, one.items.map(({ isDone }) => isDone)], ['due', 'b', [true, false]]);
  const both = at(monday, [session('b', monday), session('a', monday)]);
  assert.deepEqual([both.state, both.guide, both.next], ['done', null, '2026-12-02']);
});

test('a day without anything is rest, and what was missed is not piled up', () => {
  const tuesday = at('2026-12-01');
  assert.deepEqual([tuesday.state, tuesday.items, tuesday.next], ['rest', [], '2026-12-02']);
  assert.deepEqual(
    at('2026-12-02').items.map(({ guide }) => guide),
    ['a'],
  );
  assert.deepEqual(at('2026-12-02').week, { planned: 4, done: 0 });
});

test('the day to look back on has come, and stays so', () => {
  const review = (day) => at(day, [], [plan({ review_on: '2026-12-02' })]).review;
  assert.deepEqual([review('2026-12-01'), review('2026-12-02'), review('2026-12-09')], [false, true, true]);
  assert.equal(at('2026-12-02').review, false);
});

test('a plan that begins later says when; one that has ended says nothing', () => {
  assert.deepEqual(at('2026-11-01'), { state: 'begins', begins: '2026-11-02' });
  assert.equal(at('2026-12-02', [], [plan({ ended_on: '2026-12-02' })]), null);
  assert.equal(at('2026-12-02', [], []), null);
});
