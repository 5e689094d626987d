import assert from 'node:assert/strict';
import { test } from 'node:test';

import { begin, step } from '../../static/js/practice/machine.js';
import { checkSession, sessionOf } from '../../static/js/records/session.js';

const START = '2026-11-22T14:00:00.000-05:00';
const PLAN = {
  id: '01900000-0000-7000-8000-000000000001', guide: 'foam-roller-deadlift', title: 'Foam-roller deadlift',
  sides: ['left', 'right'], target: 15, counter: 'tap', tempo: { eccentric: 3, pause: 1, concentric: 2 }, painBefore: 3,
};

/** A run of `reps` presses a second apart; the last of them at `lastAt` by the wall clock. */
function runTo(lastAt, reps) {
  let run = begin(PLAN, { mono: 0, at: START });
  for (let i = 1; i <= reps; i++) run = step(run, { type: 'rep' }, { mono: i * 1000, at: lastAt });
  return step(run, { type: 'finish' }, { mono: reps * 1000, at: lastAt });
}

test('a finished run becomes a session by the protocol', () => {
  const run = step(runTo('2026-11-22T14:01:00.000-05:00', 17), { type: 'answer', painAfter: 2, note: 'Stiff at first.' }, { mono: 0, at: START });
  assert.deepEqual(sessionOf(run), {
    guide: 'foam-roller-deadlift',
    started_at: START,
    ended_at: '2026-11-22T14:01:00.000-05:00',
    sets: [
      { side: 'left', reps: 15, target: 15, seconds: 14, counter: 'tap' },
      { side: 'right', reps: 2, target: 15, seconds: 1, counter: 'tap' },
    ],
    pain_before: 3,
    pain_after: 2,
    note: 'Stiff at first.',
  });
});

test('a side that was never begun is not in the session', () => {
  assert.deepEqual(sessionOf(runTo(START, 4)).sets.map((set) => set.side), ['left']);
});

test('a side that was begun is in it, even with no repetition', () => {
  let run = begin(PLAN, { mono: 0, at: START });
  for (const type of ['go', 'next', 'rep']) run = step(run, { type }, { mono: 0, at: START });
  assert.deepEqual(sessionOf(run).sets.map((set) => set.reps), [0, 1]);
});

for (const [jump, lastAt] of [['back', '2026-11-20T14:00:00.000-05:00'], ['ahead', '2027-01-01T14:00:00.000-05:00']]) {
  test(`when the clock jumped ${jump}, the end is the start and the time under way`, () => {
    const session = sessionOf(runTo(lastAt, 10));
    assert.equal(session.ended_at, '2026-11-22T14:00:09.000-05:00');
    assert.equal(checkSession(session), null);
  });
}

test('a pause of hours, and a flight, stay in the times as they were', () => {
  assert.equal(sessionOf(runTo('2026-11-22T23:30:00.000+01:00', 4)).ended_at, '2026-11-22T23:30:00.000+01:00');
});

test('a set that was left under way for days is cut to one', () => {
  let run = begin(PLAN, { mono: 0, at: START });
  run = step(run, { type: 'rep' }, { mono: 0, at: START });
  run = step(run, { type: 'finish' }, { mono: 5 * 86_400_000, at: '2026-11-27T14:00:00.000-05:00' });
  const session = sessionOf(run);
  assert.equal(session.sets[0].seconds, 86_400);
  assert.equal(session.ended_at, '2026-11-23T14:00:00.000-05:00');
  assert.equal(checkSession(session), null);
});

const VALID = sessionOf(runTo('2026-11-22T14:01:00.000-05:00', 17));
const set = (change) => ({ sets: [{ ...VALID.sets[0], ...change }] });

test('each limit of the protocol is held, and the field named', () => {
  const cases = [
    ['guide', { guide: '' }], ['guide', { guide: 'A' }], ['guide', { guide: 'a'.repeat(65) }], ['guide', { guide: undefined }],
    ['started_at', { started_at: '2026-11-22' }], ['started_at', { started_at: '2026-11-22T14:00:00' }],
    ['started_at', { started_at: '2026-13-22T14:00:00Z' }], ['ended_at', { ended_at: 5 }],
    ['ended_at', { ended_at: '2026-11-22T13:59:59.999-05:00' }], ['ended_at', { ended_at: '2026-11-23T14:00:00.001-05:00' }],
    ['sets', { sets: [] }], ['sets', { sets: Array(101).fill(VALID.sets[0]) }], ['sets', set({ side: 'up' })],
    ['sets', set({ reps: -1 })], ['sets', set({ reps: 1001 })], ['sets', set({ reps: 1.5 })], ['sets', set({ target: '15' })],
    ['sets', set({ seconds: -1 })], ['sets', set({ seconds: 86_401 })], ['sets', set({ seconds: NaN })],
    ['sets', set({ counter: 'hand' })], ['sets', set({ extra: 1 })], ['sets', { sets: [null] }],
    ['pain_before', { pain_before: 11 }], ['pain_after', { pain_after: 2.5 }], ['pain_after', { pain_after: true }],
    ['note', { note: 'x'.repeat(2001) }], ['note', { note: null }], ['note', { note: 'a\0b' }], ['note', { note: 'half \ud83d' }], ['unknown', { mood: 'good' }],
  ];
  for (const [field, change] of cases) assert.equal(checkSession({ ...VALID, ...change }), field, JSON.stringify(change).slice(0, 80));
  for (const data of [null, 'x', []]) assert.equal(checkSession(data), 'data');
});

test('what is at a limit passes', () => {
  const fine = [
    {}, { ended_at: START }, { ended_at: '2026-11-23T14:00:00.000-05:00' }, { pain_before: 0, pain_after: 10 }, { note: '🙂'.repeat(2000) },
    set({ target: null }), set({ reps: 1000, seconds: 86_400 }), { guide: '0-a' },
  ];
  for (const change of fine) assert.equal(checkSession({ ...VALID, ...change }), null, JSON.stringify(change).slice(0, 80));
});
