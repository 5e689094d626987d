import assert from 'node:assert/strict';
import { test } from 'node:test';

import { answer, answersByDay, askedAbout } from '../../static/js/today/next-day.js';

const session = (id, ended_at, started_at = ended_at) => ({ record: { id, data: { started_at, ended_at } } });
const check = (of, pain, at = '2026-11-23T08:00:00.000+01:00', id = `check of ${of}`) => ({
  record: { id, data: answer(at, of, pain) },
});
const LAST = session('a', '2026-11-22T18:00:00.000+01:00');
const asked = (now, { sessions = [LAST], checks = [], ended } = {}) => askedAbout(sessions, checks, now, ended)?.id;

for (const [now, id] of [
  ['2026-11-23T05:59:59.999+01:00', undefined],
  ['2026-11-23T06:00:00.000+01:00', 'a'],
  ['2026-11-24T18:00:00.000+01:00', 'a'],
  ['2026-11-24T18:00:00.001+01:00', undefined],
  ['2026-11-21T08:00:00.000+01:00', undefined], // the clock was set back
]) {
  test(`at ${now} the practice of the 22nd at 18:00 is ${id ? '' : 'not '}asked about`, () =>
    assert.equal(asked(now), id));
}

test('hours are counted as they passed, in whichever time zone, and where the clock was changed', () => {
  assert.equal(asked('2026-11-22T23:00:00.000-05:00'), undefined); // 11 h after
  assert.equal(asked('2026-11-23T00:00:00.000-05:00'), 'a');
  assert.equal(asked('2026-11-23T13:00:00.000+09:00'), undefined); // 10 h after
  const inMarch = [session('a', '2026-03-28T18:00:00.000+01:00')];
  assert.equal(asked('2026-03-29T06:30:00.000+02:00', { sessions: inMarch }), undefined);
  assert.equal(asked('2026-03-29T07:00:00.000+02:00', { sessions: inMarch }), 'a');
});

test('a later practice is asked about, and not the one before it', () => {
  const later = session('b', '2026-11-23T09:00:00.000+01:00');
  const sessions = [later, LAST];
  assert.equal(asked('2026-11-23T12:00:00.000+01:00', { sessions }), undefined);
  assert.equal(asked('2026-11-23T21:00:00.000+01:00', { sessions }), 'b');
  assert.equal(asked('2026-11-23T21:00:00.000+01:00', { sessions: [LAST, later] }), 'b');
});

test('a practice day is asked about once', () => {
  const now = '2026-11-23T20:00:00.000+01:00';
  const morning = session('m', '2026-11-22T06:00:00.000+01:00');
  assert.equal(asked(now, { checks: [check('a', 3)] }), undefined);
  assert.equal(asked(now, { sessions: [LAST, morning], checks: [check('m', 3)] }), undefined);
  assert.equal(asked(now, { ended: '2026-11-22' }), undefined);
  assert.equal(asked(now, { ended: '2026-11-21' }), 'a');
});

test('a check of another practice, or without a level of pain, is no answer', () => {
  const now = '2026-11-23T08:00:00.000+01:00';
  const before = session('b', '2026-11-20T18:00:00.000+01:00');
  const checks = [check('b', 3), check('gone', 3), check(null, 3), check('a', null)];
  assert.equal(asked(now, { sessions: [LAST, before], checks }), 'a');
});

test('a practice whose date has not come is not asked about, nor does it stand before the last one', () => {
  const ahead = session('z', '2036-05-01T18:00:00.000+02:00');
  assert.equal(asked('2026-11-23T08:00:00.000+01:00', { sessions: [LAST, ahead] }), 'a');
  assert.equal(asked('2026-11-23T08:00:00.000+01:00', { sessions: [ahead] }), undefined);
  assert.equal(asked('2026-11-23T08:00:00.000+01:00', { sessions: [] }), undefined);
});

test('of two answers the later one stands, then the greater id', () => {
  const stands = (...checks) => answersByDay([LAST], checks).get('2026-11-22').check.data.pain;
  const first = check('a', 2);
  const anHourLater = check('a', 6, '2026-11-23T08:00:00.000Z');
  const atTheSameTime = check('a', 4, '2026-11-23T09:00:00.000+02:00', 'z');
  for (const [one, other, pain] of [
    [first, anHourLater, 6],
    [first, atTheSameTime, 4],
  ]) {
    assert.equal(stands(one, other), pain);
    assert.equal(stands(other, one), pain);
  }
});
