// What a reader of RFC 5545 makes of the file is in test_calendar.py.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { hasDays, sequenceOf, toCalendar } from '../../static/js/plan/calendar.js';

const NOW = Date.parse('2026-11-30T08:15:00Z');
const plan = (changes) => ({
  items: [{ guide: 'wall-tap', reps: 10, rounds: 1, tempo: 100, days: [1, 3, 5] }],
  starts_on: '2026-11-30',
  review_on: null,
  ended_on: null,
  ...changes,
});

test('the sequence rises with each change and stays without one, whatever the clock did', () => {
  const first = { stamp: NOW, sequence: sequenceOf(NOW) };
  assert.ok(first.sequence > 0 && first.sequence < 2 ** 31);
  assert.equal(sequenceOf(NOW, first), first.sequence);
  assert.equal(sequenceOf(NOW + 1, first), first.sequence + 1);
  assert.equal(sequenceOf(NOW + 60_000, first), first.sequence + 60);
  assert.equal(sequenceOf(NOW - 60_000, first), first.sequence + 1);
});

test('the sequence is a number of the standard with any stamp', () => {
  for (const stamp of [0, 1, NOW, Number.MAX_SAFE_INTEGER]) {
    const sequence = sequenceOf(stamp);
    assert.ok(Number.isInteger(sequence) && sequence >= 0 && sequence < 2 ** 31, String(stamp));
  }
});

test('a plan that is reviewed or ended before its first day has none', () => {
  assert.ok(hasDays(plan()));
  assert.ok(hasDays(plan({ review_on: '2026-11-30' })));
  assert.ok(!hasDays(plan({ starts_on: '2026-12-01', review_on: '2026-12-01' })));
  assert.ok(!hasDays(plan({ ended_on: '2026-11-30' })));
});

test('the last days that can be written make no event, and no error', () => {
  const words = () => ({ summary: 'Hinge', lines: [] });
  const series = (changes) => [{ id: 'a', plan: plan(changes), sequence: 1, isKnown: false }];
  for (const changes of [{ starts_on: '9999-12-31' }, { starts_on: '9999-12-25', review_on: '9999-12-31' }]) {
    assert.ok(!hasDays(plan(changes)), changes.starts_on);
    assert.doesNotMatch(toCalendar(series(changes), words, '2026-11-30T08:15:00.000Z'), /VEVENT/);
  }
  assert.ok(hasDays(plan({ starts_on: '9998-12-01' })));
  assert.ok(hasDays(plan({ starts_on: '0001-01-01' })));
});
