import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  begin,
  catchUp,
  due,
  END_MS,
  LEAD_MS,
  STILL_MS,
  step,
  totalReps,
  WAIT_MS,
} from '../../static/js/practice/machine.js';
import { phaseAt, phaseStarts, repetition, scale } from '../../static/js/practice/pace.js';
import { restore } from '../../static/js/practice/restore.js';
import { checkSession } from '../../static/js/records/check.js';
import { sessionOf } from '../../static/js/records/session.js';

const TEMPO = { eccentric: 3, pause: 1, concentric: 2 };
const PLAN = {
  id: '01900000-0000-7000-8000-000000000001',
  guide: 'foam-roller-deadlift',
  title: 'Foam-roller deadlift',
  sides: ['left', 'right'],
  target: 15,
  counter: 'pace',
  tempo: TEMPO,
  painBefore: null,
};
const START = Date.UTC(2026, 10, 22, 14);
const at = (mono) => ({ mono, at: new Date(START + mono).toISOString() });
const reps = (run) => run.sets.map((set) => set.reps);

test('a repetition goes down, holds and comes up', () => {
  assert.deepEqual(phaseAt(TEMPO, 0), { phase: 'eccentric', share: 0, left: 3000 });
  assert.deepEqual(phaseAt(TEMPO, 1500), { phase: 'eccentric', share: 0.5, left: 1500 });
  assert.deepEqual(phaseAt(TEMPO, 3000), { phase: 'pause', share: 0, left: 1000 });
  assert.deepEqual(phaseAt(TEMPO, 5000), { phase: 'concentric', share: 0.5, left: 1000 });
  assert.deepEqual(phaseAt(TEMPO, 6000), { phase: 'concentric', share: 1, left: 0 });
  assert.deepEqual(phaseAt(TEMPO, -200), { phase: 'eccentric', share: 0, left: 3000 });
});

test('a tempo of 200 % is twice as fast, and a phase of no length is left out', () => {
  assert.deepEqual(scale(TEMPO, 200), { eccentric: 1.5, pause: 0.5, concentric: 1 });
  assert.equal(repetition(scale(TEMPO, 50)), 12_000);
  assert.deepEqual(phaseStarts({ eccentric: 2, pause: 0, concentric: 1 }), [
    ['eccentric', 0],
    ['concentric', 2000],
  ]);
  assert.equal(phaseAt({ eccentric: 2, pause: 0, concentric: 1 }, 2000).phase, 'concentric');
});

test('a practice that is led goes through both sides by itself', () => {
  let run = begin(PLAN, at(0));
  const left = WAIT_MS.ready + 15 * repetition(TEMPO);
  run = catchUp(run, at(left - 1));
  assert.deepEqual(reps(run), [14, 0]);
  run = catchUp(run, at(left));
  assert.deepEqual(reps(run), [15, 0]);
  assert.equal(run.phase, 'switch');
  const right = left + WAIT_MS.switch + 15 * repetition(TEMPO);
  run = catchUp(run, at(right));
  assert.deepEqual(reps(run), [15, 15]);
  assert.equal(run.phase, 'reached');
  assert.equal(due(run).at, right + END_MS);
  run = catchUp(run, at(right + 60_000));
  assert.equal(run.phase, 'done');
  const session = sessionOf(run);
  assert.equal(checkSession(session), null);
  assert.deepEqual(
    session.sets.map(({ counter, seconds }) => [counter, seconds]),
    [
      ['pace', 90],
      ['pace', 90],
    ],
  );
  assert.equal(Date.parse(session.ended_at), START + right);
});

test('no wait adds up: thirty repetitions that are each noticed late end when they should', () => {
  let run = begin({ ...PLAN, sides: ['both'], target: 30 }, at(0));
  const ends = [];
  for (let mono = 0; run.phase !== 'reached'; mono += 37) {
    // a timer that is never on time
    const { reps: before } = run.sets[0];
    const next = due(run);
    run = catchUp(run, at(mono));
    if (run.sets[0].reps > before) ends.push(next.at);
  }
  assert.equal(ends.length, 30);
  for (const [k, end] of ends.entries()) assert.ok(Math.abs(end - (WAIT_MS.ready + (k + 1) * 6000)) < 1e-6);
});

test('a page that slept for a minute is where it should be', () => {
  const run = catchUp(begin(PLAN, at(0)), at(WAIT_MS.ready + 20_000));
  assert.deepEqual(reps(run), [3, 0]);
  const back = catchUp(run, at(WAIT_MS.ready + 80_000));
  assert.deepEqual(reps(back), [13, 0]);
  assert.equal(due(back).at, WAIT_MS.ready + 84_000);
});

