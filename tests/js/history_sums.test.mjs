import assert from 'node:assert/strict';
import { test } from 'node:test';

import { monthOf, nextMonth, weeksOf } from '../../static/js/history/calendar.js';
import { heightOf, painOverTime, SIZE } from '../../static/js/history/pain.js';

const told = (day, before, after = null) => ({
  record: { data: { started_at: `${day}T10:00:00.000+01:00`, pain_before: before, pain_after: after } },
});

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

test('the worst pain is at the top, none at the bottom', () => {
  assert.equal(heightOf(10), SIZE.top);
  assert.equal(heightOf(0), SIZE.height - SIZE.bottom);
  assert.ok(heightOf(6) < heightOf(5));
});

test('pain is drawn from the oldest to the newest, at the distance of their days', () => {
  const { points, levels, line, from, to } = painOverTime([
    told('2026-11-21', 2, 1),
    told('2026-11-06', null, 3),
    told('2026-11-06', 4),
    told('2026-11-01', 6, 5),
  ]);
  const inner = SIZE.width - SIZE.left - SIZE.right;
  assert.deepEqual(
    points.map(({ x }) => x),
    [SIZE.left, SIZE.left + inner / 4, SIZE.width - SIZE.right],
  );
  assert.deepEqual(levels, [6, 4, 2]);
  assert.deepEqual(
    points.map(({ after }) => after),
    [heightOf(5), null, heightOf(1)],
  );
  assert.equal(line, points.map(({ x, before }) => `${x},${before}`).join(' '));
  assert.deepEqual([from, to], ['2026-11-01', '2026-11-21']);
});

test('several practices of a day are one point, by their middle level', () => {
  const { points } = painOverTime([
    told('2026-11-21', 9, 2),
    told('2026-11-21', 3),
    told('2026-11-21', 4, 1),
    told('2026-11-20', 5),
  ]);
  assert.deepEqual(
    points.map(({ before, after }) => [before, after]),
    [
      [heightOf(5), null],
      [heightOf(4), heightOf(2)],
    ],
  );
});

test('years of practice stay a line that can be read', () => {
  const day = (n) => new Date(Date.UTC(2026, 10, 22) - n * 86_400_000).toISOString().slice(0, 10);
  const { points, levels } = painOverTime(Array.from({ length: 2000 }, (_, n) => told(day(n), n % 11, 1)));
  assert.ok(points.length > 40 && points.length <= 60, `${points.length} points`);
  assert.equal(levels.length, 2000);
  assert.deepEqual([points[0].x, points.at(-1).x], [SIZE.left, SIZE.width - SIZE.right]);
});

test('a single day is no line', () => {
  assert.equal(painOverTime([]), null);
  assert.equal(painOverTime([told('2026-11-21', null)]), null);
  assert.equal(painOverTime([told('2026-11-21', 2), told('2026-11-21', 3)]), null);
});
