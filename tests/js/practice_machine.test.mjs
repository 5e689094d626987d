import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  begin,
  catchUp,
  due,
  END_MS,
  isLast,
  MOST_REPS,
  QUIET_MS,
  step,
  totalReps,
  upcoming,
  WAIT_MS,
} from '../../static/js/practice/machine.js';

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

/** Someone who practises; the clock moves only when told. */
class Practice {
  constructor(plan = {}) {
    this.mono = 1000;
    this.run = begin({ ...PLAN, ...plan }, this.now);
  }

  get now() {
    return { mono: this.mono, at: new Date(Date.UTC(2026, 10, 22, 14) + this.mono).toISOString() };
  }

  get reps() {
    return this.run.sets.map((set) => set.reps);
  }

  wait(ms) {
    this.mono += ms;
    return this;
  }

  does(type, times = 1) {
    for (let i = 0; i < times; i++) this.run = step(this.run, { type }, this.now);
    return this;
  }

  /** Thirty repetitions, fifteen a side. */
  doesAll() {
    return this.does('rep', 15).wait(QUIET_MS).does('rep', 15);
  }

  is(phase, ...reps) {
    assert.equal(this.run.phase, phase);
    assert.deepEqual(this.reps, reps);
    return this;
  }
}

test('a practice goes left, switch, right, reached, done', () => {
  const practice = new Practice().is('ready', 0, 0);
  practice.does('go').is('set', 0, 0);
  practice.does('rep', 14).is('set', 14, 0).does('rep').is('switch', 15, 0);
  practice.does('go').is('set', 15, 0);
  assert.equal(practice.run.current, 1);
  practice.does('rep', 15).is('reached', 15, 15).does('finish').is('done', 15, 15);
});

test('thirty presses are fifteen a side, whatever the screen says meanwhile', () => {
  const practice = new Practice();
  for (let press = 0; press < 30; press++) practice.wait(QUIET_MS).does('rep');
  practice.is('reached', 15, 15);
});

test('for two seconds after a side has ended a press does not count', () => {
  const practice = new Practice().does('rep', 15).does('rep').is('switch', 15, 0);
  const { run } = practice;
  practice
    .wait(QUIET_MS - 1)
    .does('rep')
    .is('switch', 15, 0);
  assert.equal(practice.run, run, 'nor does it put off the next side');
  practice.wait(1).does('rep').is('set', 15, 1);
  practice.does('rep').is('set', 15, 2);
});

test('Start ends the two seconds, and taking back the last repetition does, too', () => {
  new Practice().does('rep', 15).does('go').does('rep').is('set', 15, 1);
  new Practice().does('rep', 15).does('undo').does('next').does('rep').is('set', 14, 1);
  new Practice().does('rep', 15).does('more').does('undo').does('rep').is('set', 15, 1);
});

test('after the last repetition no press counts, however late, but one more does', () => {
  const practice = new Practice().doesAll().does('rep').is('reached', 15, 15);
  practice
    .wait(END_MS - 1)
    .does('rep')
    .is('reached', 15, 15);
  practice.does('more').is('reached', 15, 16).does('rep').is('reached', 15, 16);
});

test('the last repetition ends the practice after eight seconds, each at its own time', () => {
  const practice = new Practice().doesAll();
  assert.deepEqual(due(practice.run), { at: practice.mono + END_MS, event: { type: 'due' } });
  practice.wait(END_MS - 1);
  practice.run = catchUp(practice.run, practice.now);
  practice.is('reached', 15, 15).wait(1);
  practice.run = catchUp(practice.run, practice.now);
  practice.is('done', 15, 15);
  assert.equal(due(practice.run), null);
});

test('one more and going away begin the eight seconds anew', () => {
  const practice = new Practice().doesAll().wait(5000).does('more');
  assert.equal(practice.run.until, practice.mono + END_MS);
  practice.wait(5000).does('away');
  assert.equal(due(practice.run), null);
  practice.wait(60_000).does('back');
  assert.equal(practice.run.until, practice.mono + END_MS);
});

test('who goes on counting is given all the time, until the next repetition', () => {
  const practice = new Practice().doesAll().wait(END_MS);
  practice.run = catchUp(practice.run, practice.now);
  practice.does('reopen').is('reached', 15, 15);
  assert.equal(due(practice.run), null);
  practice.does('more').is('reached', 15, 16);
  assert.equal(practice.run.until, practice.mono + END_MS);
});