test('after a pause the set goes on with a whole repetition, after a moment to get into position', () => {
  let run = catchUp(begin(PLAN, at(0)), at(WAIT_MS.ready + 20_000)); // in the middle of the fourth
  run = step(run, { type: 'pause' }, at(WAIT_MS.ready + 20_000));
  assert.equal(due(run), null);
  run = step(run, { type: 'resume' }, at(100_000));
  assert.deepEqual(due(run), { at: 100_000 + LEAD_MS, event: { type: 'due' } });
  run = catchUp(run, at(100_000 + LEAD_MS));
  assert.equal(due(run).at, 100_000 + LEAD_MS + 6000);
  assert.equal(run.sets[0].ms, 20_000, 'getting into position is not time under way');
});

test('a press is one more repetition and leaves the beat as it is', () => {
  let run = catchUp(begin(PLAN, at(0)), at(WAIT_MS.ready + 7_000));
  run = step(run, { type: 'rep' }, at(WAIT_MS.ready + 8_000));
  assert.deepEqual(reps(run), [2, 0]);
  assert.equal(due(run).at, WAIT_MS.ready + 12_000);
  run = step(run, { type: 'undo' }, at(WAIT_MS.ready + 9_000));
  assert.equal(due(run).at, WAIT_MS.ready + 12_000);
});

test('a press while getting ready counts, and leads from there', () => {
  const run = step(begin(PLAN, at(0)), { type: 'rep' }, at(1_000));
  assert.deepEqual(reps(run), [1, 0]);
  assert.equal(due(run).at, 1_000 + LEAD_MS);
});

test('Start shortens the wait to a moment, and never makes it longer', () => {
  const soon = step(begin(PLAN, at(0)), { type: 'go' }, at(500));
  assert.equal(due(soon).at, 500 + LEAD_MS);
  assert.equal(due(step(begin(PLAN, at(0)), { type: 'go' }, at(4_000))).at, WAIT_MS.ready);
});

test('a session says what counted most of each side', () => {
  let run = begin({ ...PLAN, counter: 'motion', target: 3 }, at(0));
  assert.equal(due(run).at, STILL_MS, 'the phone has to come to rest first');
  const events = [{ by: 'motion', depth: 61.4 }, { by: 'motion', depth: 58 }, {}, { by: 'tap' }];
  for (const [i, event] of events.entries()) run = step(run, { type: 'rep', ...event }, at(2_000 * (i + 1)));
  assert.deepEqual(run.sets[0].log, [{ by: 'motion', depth: 61.4 }, { by: 'motion', depth: 58 }, { by: 'tap' }]);
  assert.deepEqual(
    sessionOf(run).sets.map((set) => set.counter),
    ['motion', 'tap'],
  );
});

test('changing what counts in the middle of a set loses no repetition', () => {
  let run = step(begin({ ...PLAN, counter: 'motion' }, at(0)), { type: 'rep', by: 'motion', depth: 50 }, at(1_000));
  run = step(run, { type: 'counter', counter: 'pace' }, at(3_000));
  assert.deepEqual(reps(run), [1, 0]);
  assert.equal(run.sets[0].ms, 2_000);
  assert.equal(due(run).at, 3_000 + LEAD_MS);
  run = step(run, { type: 'counter', counter: 'tap' }, at(4_000));
  assert.equal(due(run), null);
  assert.equal(run.since, 4_000);
});

test('undo takes back what was counted last, with its depth', () => {
  let run = begin({ ...PLAN, counter: 'motion' }, at(0));
  for (const depth of [40, 50]) run = step(run, { type: 'rep', by: 'motion', depth }, at(1_000));
  run = step(run, { type: 'undo' }, at(2_000));
  assert.deepEqual(run.sets[0].log, [{ by: 'motion', depth: 40 }]);
});

test('a guide gives the time that getting into position needs', () => {
  const run = begin({ ...PLAN, ready: 15_000 }, at(0));
  assert.equal(due(run).at, 15_000);
  assert.equal(due(step(run, { type: 'go' }, at(2_000))).at, 2_000 + LEAD_MS);
});

test('a practice that an older Hinge left behind goes on', () => {
  const run = step(begin({ ...PLAN, counter: 'tap' }, at(0)), { type: 'rep' }, at(1_000));
  const {
    tempo: _t,
    effort: _e,
    ...old
  } = { ...run, version: 1, sets: run.sets.map(({ log: _l, beat: _b, ...part }) => part) };
  const back = restore(JSON.parse(JSON.stringify(old)));
  assert.equal(totalReps(back), 1);
  assert.deepEqual(back.sets[0].log, [{ by: 'tap' }]);
  assert.deepEqual(reps(step(back, { type: 'rep' }, at(0))), [2, 0]);
});
