import assert from 'node:assert/strict';
import { test } from 'node:test';

import { learned, nextStep, wentWell } from '../../static/js/plan/order.js';
import { painChange, painTrend, summary, unanswered } from '../../static/js/today/summary.js';

const TODAY = '2026-11-22';
const NOW = `${TODAY}T20:00:00.000+01:00`;
const practice = (day, { before = null, after = null, synced = true, reps = [15, 15] } = {}) => ({
  state: synced ? 'taken' : 'waiting',
  record: {
    data: {
      guide: 'foam-roller-deadlift',
      started_at: `${day}T18:00:00.000+01:00`,
      sets: reps.map((done) => ({ reps: done })),
      pain_before: before,
      pain_after: after,
    },
  },
});
const painful = (...pains) => pains.map((before) => practice(TODAY, { before }));

test('someone who has not practised has no summary', () => {
  assert.equal(summary([], NOW), null);
});

test('the last practice says what to practise next', () => {
  const { last } = summary([practice('2026-11-21', { reps: [15, 9] }), practice('2026-11-01')], NOW);
  assert.deepEqual(last, { guide: 'foam-roller-deadlift', reps: 24, day: '2026-11-21', when: 'yesterday' });
});

for (const [day, when] of [
  ['2026-11-22', 'today'],
  ['2026-11-23', 'today'],
  ['2026-11-21', 'yesterday'],
  ['2026-11-20', 'before'],
]) {
  test(`a practice on ${day} was ${when}`, () => assert.equal(summary([practice(day)], NOW).last.when, when));
}

for (const [before, after, change] of [
  [4, 2, 'much-lower'],
  [4, 3, 'lower'],
  [4, 4, 'same'],
  [4, 5, 'higher'],
  [0, 10, 'much-higher'],
]) {
  test(`pain ${before} → ${after} is ${change}`, () =>
    assert.deepEqual(painChange(before, after), { before, after, change }));
}

test('pain that was not given is not taken for none', () => {
  assert.equal(painChange(null, 0), null);
  assert.equal(painChange(0, null), null);
  assert.equal(painChange(0, 0).change, 'same');
});

test('there is no trend before six practices have told of pain', () => {
  assert.equal(painTrend([...painful(1, 1, 1, 6, 6), ...painful(null, null)]), null);
});

test('the trend compares the first three, by the middle one, with each of the last three', () => {
  assert.deepEqual(painTrend(painful(2, 3, 2, 9, 9, 6, 5, 6)), { first: 6, lately: [2, 3, 2], change: 'lower' });
  assert.deepEqual(painTrend(painful(5, 6, 6, 3, 2, 3)), { first: 3, lately: [6, 6, 5], change: 'higher' });
});

test('one bad day is no trend, and one point is no change', () => {
  assert.deepEqual(painTrend(painful(3, 3, 3, 4, 4, 4)), { first: 4, lately: [3, 3, 3], change: 'small' });
});

test('nothing is praised while the last pain is 6 or more, or 2 above the usual', () => {
  const after = (pain, ...before) => painful(...before).with(0, practice(TODAY, { before: before[0], after: pain }));
  assert.equal(painTrend(painful(8, 3, 3, 6, 6, 6)).change, '');
  assert.equal(painTrend(painful(5, 3, 3, 6, 6, 6)).change, '');
  assert.equal(painTrend(after(9, 3, 3, 3, 6, 6, 6)).change, '');
  assert.equal(painTrend(after(4, 3, 3, 3, 6, 6, 6)).change, 'lower');
  assert.equal(painTrend(painful(9, 9, 9, 3, 3, 3)).change, 'higher');
});

test('the last seven days end today and tell on which of them there was a practice', () => {
  const { days } = summary(
    [practice(TODAY), practice('2026-11-20'), practice('2026-11-20'), practice('2026-11-15')],
    NOW,
  );
  assert.equal(days.length, 7);
  assert.deepEqual(
    days.filter((one) => one.practised).map((one) => one.day),
    ['2026-11-20', TODAY],
  );
  assert.equal(days.at(-1).day, TODAY);
});

test('a practice with a date that has not come is neither the last one, nor of these days, nor in the trend', () => {
  const ahead = practice('2036-05-01', { before: 0, after: 0, synced: false });
  const six = painful(5, 5, 5, 5, 5, 5);
  const summed = summary([ahead, ...six], NOW);
  assert.deepEqual({ ...summed, waiting: 0 }, summary(six, NOW));
  assert.equal(summed.waiting, 1);
});

test('where every practice bears a date that has not come, nothing is said of the last one', () => {
  const { last, pain, trend, days, waiting } = summary([practice('2036-05-01', { before: 3, after: 2 })], NOW);
  assert.deepEqual({ last, pain, trend, waiting }, { last: null, pain: null, trend: null, waiting: 0 });
  assert.ok(days.every((one) => !one.practised));
});

test('a practice on the other side of the date line is one of today', () => {
  const { last, days } = summary([practice('2026-11-23')], NOW);
  assert.equal(last.when, 'today');
  assert.equal(days.at(-1).practised, true);
});

