import assert from 'node:assert/strict';
import { test } from 'node:test';

import { idOfLink } from '../../static/js/plan/link-id.js';
import { goesOn } from '../../static/js/plan/plans.js';
import { asTaken, beginsTooLate, takingOf } from '../../static/js/plan/take.js';

const PLAN = {
  items: [{ guide: 'hip-hinge', reps: 10, rounds: 2, tempo: 100, days: [1, 3, 5] }],
  starts_on: '2026-11-30',
  review_on: '2026-12-28',
  remind_at: null,
  activities: ['putting on socks'],
  given_by: 'Anna Becker',
  words: 'Slowly.',
};
const entry = (id, changes) => ({ id, record: { id, data: { ...PLAN, ended_on: null, ...changes } } });

test('a plan begins on its day, or today if that has passed', () => {
  assert.deepEqual(asTaken(PLAN, '2026-11-20'), { ...PLAN, ended_on: null });
  assert.deepEqual(asTaken(PLAN, '2026-12-05'), { ...PLAN, starts_on: '2026-12-05', ended_on: null });
});

test('a plan that begins in more than a year is not to be taken', () => {
  assert.ok(!beginsTooLate(PLAN, '2026-11-20'));
  assert.ok(!beginsTooLate(PLAN, '2029-11-20'));
  assert.ok(!beginsTooLate({ ...PLAN, starts_on: '2027-11-20' }, '2026-11-20'));
  assert.ok(!beginsTooLate({ ...PLAN, starts_on: '2028-02-29' }, '2027-02-28'));
  assert.ok(beginsTooLate({ ...PLAN, starts_on: '2027-11-22' }, '2026-11-20'));
  assert.ok(beginsTooLate({ ...PLAN, starts_on: '9999-12-31' }, '2026-11-20'));
});

test('a day of review that has passed is left out', () => {
  assert.equal(asTaken(PLAN, '2026-12-28').review_on, '2026-12-28');
  assert.equal(asTaken(PLAN, '2026-12-29').review_on, null);
});

test('the plan in force on that day ends on it, and what was advised stays as it was', () => {
  const plans = [
    entry('a', { starts_on: '2026-11-01' }),
    entry('b', { starts_on: '2026-10-01', ended_on: '2026-11-01' }),
  ];
  const { replaces, change } = takingOf(asTaken(PLAN, '2026-11-20'), plans);
  assert.equal(replaces.id, 'a');
  assert.deepEqual(change, { ends: [{ id: 'a', on: '2026-11-30' }], begins: { ...PLAN, ended_on: null } });
  assert.equal(takingOf(asTaken(PLAN, '2026-11-20'), plans.slice(1)).replaces, null);
});

test('a plan goes on until the day on which it ends', () => {
  assert.ok(goesOn({ starts_on: '2026-11-30', ended_on: null }, '2026-12-05'));
  assert.ok(goesOn({ starts_on: '2026-11-30', ended_on: '2026-12-06' }, '2026-12-05'));
  assert.ok(!goesOn({ starts_on: '2026-11-30', ended_on: '2026-12-05' }, '2026-12-05'));
  assert.ok(!goesOn({ starts_on: '2026-12-30', ended_on: '2026-12-30' }, '2026-12-05'), 'it never begins');
});

test('a link has one id, and another once its plan has ended', () => {
  const ids = ['AQ', 'AR', 'BQ', ''].flatMap((fragment) => [0, 1, 2].map((times) => idOfLink(fragment, times)));
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(
    ids,
    ['AQ', 'AR', 'BQ', ''].flatMap((fragment) => [0, 1, 2].map((times) => idOfLink(fragment, times))),
  );
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('many links have many ids', () => {
  const ids = Array.from({ length: 20_000 }, (_, n) => idOfLink(`A${n.toString(36)}`, 0));
  assert.equal(new Set(ids).size, ids.length);
});
