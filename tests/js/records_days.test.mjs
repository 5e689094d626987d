import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  byDay,
  daysBetween,
  firstDays,
  repsBySide,
  repsOf,
  secondsOf,
  shift,
  totals,
  weekStart,
} from '../../static/js/records/days.js';
import { dayOf } from '../../static/js/records/time.js';

const session = (
  id,
  startedAt,
  sets = [
    ['left', 15],
    ['right', 15],
  ],
) => ({
  record: {
    id,
    kind: 'session',
    data: { started_at: startedAt, sets: sets.map(([side, reps]) => ({ side, reps, seconds: 90.5 })) },
  },
});
const ids = (days) => days.map(({ day, entries }) => [day, ...entries.map((entry) => entry.record.id)]);

test('a session stands on the day that the phone showed, whatever the offset', () => {
  assert.equal(dayOf('2026-11-22T23:59:00.000-11:00'), '2026-11-22'); // already the 23rd in Greenwich
  assert.equal(dayOf('2026-11-22T00:01:00.000+14:00'), '2026-11-22'); // still the 21st there
});

test('days come newest first, and sessions newest first within them', () => {
  const days = byDay([
    session('c', '2026-11-22T18:00:00.000+01:00'),
    session('a', '2026-11-20T08:00:00.000+01:00'),
    session('b', '2026-11-22T07:00:00.000+01:00'),
  ]);
  assert.deepEqual(ids(days), [
    ['2026-11-22', 'c', 'b'],
    ['2026-11-20', 'a'],
  ]);
});

test('a flight over the date line keeps both calendars in order', () => {
  const days = byDay([
    session('honolulu', '2026-11-21T20:00:00.000-10:00'), // 06:00 on the 22nd in Greenwich: later
    session('auckland', '2026-11-22T13:00:00.000+13:00'), // 00:00 on the 22nd in Greenwich: earlier
  ]);
  assert.deepEqual(ids(days), [
    ['2026-11-22', 'auckland'],
    ['2026-11-21', 'honolulu'],
  ]);
});

test('on the night when clocks go back, the order is that of the moments', () => {
  const days = byDay([
    session('summer', '2026-10-25T02:50:00.000+02:00'),
    session('winter', '2026-10-25T02:10:00.000+01:00'), // twenty minutes after
  ]);
  assert.deepEqual(ids(days), [['2026-10-25', 'winter', 'summer']]);
});

test('days are counted over months, years and leap days', () => {
  assert.equal(shift('2028-02-28', 1), '2028-02-29');
  assert.equal(shift('2026-01-01', -1), '2025-12-31');
  assert.equal(daysBetween('2026-10-24', '2026-10-26'), 2); // one of them had 25 hours
});

test('a week begins where the person’s week begins', () => {
  const sunday = '2026-11-22';
  assert.equal(weekStart(sunday, 1), '2026-11-16');
  assert.equal(weekStart(sunday, 7), sunday);
  assert.equal(weekStart(sunday, 6), '2026-11-21');
  assert.equal(weekStart('2026-11-16', 1), '2026-11-16');
});

test('repetitions and seconds add up a side, over any number of sets', () => {
  const { data } = session('x', '2026-11-22T10:00:00.000+00:00', [
    ['left', 15],
    ['right', 9],
    ['left', 3],
    ['both', 8],
  ]).record;
  assert.deepEqual(repsBySide(data), { left: 18, right: 9, both: 8 });
  const newer = { sets: [...data.sets, { side: 'of a newer version', reps: 5 }] };
  assert.deepEqual(repsBySide(newer), { left: 18, right: 9, both: 8 });
  assert.equal(repsOf(data), 35);
  assert.equal(secondsOf(data), 362);
});

test('totals count from a day on, that day too', () => {
  const entries = ['2026-11-15', '2026-11-16', '2026-11-22'].map((day) => session(day, `${day}T00:00:00.000+00:00`));
  assert.deepEqual(totals(entries, '2026-11-16'), { practices: 2, left: 30, right: 30, both: 0 });
  assert.deepEqual(totals(entries), { practices: 3, left: 45, right: 45, both: 0 });
  assert.deepEqual(totals([]), { practices: 0, left: 0, right: 0, both: 0 });
});

test('a long history is shown a part at a time, never half a day', () => {
  const days = byDay(
    Array.from({ length: 9 }, (_, n) => session(String(n), `2026-11-0${1 + Math.floor(n / 3)}T0${n}:00:00.000Z`)),
  );
  const part = firstDays(days, 4);
  assert.deepEqual(
    part.shown.map(({ day }) => day),
    ['2026-11-03', '2026-11-02'],
  );
  assert.equal(part.earlier, 3);
  assert.equal(firstDays(days, 100).earlier, 0);
  assert.deepEqual(firstDays([], 4), { shown: [], earlier: 0 });
});
