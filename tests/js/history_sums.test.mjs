import assert from 'node:assert/strict';
import { test } from 'node:test';

import { monthOf, nextMonth, weeksOf } from '../../static/js/history/calendar.js';

const month = (year, number) => `${String(year).padStart(4, '0')}-${String(number).padStart(2, '0')}-01`;

test('months follow each other over the year', () => {
  assert.equal(monthOf('2026-11-22'), '2026-11-01');
  assert.equal(nextMonth('2026-12-01', 1, ['2027-02-01']), '2027-01-01');
  assert.equal(nextMonth('2027-01-01', -1, ['2026-11-01']), '2026-12-01');
});

test('from any month, every other that has a practice is a few turns away', () => {
  const stops = [
    '0001-01-01',
    '0099-12-01',
    '1970-01-01',
    '2025-09-01',
    '2026-11-01',
    '2036-05-01',
    '2099-12-01',
    '9999-12-01',
  ];
  const all = (from, way) => {
    const seen = [];
    for (let month = from; month; month = nextMonth(month, way, stops)) seen.push(month);
    return seen;
  };
  for (const [from, way] of [
    [stops[0], 1],
    [stops.at(-1), -1],
  ]) {
    const seen = all(from, way);
    assert.ok(stops.every((stop) => seen.includes(stop)));
    assert.ok(seen.length <= 50, `${seen.length} turns`);
  }
});

test('up to half a year without a practice is turned month by month, and no way leads past the last', () => {
  assert.equal(nextMonth('2026-11-01', -1, ['2026-05-01']), '2026-10-01');
  assert.equal(nextMonth('2026-11-01', -1, ['2026-04-01']), '2026-04-01');
  assert.equal(nextMonth('2026-11-01', 1, ['2026-04-01', '2026-11-01']), null);
});

test('every day of a month stands once under its weekday', () => {
  for (const first of [1, 6, 7]) {
    for (const [year, number] of [
      [2026, 2],
      [2026, 11],
      [2028, 2],
      [2021, 2],
      [1, 1],
      [99, 12],
      [1900, 2],
      [2000, 2],
      [9999, 12],
    ]) {
      const weeks = weeksOf(month(year, number), first);
      const days = weeks.flat().filter(Boolean);
      assert.ok(weeks.every((week) => week.length === 7 && week.some(Boolean)));
      assert.deepEqual(days, [...new Set(days)].sort());
      assert.equal(days[0], month(year, number));
      const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
      assert.equal(days.length, [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][number - 1]);
      for (const week of weeks) {
        for (const [at, day] of week.entries()) if (day) assert.equal(new Date(day).getUTCDay(), (first + at) % 7);
      }
    }
  }
});

test('the four weeks of a February that begins on a Monday fill the table', () => {
  assert.equal(weeksOf('2021-02-01', 1).length, 4);
  assert.equal(weeksOf('2021-02-01', 7).length, 5);
});
