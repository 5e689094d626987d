import assert from 'node:assert/strict';
import { test } from 'node:test';

import { begin, QUIET_MS, step, WAIT_MS } from '../../static/js/practice/machine.js';
import { restore } from '../../static/js/practice/restore.js';

const AT = '2026-11-22T14:03:11.120-05:00';
const PLAN = {
  id: '01900000-0000-7000-8000-000000000001',
  guide: 'foam-roller-deadlift',
  title: 'Foam-roller deadlift',
  sides: ['left', 'right'],
  target: 15,
  counter: 'tap',
  tempo: { eccentric: 3, pause: 1, concentric: 2 },
  painBefore: null,
};

function runAfter(...types) {
  return types.reduce(
    (run, type, i) => step(run, { type }, { mono: QUIET_MS * i, at: AT }),
    begin(PLAN, { mono: 0, at: AT }),
  );
}

const reps = (count) => Array(count).fill('rep');

for (const [name, types] of Object.entries({
  ready: [],
  set: reps(7),
  paused: [...reps(7), 'pause'],
  switch: reps(15),
  right: reps(18),
  reached: reps(30),
  done: [...reps(4), 'finish'],
})) {
  test(`a run killed in ${name} comes back with all its repetitions, paused`, () => {
    const run = runAfter(...types);
    const back = restore(JSON.parse(JSON.stringify(run)));
    assert.deepEqual(back.sets, run.sets);
    assert.equal(back.phase, run.phase);
    assert.equal(back.current, run.current);
    assert.ok(back.paused);
    assert.equal(back.since, null);
    assert.equal(back.until, null);
  });
}

test('time between the last write and the return is not under way', () => {
  const back = restore(runAfter(...reps(3)));
  const later = step(step(back, { type: 'resume' }, { mono: 5, at: AT }), { type: 'rep' }, { mono: 1005, at: AT });
  assert.equal(later.sets[0].ms, back.sets[0].ms + 1000);
});

test('what is no run is not taken for one', () => {
  const run = runAfter(...reps(3));
  const wrong = [
    undefined,
    null,
    7,
    'run',
    [],
    {},
    { ...run, version: 4 },
    { ...run, id: 'x' },
    { ...run, guide: '../' },
    { ...run, phase: 'lost' },
    { ...run, current: 2 },
    { ...run, current: -1 },
    { ...run, sets: [] },
    { ...run, startedAt: 'yesterday' },
    { ...run, lastAt: null },
    { ...run, startedAt: '2026' },
    { ...run, counter: 'nobody' },
    { ...run, note: 'x'.repeat(2001) },
    { ...run, painBefore: 11 },
    { ...run, note: null },
    { ...run, title: undefined },
    { ...run, sets: [{ ...run.sets[0], reps: 1.5 }, run.sets[1]] },
    { ...run, sets: [{ ...run.sets[0], ms: NaN }, run.sets[1]] },
    { ...run, sets: [{ ...run.sets[0], side: 'up' }, run.sets[1]] },
    { ...run, sets: [{ ...run.sets[0], target: 1001 }, run.sets[1]] },
    { ...run, ready: 'long' },
    { ...run, ready: -1 },
    { ...run, rest: null },
    { ...run, restLeft: 'soon' },
    { ...run, plan: 'mine' },
    { ...run, plan: undefined },
    { ...run, phase: 'rest', rest: -1 },
  ];
  for (const saved of wrong) assert.equal(restore(saved), null, JSON.stringify(saved));
});

test('a run that waits for a side that does not exist goes on with the one there is', () => {
  const run = { ...runAfter(...reps(18)), phase: 'switch' };
  assert.equal(restore(run).phase, 'set');
});

test('a run of a version that knew no time to get ready goes on with the usual one', () => {
  const { ready: _r, endedAt: _e, isReopened: _i, ...old } = runAfter(...reps(3), 'undo', 'undo', 'undo');
  const back = step(restore(JSON.parse(JSON.stringify(old))), { type: 'resume' }, { mono: 0, at: AT });
  assert.equal(back.until, WAIT_MS.ready);
});

test('the two seconds in which no press counts end with the page', () => {
  const back = restore(JSON.parse(JSON.stringify(runAfter(...reps(15)))));
  assert.equal(step(back, { type: 'rep' }, { mono: 0, at: AT }).sets[1].reps, 1);
});
