import assert from 'node:assert/strict';
import { test } from 'node:test';

import { begin, step } from '../../static/js/practice/machine.js';
import { checkSession } from '../../static/js/records/check.js';
import { sessionOf } from '../../static/js/records/session.js';
import { localTime } from '../../static/js/records/time.js';

const START = '2026-11-22T14:00:00.000-05:00';
const PLAN = {
  id: '01900000-0000-7000-8000-000000000001',
  guide: 'foam-roller-deadlift',
  title: 'Foam-roller deadlift',
  sides: ['left', 'right'],
  target: 15,
  counter: 'tap',
  tempo: { eccentric: 3, pause: 1, concentric: 2 },
  painBefore: 3,
};

/** A run of `reps` presses a second apart, two between the sides; the last of them at `lastAt` by the wall clock. */
function runTo(lastAt, reps) {
  let run = begin(PLAN, { mono: 0, at: START });
  const mono = (i) => 1000 * (i > 15 ? i + 1 : i);
  for (let i = 1; i <= reps; i++) run = step(run, { type: 'rep' }, { mono: mono(i), at: lastAt });
  return step(run, { type: 'finish' }, { mono: mono(reps), at: lastAt });
}

test('a finished run becomes a session by the protocol', () => {
  const run = step(
    runTo('2026-11-22T14:01:00.000-05:00', 17),
    { type: 'answer', painAfter: 2, note: 'Stiff at first.' },
    { mono: 0, at: START },
  );
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

test('what the camera saw of each repetition is in the session, with a gap where it could not tell', () => {
  let run = begin({ ...PLAN, counter: 'camera' }, { mono: 0, at: START });
  for (const seen of [{ hip: 84.6, knee: 21.2 }, {}, { hip: 190, knee: -1 }])
    run = step(run, { type: 'rep', by: 'camera', ...seen }, { mono: 0, at: START });
  const session = sessionOf(run);
  const [{ counter, hips, knees, tilts }] = session.sets;
  assert.deepEqual(
    { counter, hips, knees, tilts },
    {
      counter: 'camera',
      hips: [85, null, 180],
      knees: [21, null, 0],
      tilts: undefined,
    },
  );
  assert.equal(checkSession(session), null);
});

test('the effort and how far the phone tilted are in the session where they are known', () => {
  let run = begin(PLAN, { mono: 0, at: START });
  for (const depth of [52.4, undefined, 179.6, -0.2, 190])
    run = step(run, { type: 'rep', ...(depth !== undefined && { by: 'motion', depth }) }, { mono: 0, at: START });
  for (const event of [{ type: 'next' }, { type: 'rep' }, { type: 'finish' }, { type: 'answer', effort: 0 }])
    run = step(run, event, { mono: 0, at: START });
  const session = sessionOf(run);
  assert.equal(session.effort, 0);
  assert.deepEqual(
    session.sets.map(({ tilts }) => tilts),
    [[52, null, 180, 0, 180], undefined],
  );
  assert.equal('tilts' in session.sets[1], false);
  assert.equal(checkSession(session), null);
});

test('a side that was never begun is not in the session', () => {
  assert.deepEqual(
    sessionOf(runTo(START, 4)).sets.map((set) => set.side),
    ['left'],
  );
});

test('a side that was begun is in it, even with no repetition', () => {
  let run = begin(PLAN, { mono: 0, at: START });
  for (const type of ['go', 'next', 'rep']) run = step(run, { type }, { mono: 0, at: START });
  assert.deepEqual(
    sessionOf(run).sets.map((set) => set.reps),
    [0, 1],
  );
});

for (const [jump, lastAt] of [
  ['back', '2026-11-20T14:00:00.000-05:00'],
  ['ahead', '2027-01-01T14:00:00.000-05:00'],
]) {
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

for (const ms of [Date.UTC(10000, 0), 8.64e15, Date.UTC(-1, 0), -8.64e15, 0]) {
  test(`a phone whose clock shows ${new Date(ms).toISOString()} makes a session that the server takes`, () => {
    const at = localTime(ms, 840);
    let run = begin({ ...PLAN, note: '' }, { mono: 0, at });
    run = step(run, { type: 'rep' }, { mono: 5_000, at: localTime(ms + 5_000, 840) });
    assert.equal(checkSession(sessionOf(run)), null);
    assert.match(at, /^\d{4}-/);
  });
}

test('the longest practice that a phone can make fits into one request of 1 MiB, also in twenty sets', () => {
  const log = Array.from({ length: 1000 }, (_, at) => (at === 0 ? { by: 'motion', depth: 180 } : { by: 'tap' })); // null is longest
  const { sets, ...run } = begin({ ...PLAN, rounds: 10, target: 1000 }, { mono: 0, at: START });
  assert.equal(sets.length, 20);
  const full = sets.map((set) => ({ ...set, reps: 1000, ms: 86_400_000, log }));
  const data = sessionOf({ ...run, current: 19, sets: full, note: '\u0001'.repeat(2000), lastAt: START });
  assert.equal(data.sets[0].tilts.length, 1000);
  assert.ok(new TextEncoder().encode(JSON.stringify(data)).length < 200_000);
});
