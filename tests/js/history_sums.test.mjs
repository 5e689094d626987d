import assert from 'node:assert/strict';
import { test } from 'node:test';

import { monthOf, weeksOf } from '../../static/js/history/calendar.js';
import { heightOf, painOverTime, SIZE } from '../../static/js/history/pain.js';

const told = (day, before, after = null) => ({
  record: { data: { started_at: `${day}T10:00:00.000+01:00`, pain_before: before, pain_after: after } },
});

test('months follow each other over the year', () => {
  assert.equal(monthOf('2026-11-22'), '2026-11-01');
  assert.equal(monthOf('2026-12-31', 1), '2027-01-01');
  assert.equal(monthOf('2027-01-31', -1), '2026-12-01');
});

test('every day of a month stands once under its weekday', () => {
  for (const first of [1, 6, 7]) {
    for (const month of ['2026-02-01', '2026-11-01', '2028-02-01', '2021-02-01']) {
      const weeks = weeksOf(month, first);
      const days = weeks.flat().filter(Boolean);
      assert.ok(weeks.every((week) => week.length === 7 && week.some(Boolean)));
      assert.deepEqual(days, [...new Set(days)].sort());
      assert.equal(days[0], month);
      assert.equal(days.length, (Date.parse(monthOf(month, 1)) - Date.parse(month)) / 86_400_000);
      for (const week of weeks) {
        week.forEach((day, at) => day && assert.equal(new Date(day).getUTCDay(), (first + at) % 7));
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
    told('2026-11-21', 2, 1), told('2026-11-06', null, 3), told('2026-11-06', 4), told('2026-11-01', 6, 5),
  ]);
  const inner = SIZE.width - SIZE.left - SIZE.right;
  assert.deepEqual(points.map(({ x }) => x), [SIZE.left, SIZE.left + inner / 4, SIZE.width - SIZE.right]);
  assert.deepEqual(levels, [6, 4, 2]);
  assert.deepEqual(points.map(({ after }) => after), [heightOf(5), null, heightOf(1)]);
  assert.equal(line, points.map(({ x, before }) => `${x},${before}`).join(' '));
  assert.deepEqual([from, to], ['2026-11-01', '2026-11-21']);
});

test('several practices of a day are one point, by their middle level', () => {
  const { points } = painOverTime([told('2026-11-21', 9, 2), told('2026-11-21', 3), told('2026-11-21', 4, 1), told('2026-11-20', 5)]);
  assert.deepEqual(points.map(({ before, after }) => [before, after]), [[heightOf(5), null], [heightOf(4), heightOf(2)]]);
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