test('a guide may give more time to get into position', () => {
  const { run, mono } = new Practice({ ready: 15_000 });
  assert.equal(run.until, mono + 15_000);
});

test('a press while getting ready is the first repetition', () => {
  new Practice().does('rep').is('set', 1, 0);
});

test('a press while the next side waits is its first repetition', () => {
  const practice = new Practice().does('rep', 15).wait(QUIET_MS).does('rep').is('set', 15, 1);
  assert.equal(practice.run.current, 1);
});

test('a sixteenth repetition counts on either side', () => {
  const practice = new Practice().does('rep', 15).does('more').is('switch', 16, 0);
  practice.wait(QUIET_MS).does('rep', 15).does('more').is('reached', 16, 16);
});

test('undoing the last repetition of left from the switch goes back to left', () => {
  const practice = new Practice().does('rep', 15).does('undo').is('set', 14, 0);
  assert.equal(practice.run.current, 0);
  practice.does('rep').is('switch', 15, 0);
});

test('undo takes back across the switch, one repetition at a time', () => {
  const practice = new Practice().does('rep', 15).does('go').does('rep').does('undo').is('switch', 15, 0);
  practice.does('undo').is('set', 14, 0).does('undo', 14).is('ready', 0, 0).does('undo').is('ready', 0, 0);
});

test('undo from a right side that began by itself takes the last of left', () => {
  new Practice().does('rep', 15).does('go').does('undo').is('set', 14, 0);
});

test('undo from the last repetition goes on with the set', () => {
  new Practice().doesAll().does('undo').is('set', 15, 14).does('rep').is('reached', 15, 15);
});

test('undo keeps a side that went past its target at the switch', () => {
  new Practice().does('rep', 15).does('more').does('undo').is('switch', 15, 0);
});

test('changing sides early keeps what was done, and more goes back to it', () => {
  const practice = new Practice().does('rep', 4).does('next').is('switch', 4, 0);
  practice.does('more').is('set', 5, 0);
  assert.equal(practice.run.current, 0);
  practice.does('next').does('rep').is('set', 5, 1);
});

test('a side can be left out', () => {
  const practice = new Practice().does('go').does('next').does('rep', 15).is('reached', 0, 15);
  practice.does('undo', 15).is('switch', 0, 0).does('undo').is('ready', 0, 0);
  assert.equal(practice.run.current, 0);
});

test('finishing early can be taken back', () => {
  for (const [done, phase] of [
    [7, 'set'],
    [15, 'switch'],
    [30, 'reached'],
  ]) {
    const practice = done === 30 ? new Practice().doesAll() : new Practice().does('rep', done);
    const before = practice.reps;
    practice
      .does('finish')
      .is('done', ...before)
      .does('rep')
      .does('undo')
      .is('done', ...before);
    practice.does('reopen').is(phase, ...before);
  }
});

test('a guide for both legs has one side', () => {
  const practice = new Practice({ sides: ['both'], target: 3 }).does('rep', 3).is('reached', 3);
  assert.ok(isLast(practice.run));
  practice.does('next').is('reached', 3).does('more').is('reached', 4);
});

test('a set without a target goes on until it is left', () => {
  new Practice({ target: null }).does('rep', 40).is('set', 40, 0).does('next').does('rep', 2).is('set', 40, 2);
});

test('a side holds a thousand repetitions and no more', () => {
  new Practice({ sides: ['both'] }).does('rep', 15).does('more', MOST_REPS).is('reached', MOST_REPS);
});

test('time is counted while a side is under way, pauses left out', () => {
  const practice = new Practice().wait(3000).does('go').wait(10_000).does('pause').wait(60_000).does('resume');
  practice.wait(5000).does('rep').wait(400).does('pause');
  assert.deepEqual(
    practice.run.sets.map((set) => set.ms),
    [15_400, 0],
  );
  assert.equal(practice.run.since, null);
});

test('time away, at the switch and after the last repetition is left out', () => {
  const practice = new Practice().does('rep').wait(1000).does('away').wait(9000).does('back').wait(500);
  practice.does('rep', 14).wait(20_000).does('go').wait(2000).does('rep', 15).wait(7000).does('finish');
  assert.deepEqual(
    practice.run.sets.map((set) => set.ms),
    [1500, 2000],
  );
});

