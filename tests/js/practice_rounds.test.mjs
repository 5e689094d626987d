// Rounds of a practice, and the rest between them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventFor } from '../../static/js/practice/keys.js';
import {
  begin,
  catchUp,
  due,
  LEAD_MS,
  QUIET_MS,
  roundOf,
  STILL_MS,
  step,
  totalReps,
  upcoming,
  WAIT_MS,
} from '../../static/js/practice/machine.js';
import { eventOf } from '../../static/js/practice/media.js';
import { restore } from '../../static/js/practice/restore.js';
import { checkSession } from '../../static/js/records/check.js';
import { sessionOf } from '../../static/js/records/session.js';

const AT = '2026-11-22T14:00:00.000+00:00';
const REST = 45_000;
const DOSE = {
  id: '01900000-0000-7000-8000-000000000001',
  guide: 'foam-roller-deadlift',
  title: 'Foam-roller deadlift',
  sides: ['left', 'right'],
  target: 2,
  rounds: 3,
  rest: REST,
  plan: '01900000-0000-7000-8000-00000000000a',
  counter: 'tap',
  tempo: { eccentric: 3, pause: 1, concentric: 2 },
  painBefore: null,
};
const COUNTERS = ['tap', 'pace', 'motion'];

/** Someone who practises; the clock moves only when told. */
class Practice {
  constructor(dose = {}) {
    this.mono = 1000;
    this.run = begin({ ...DOSE, ...dose }, this.now);
  }

  get now() {
    return { mono: this.mono, at: new Date(Date.UTC(2026, 10, 22, 14) + this.mono).toISOString() };
  }

  /** Lets time pass with all that happens by itself meanwhile. */
  wait(ms) {
    this.mono += ms;
    this.run = catchUp(this.run, this.now);
    return this;
  }

  /** Time in which the page's timers sleep. */
  sleep(ms) {
    this.mono += ms;
    return this;
  }

  does(event, times = 1) {
    for (let i = 0; i < times; i++) {
      this.run = step(this.run, typeof event === 'string' ? { type: event } : event, this.now);
    }
    return this;
  }

  /** One round, up to its last repetition. */
  doesRound() {
    const by = this.run.counter === 'motion' ? 'motion' : 'tap';
    for (let side = 0; side < DOSE.sides.length; side++) {
      this.does('go').does('due').does({ type: 'rep', by }, DOSE.target);
    }
    return this;
  }

  is(phase, ...reps) {
    assert.equal(this.run.phase, phase);
    assert.deepEqual(
      this.run.sets.map((set) => set.reps),
      [...reps, ...Array(this.run.sets.length - reps.length).fill(0)],
    );
    return this;
  }
}

const inRest = (counter, dose = {}) => new Practice({ counter, ...dose }).doesRound().is('rest', 2, 2);

test('the sides come once in each round, with the target for each', () => {
  const { run } = new Practice();
  assert.deepEqual(
    run.sets.map(({ side, target }) => [side, target]),
    [1, 2, 3].flatMap(() => [
      ['left', 2],
      ['right', 2],
    ]),
  );
  assert.deepEqual(
    run.sets.map((_, at) => roundOf(run, at)),
    [1, 1, 2, 2, 3, 3].map((round) => ({ round, rounds: 3 })),
  );
  const both = begin({ ...DOSE, sides: ['both'] }, { mono: 0, at: '2026-11-22T14:00:00.000Z' });
  assert.deepEqual(roundOf(both, 2), { round: 3, rounds: 3 });
});

