import assert from 'node:assert/strict';
import { test } from 'node:test';

import { changes, checkChanges, level } from '../../static/js/history/changes.js';

const before = {
  guide: 'hip-hinge',
  pain_before: 4,
  pain_after: null,
  note: 'one\r\ntwo',
  sets: [
    { side: 'left', reps: 12, target: 15, seconds: 60, counter: 'motion', tilts: [50] },
    { side: 'right', reps: 9, counted: 8, target: 15, seconds: 60, counter: 'tap' },
  ],
  started_at: '2026-11-22T14:03:11.120-05:00',
  ended_at: '2026-11-22T14:09:11.120-05:00',
};
const entered = { pain_before: 4, pain_after: null, note: 'one\ntwo', effort: null, reps: [12, 9] };

test('a form that was left as it was changes nothing, whatever it does to line breaks', () => {
  assert.deepEqual(changes(before, entered), {});
});

test('only the fields that a person changed are changed', () => {
  assert.deepEqual(changes(before, { ...entered, pain_after: 0 }), { pain_after: 0 });
  assert.deepEqual(changes(before, { ...entered, pain_before: null }), { pain_before: null });
  assert.deepEqual(changes(before, { ...entered, note: ' better \r\nnow\n' }), { note: 'better \nnow' });
  assert.deepEqual(changes(before, { ...entered, note: 'cut \ud83d' }), { note: 'cut' });
});

test('a corrected set keeps what its counter had said, and forgets it once both are the same', () => {
  const [left, right] = before.sets;
  const corrected = (first, second) => changes(before, { ...entered, reps: [first, second] }).sets;
  assert.deepEqual(corrected(15, 9), [{ ...left, reps: 15, counted: 12 }, right]);
  assert.deepEqual(corrected(0, 10), [
    { ...left, reps: 0, counted: 12 },
    { ...right, reps: 10 },
  ]);
  const { counted, ...uncorrected } = right;
  assert.deepEqual(corrected(12, counted), [left, { ...uncorrected, reps: counted }]);
});

test('how hard it was can be said later, changed and taken back', () => {
  assert.deepEqual(changes(before, { ...entered, effort: 5 }), { effort: 5 });
  assert.deepEqual(changes({ ...before, effort: 5 }, { ...entered, effort: 5 }), {});
  assert.deepEqual(changes({ ...before, effort: 5 }, entered), { effort: null });
  assert.deepEqual(changes({ ...before, effort: null }, entered), {});
});

test('what no server takes of a record is mended with whatever else is saved', () => {
  assert.deepEqual(changes({ ...before, note: 'cut \ud83d' }, { ...entered, note: 'cut \ud83d' }), { note: 'cut' });
  const long = { started_at: '2026-11-22T14:03:11.123456789012-05:00', ended_at: '2026-11-22T14:09:11.000000000000Z' };
  assert.deepEqual(changes({ ...before, ...long }, entered), {
    started_at: '2026-11-22T14:03:11.123456789-05:00',
    ended_at: '2026-11-22T14:09:11.000000000Z',
  });
});

test('no level of pain is none given, and 0 is 0', () => {
  assert.equal(level(''), null);
  assert.equal(level('0'), 0);
  assert.equal(level('10'), 10);
});

const check = {
  at: '2026-11-23T08:15:00.000-05:00',
  session: null,
  pain: 2,
  activities: [
    { text: 'socks', score: 4 },
    { text: 'car', score: 7 },
  ],
  tilts: [],
  note: 'one\r\ntwo',
};
const answers = { at: check.at, pain: 2, scores: [4, 7], note: 'one\ntwo' };

test('of a check too, only what a person changed is changed', () => {
  assert.deepEqual(checkChanges(check, answers), { changed: {} });
  assert.deepEqual(checkChanges(check, { ...answers, pain: null }), { changed: { pain: null } });
  assert.deepEqual(checkChanges(check, { ...answers, scores: [4, 10] }), {
    changed: { activities: [check.activities[0], { text: 'car', score: 10 }] },
  });
  const at = '2026-11-22T08:15:00.000-05:00';
  assert.deepEqual(checkChanges(check, { ...answers, at, note: ' x ' }), { changed: { at, note: 'x' } });
});

test('a check that would say nothing any more is not saved', () => {
  const pain = { ...check, activities: [], note: '' };
  const empty = { at: check.at, pain: null, scores: [], note: ' \n' };
  assert.deepEqual(checkChanges(pain, empty), { problem: 'silent' });
  assert.deepEqual(checkChanges(pain, { ...empty, note: 'x' }), { changed: { pain: null, note: 'x' } });
  assert.deepEqual(checkChanges({ ...pain, tilts: [50] }, empty), { changed: { pain: null, note: '' } });
});
