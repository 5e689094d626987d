import assert from 'node:assert/strict';
import { test } from 'node:test';

import { continues, cueAfter, upcomingCues } from '../../static/js/practice/cues.js';
import { begin, catchUp, step, WAIT_MS } from '../../static/js/practice/machine.js';

const TEMPO = { eccentric: 3, pause: 1, concentric: 2 };
const PLAN = {
  id: 'x',
  guide: 'g',
  title: 'G',
  sides: ['left', 'right'],
  target: 5,
  counter: 'pace',
  tempo: TEMPO,
  painBefore: null,
};
const at = (mono) => ({ mono, at: '2026-11-22T14:00:00.000+00:00' });
const words = (cues) => cues.map(({ at: when, cue, n }) => [when, cue, ...(n === undefined ? [] : [n])]);
const READY = WAIT_MS.ready;

test('a set that is led counts down, then leads each phase and counts, and says when three are left', () => {
  assert.deepEqual(words(upcomingCues(begin(PLAN, at(0)), 0, READY + 13_000)), [
    [2000, 'tick', 3],
    [3000, 'tick', 2],
    [4000, 'tick', 1],
    [5000, 'down'],
    [8000, 'hold'],
    [9000, 'up'],
    [11_000, 'count', 1],
    [11_000, 'down'],
    [14_000, 'hold'],
    [15_000, 'up'],
    [17_000, 'last', 2],
    [17_000, 'down'],
  ]);
});

test('the last repetition of a side says switch, that of the last side done', () => {
  const ends = (run) =>
    upcomingCues(run, 0, 1e6)
      .map(({ cue, n }) => (n > 3 ? `${cue} ${n}` : cue))
      .slice(-4);
  const left = begin(PLAN, at(0));
  assert.deepEqual(ends(left), ['down', 'hold', 'up', 'switch 5']);
  const right = catchUp(left, at(READY + 30_000 + WAIT_MS.switch));
  assert.deepEqual(ends(right), ['down', 'hold', 'up', 'done 5']);
});

test('what was planned stays where it is while the set goes on', () => {
  let run = begin(PLAN, at(0));
  const all = upcomingCues(run, 0, 1e6);
  for (let mono = 0; mono < READY + 30_000; mono += 333) {
    run = catchUp(run, at(mono));
    const plan = upcomingCues(run, mono, 1e6);
    assert.ok(continues(plan, all), `at ${mono}`);
    assert.equal(plan.length, all.filter((cue) => cue.at > mono).length);
  }
});

test('a pause ends the plan, and going on makes another', () => {
  const run = catchUp(begin(PLAN, at(0)), at(READY + 7000));
  const plan = upcomingCues(run, READY + 7000, 1e6);
  const paused = step(run, { type: 'pause' }, at(READY + 7000));
  assert.deepEqual(upcomingCues(paused, READY + 7000, 1e6), []);
  const resumed = step(paused, { type: 'resume' }, at(READY + 7500));
  assert.ok(!continues(upcomingCues(resumed, READY + 7500, 1e6), plan));
  assert.ok(!continues([], plan));
});

test('nothing is planned for a set that someone taps, but the countdown', () => {
  const run = begin({ ...PLAN, counter: 'tap' }, at(0));
  assert.deepEqual(words(upcomingCues(run, 0, 1e6)), [
    [2000, 'tick', 3],
    [3000, 'tick', 2],
    [4000, 'tick', 1],
  ]);
  assert.deepEqual(upcomingCues(begin({ ...PLAN, counter: 'motion' }, at(0)), 0, 1e6), []);
});

test('a set without a target is led until the horizon', () => {
  assert.equal(
    upcomingCues(begin({ ...PLAN, target: null }, at(0)), READY, READY + 60_000).filter(({ cue }) => cue === 'count')
      .length,
    10,
  );
});

test('what was counted is answered, what was taken back is not', () => {
  let run = begin({ ...PLAN, counter: 'motion' }, at(0));
  const after = (event) => {
    const before = run;
    run = step(run, event, at(1000));
    return cueAfter(before, run);
  };
  assert.deepEqual(after({ type: 'go' }), { cue: 'go', by: 'motion' });
  assert.deepEqual(after({ type: 'rep', by: 'motion', depth: 50 }), { cue: 'count', n: 1, by: 'motion' });
  assert.deepEqual(after({ type: 'rep' }), { cue: 'last', n: 2, by: 'tap' });
  assert.equal(after({ type: 'undo' }), null);
  assert.equal(after({ type: 'pause' }), null);
  for (let n = 2; n <= 4; n++) after({ type: 'rep' });
  assert.deepEqual(after({ type: 'rep' }), { cue: 'switch', n: 5, by: 'tap' });
});

test('the end of a round is told, the end of the rest is announced, and the next round leads on from it', () => {
  const dose = { ...PLAN, sides: ['both'], target: 1, rounds: 2, rest: 30_000 };
  const ready = begin(dose, at(0));
  assert.deepEqual(words(upcomingCues(ready, READY, READY + 6_000)).at(-1), [11_000, 'rest', 1]);
  const resting = catchUp(ready, at(READY + 6_000));
  assert.deepEqual(cueAfter(ready, resting), { cue: 'rest', n: 1, by: 'pace' });
  assert.deepEqual(words(upcomingCues(resting, 11_000, 1e6)), [
    [31_000, 'soon'],
    [38_000, 'tick', 3],
    [39_000, 'tick', 2],
    [40_000, 'tick', 1],
    [41_000, 'down'],
    [44_000, 'hold'],
    [45_000, 'up'],
    [47_000, 'done', 1],
  ]);
  const worn = begin({ ...dose, counter: 'motion' }, at(0));
  const restingWorn = step(step(worn, { type: 'go' }, at(1)), { type: 'rep', by: 'motion' }, at(2));
  assert.equal(restingWorn.phase, 'rest');
  assert.deepEqual(upcomingCues(restingWorn, 2, 1e6), []);
});