for (const counter of COUNTERS) {
  test(`between two sides is no rest, between two rounds there is (${counter})`, () => {
    const practice = new Practice({ counter });
    practice.does('go').does('due').does('rep', 2).is('switch', 2);
    practice.does('go').does('due').does('rep', 2).is('rest', 2, 2);
    assert.equal(due(practice.run).at, practice.mono + REST);
    assert.equal(upcoming(practice.run), 2);
  });

  test(`a press in the first two seconds of a rest is the habit of counting on (${counter})`, () => {
    const practice = inRest(counter).sleep(QUIET_MS - 1);
    const { run } = practice;
    assert.equal(practice.does('rep').run, run);
  });

  test(`a press later ends the rest, and counts nothing (${counter})`, () => {
    const practice = inRest(counter).sleep(QUIET_MS).does('rep').is('switch', 2, 2);
    const wait = { tap: WAIT_MS.switch, pace: LEAD_MS, motion: STILL_MS };
    assert.equal(due(practice.run).at, practice.mono + wait[counter]);
    practice
      .sleep(QUIET_MS - 1)
      .does('rep')
      .is('switch', 2, 2); // a second one is no repetition either
    practice.sleep(1).does('rep').is('set', 2, 2, 1);
  });

  test(`a button, a headset and Enter end it at once (${counter})`, () => {
    inRest(counter).does('go').is('switch', 2, 2);
    const { run } = inRest(counter);
    assert.deepEqual(eventOf('nexttrack', run), { type: 'go' });
    const key = eventFor('go-on', run);
    inRest(counter).sleep(QUIET_MS).does(key).is('switch', 2, 2);
  });

  test(`a pause holds the rest, and what was left of it comes after (${counter})`, () => {
    const practice = inRest(counter).sleep(30_000).does('pause').is('rest', 2, 2);
    assert.equal(due(practice.run), null);
    practice.wait(3_600_000).does('resume').is('rest', 2, 2);
    assert.equal(due(practice.run).at, practice.mono + REST - 30_000);
    practice.does('pause').sleep(5).does('pause').does('resume');
    assert.equal(due(practice.run).at, practice.mono + REST - 30_000);
  });

  test(`a page that is killed in a rest comes back in the rest (${counter})`, () => {
    const running = restore(JSON.parse(JSON.stringify(inRest(counter).run)));
    assert.equal(running.phase, 'rest');
    assert.ok(running.paused);
    assert.equal(due(step(running, { type: 'resume' }, { mono: 7, at: AT })).at, 7 + REST);
    const paused = inRest(counter).sleep(30_000).does('pause').run;
    const back = step(restore(JSON.parse(JSON.stringify(paused))), { type: 'resume' }, { mono: 7, at: AT });
    assert.equal(due(back).at, 7 + REST - 30_000);
    assert.equal(back.plan, DOSE.plan);
  });

  test(`undo takes the last repetition of the round back, and one more begins the rest anew (${counter})`, () => {
    inRest(counter).does('undo').is('set', 2, 1);
    const practice = inRest(counter).sleep(20_000).does('more').is('rest', 2, 3);
    assert.equal(due(practice.run).at, practice.mono + REST);
    practice.does('undo').is('rest', 2, 2).does('undo').is('set', 2, 1);
  });

  test(`undoing the first repetition of a round waits for it, and rests no second time (${counter})`, () => {
    inRest(counter).does('go').does('due').does('rep').is('set', 2, 2, 1).does('undo').is('switch', 2, 2);
  });

  test(`all rounds lead to the end, and the session names each side of each round (${counter})`, () => {
    const practice = new Practice({ counter });
    practice.doesRound().does('go').doesRound().does('go').doesRound().is('reached', 2, 2, 2, 2, 2, 2);
    practice.wait(60_000).is('done', 2, 2, 2, 2, 2, 2);
    const session = sessionOf(practice.run);
    assert.equal(checkSession(session), null);
    assert.equal(session.plan, DOSE.plan);
    assert.deepEqual(
      session.sets.map(({ side, reps, target }) => [side, reps, target]),
      [1, 2, 3].flatMap(() => [
        ['left', 2, 2],
        ['right', 2, 2],
      ]),
    );
  });

  test(`what is finished in a rest goes on there (${counter})`, () => {
    const practice = inRest(counter).does('finish').is('done', 2, 2).does('reopen').is('rest', 2, 2);
    assert.equal(sessionOf(practice.run).sets.length, 2);
  });
}

test('a rest that has passed starts the next round, where somebody taps or Hinge leads', () => {
  inRest('tap').wait(REST).is('set', 2, 2);
  inRest('pace').wait(REST).is('set', 2, 2).wait(6_000).is('set', 2, 2, 1);
});

test('where the phone counts, the next round waits until it has come to rest', () => {
  const practice = inRest('motion').wait(REST).is('switch', 2, 2);
  assert.equal(due(practice.run).at, practice.mono + STILL_MS);
});

test('the movement of a phone in a rest counts nothing, and does not end it', () => {
  const practice = inRest('motion').sleep(QUIET_MS);
  const { run } = practice;
  assert.equal(practice.does({ type: 'rep', by: 'motion' }).run, run);
});

test('a rest in another app passes there, and nobody is under way before coming back', () => {
  const timely = inRest('tap').does('away').wait(REST).is('switch', 2, 2);
  assert.equal(due(timely.run), null);
  const late = inRest('tap').does('away').sleep(600_000);
  for (const practice of [timely, late]) {
    practice.does('back').is('switch', 2, 2);
    assert.equal(due(practice.run).at, practice.mono + WAIT_MS.switch);
    assert.equal(practice.run.sets[2].ms, 0);
  }
  const early = inRest('tap').does('away').wait(10_000).does('back').is('rest', 2, 2);
  assert.equal(due(early.run).at, early.mono + REST - 10_000);
});

test('who ends a rest when little of it is left waits no longer for that', () => {
  const practice = inRest('tap')
    .sleep(REST - 3_000)
    .does('rep');
  assert.equal(due(practice.run).at, practice.mono + 3_000);
  const led = inRest('pace')
    .sleep(REST - 1_000)
    .does('go');
  assert.equal(due(led.run).at, led.mono + 1_000);
});

test('a side that is left in the middle leads to the other side, or to the rest before the next round', () => {
  const practice = new Practice().does('rep').does('pause').does('next').is('switch', 1);
  practice.does('rep').does('pause').does('next').is('rest', 1, 1);
});

test('the time of a rest is not under way', () => {
  const practice = inRest('pace').wait(REST);
  const ms = () => practice.run.sets.reduce((sum, set) => sum + set.ms, 0);
  const before = ms();
  practice.wait(1_000).does('pause');
  assert.equal(ms(), before + 1_000);
  assert.equal(totalReps(practice.run), 4);
});

test('the longest practice that a plan can ask for has twenty sets', () => {
  const { run } = new Practice({ rounds: 10, target: 100 });
  assert.equal(run.sets.length, 20);
  assert.equal(checkSession(sessionOf({ ...run, current: 19 })), null);
});

test('a practice of the version before goes on with one round', () => {
  const { rest: _r, restLeft: _l, plan: _p, ...old } = new Practice({ rounds: 1 }).does('rep', 2).run;
  const back = restore(JSON.parse(JSON.stringify({ ...old, version: 2 })));
  assert.equal(back.phase, 'switch');
  assert.equal(back.plan, null);
  const done = step(
    step(
      step(back, { type: 'resume' }, { mono: 0, at: back.lastAt }),
      { type: 'rep' },
      {
        mono: 1,
        at: back.lastAt,
      },
    ),
    { type: 'rep' },
    { mono: 2, at: back.lastAt },
  );
  assert.equal(done.phase, 'reached');
  assert.equal('plan' in sessionOf(done), false);
});