test('the run ends, by the wall clock, where time was last under way', () => {
  const practice = new Practice().does('rep').wait(4000).does('rep').wait(1000).does('pause');
  const at = practice.now.at;
  practice.wait(3_600_000).does('finish');
  assert.equal(practice.run.lastAt, at);
});

test('one more after the last repetition is when it ended', () => {
  const practice = new Practice().doesAll().wait(5000).does('more');
  assert.equal(practice.run.lastAt, practice.now.at);
});

test('finishing ends a pause, so that going on counting goes on', () => {
  const practice = new Practice().does('rep').does('pause').does('finish').does('reopen');
  assert.ok(!practice.run.paused);
  assert.notEqual(practice.run.since, null);
});

test('a press during a pause is counted, and the pause goes on', () => {
  const practice = new Practice().does('rep').does('pause').does('rep').is('set', 2, 0);
  assert.ok(practice.run.paused);
});

test('a press shows that someone is there', () => {
  const practice = new Practice().does('rep').does('away').does('rep').wait(1000).does('pause');
  assert.equal(practice.run.sets[0].ms, 1000);
});

test('a waiting side has a deadline, which a pause or going away puts off', () => {
  const practice = new Practice();
  assert.equal(practice.run.until, practice.mono + WAIT_MS.ready);
  const { until } = practice.run;
  practice.wait(1000).does('undo');
  assert.equal(practice.run.until, until, 'what means nothing does not put it off');
  practice.does('pause');
  assert.equal(practice.run.until, null);
  practice.wait(90_000).does('resume');
  assert.equal(practice.run.until, practice.mono + WAIT_MS.ready);
  practice.does('rep', 15).wait(5000).does('more');
  assert.equal(practice.run.until, practice.mono + WAIT_MS.switch, 'one more gives the whole rest again');
  practice.does('away');
  assert.equal(practice.run.until, null);
});

test('a monotonic clock that fails to be one takes no time back', () => {
  const practice = new Practice().does('rep').wait(2000).does('rep').wait(-5000).does('rep');
  assert.equal(practice.run.sets[0].ms, 2000);
});

test('what means nothing gives back the same run', () => {
  const ready = new Practice().run;
  const now = { mono: 2000, at: ready.startedAt };
  for (const type of ['more', 'next', 'resume', 'back', 'reopen', 'undo'])
    assert.equal(step(ready, { type }, now), ready, type);
  const counting = new Practice().does('rep').run;
  for (const type of ['go', 'more', 'resume', 'back', 'reopen'])
    assert.equal(step(counting, { type }, now), counting, type);
});

test('a step leaves the run that it was given as it was', () => {
  const freeze = (value) => {
    if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
    return value;
  };
  let run = freeze(new Practice().run);
  for (const type of ['rep', 'rep', 'pause', 'resume', 'next', 'more', 'rep', 'undo', 'away', 'back', 'go', 'finish']) {
    run = freeze(step(run, { type }, { mono: run.until ?? 5000, at: run.startedAt }));
  }
});

test('every short sequence of events counts each press once', () => {
  const events = ['rep', 'undo', 'more', 'next', 'go', 'pause', 'finish', 'reopen'];
  const walk = (run, depth) => {
    for (const type of depth ? events : []) {
      const next = step(run, { type }, { mono: 1000, at: run.startedAt });
      const change = totalReps(next) - totalReps(run);
      const ended = run.phase === 'done';
      const counts = !ended && run.phase !== 'reached' && !(run.phase === 'switch' && run.endedAt !== null);
      if (type === 'rep') assert.equal(change, counts ? 1 : 0);
      else if (type === 'undo') assert.equal(change, ended || totalReps(run) === 0 ? 0 : -1);
      else if (type === 'more') assert.equal(change, ['switch', 'reached'].includes(run.phase) ? 1 : 0);
      else assert.equal(change, 0);
      if (type === 'rep' && counts) assert.equal(next.sets[upcoming(run)].reps, run.sets[upcoming(run)].reps + 1);
      assert.ok(
        next.sets.slice(next.current + 1).every((set) => set.reps === 0),
        'no repetition on a side to come',
      );
      assert.ok(next.phase !== 'switch' || !isLast(next));
      walk(next, depth - 1);
    }
  };
  walk(new Practice({ target: 2 }).run, 6);
});