test('what the server lacks is counted', () => {
  assert.equal(summary([practice(TODAY, { synced: false }), practice(TODAY)], NOW).waiting, 1);
});

/** Sessions of these guides, newest first; `-` after a name: it did not go well. */
const sessions = (names) =>
  names.split(' ').map((name) => ({
    guide: name[0],
    sets: [{ side: 'both', reps: name.endsWith('-') ? 9 : 15, target: 15 }],
    pain_after: null,
  }));
const ORDER = ['a', 'b', 'c', 'd'];

test('what was practised is marked, and what comes after the furthest guide that went well is next', () => {
  const states = (names) => Object.fromEntries(learned(ORDER, sessions(names), []));
  assert.deepEqual(states('c a c'), { a: 'practised', c: 'practised', d: 'next' });
  assert.deepEqual(states('a'), { a: 'practised', b: 'next' });
  assert.deepEqual(states('c- a'), { a: 'practised', c: 'practised', b: 'next' });
  assert.deepEqual(states('b-'), { a: 'next', b: 'practised' });
  assert.deepEqual(states('d'), { d: 'practised' });
});

test('who has practised nothing that is here is not told what comes next', () => {
  assert.equal(learned(ORDER, [], []).size, 0);
  assert.equal(learned(ORDER, sessions('x'), []).size, 0);
});

test('a practice went well with every side whole and pain of at most 3', () => {
  const side = (side, reps, target = 15) => ({ side, reps, target });
  for (const [sets, pain_after, well] of [
    [[side('left', 15), side('right', 15)], 3, true],
    [[side('left', 15), side('right', 15)], 4, false],
    [[side('left', 15), side('right', 14)], null, false],
    [[side('left', 15)], null, false],
    [[side('both', 15)], null, true],
    [[side('both', 1, null)], null, true],
    [[side('both', 0, null)], null, false],
    [[side('left', 15), side('right', 15), side('left', 15)], null, false],
  ]) {
    assert.equal(wentWell({ sets, pain_after }, []), well, JSON.stringify([sets, pain_after]));
  }
});

test('the next guide leads once the last went as well and as often as it asks for', () => {
  const place = (guide, to, changes = {}) => ({ guide, next: { guide: to, practices: 3, pain: 3, ...changes } });
  const PATH = [place('a', 'b'), place('b', 'c'), place('c', 'd', { practices: 1, pain: 0 }), place('d', null)];
  const step = (names) => nextStep(PATH, sessions(names), []);
  assert.equal(step('a a'), 'a');
  assert.equal(step('a a a'), 'b');
  assert.equal(step('a a- a a'), 'b');
  assert.equal(step('b a a a'), 'b');
  assert.equal(step('a b b b'), 'c');
  assert.equal(step('c'), 'd');
  assert.equal(nextStep(PATH, [{ ...sessions('c')[0], pain_after: 1 }], []), 'c');
  assert.equal(nextStep([place('a', 'c'), ...PATH.slice(1)], sessions('a a a'), []), 'c');
  assert.equal(step('d d d'), 'd');
  assert.equal(step('x'), null);
});

test('for twelve hours it is asked how much the last practice hurt, where nobody said', () => {
  const now = '2026-11-22T18:30:00.000+01:00';
  const entry = (ended_at, pain_after = null) => ({ record: { data: { started_at: ended_at, ended_at, pain_after } } });
  const last = entry('2026-11-22T06:31:00.000+01:00');
  assert.equal(unanswered([last, entry('2026-11-21T08:00:00.000+01:00')], now), last.record);
  assert.equal(unanswered([entry('2026-11-22T06:30:00.000+01:00')], now), null);
  assert.equal(unanswered([entry('2026-11-22T18:00:00.000+01:00', 0), last], now), null);
  assert.equal(unanswered([entry('2036-11-22T18:00:00.000+01:00'), last], now), last.record);
  assert.equal(unanswered([], now), null);
});

test('a practice that was left after the first of two rounds of its plan did not go well', () => {
  const plans = [{ record: { id: 'p', data: { items: [{ guide: 'a', reps: 15, rounds: 2 }] } } }];
  const wall = (rounds, changes = {}) => ({
    guide: 'a',
    plan: 'p',
    sets: Array.from({ length: rounds }, () => ({ side: 'both', reps: 15, target: 15 })),
    pain_after: null,
    ...changes,
  });
  assert.equal(wentWell(wall(1), plans), false);
  assert.equal(wentWell(wall(2), plans), true);
  assert.equal(wentWell(wall(1, { plan: null }), plans), true); // a dose of its own
  assert.equal(wentWell(wall(1, { plan: 'gone' }), plans), true);
  assert.equal(wentWell(wall(1, { sets: [{ side: 'both', reps: 10, target: 10 }] }), plans), true); // less, for once
  assert.equal(learned(ORDER, [wall(1)], plans).has('b'), false);
  assert.equal(learned(ORDER, [wall(2)], plans).get('b'), 'next');
});
