import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

import { Tones } from '../../static/js/sound/tones.js';
import { Machine, settle } from './support/audio.mjs';

/** Tones that can be heard, and the machine they play on. */
async function audible(t, options = {}) {
  t.after(() => mock.timers.reset());
  const machine = new Machine().install();
  Object.assign(machine, options.machine);
  const tones = new Tones(options);
  const isHeard = await tones.unlock();
  return { machine, tones, isHeard };
}

const near = (found, wanted) => {
  assert.equal(found.length, wanted.length, `${found} and ${wanted}`);
  for (const [i, value] of found.entries()) assert.ok(Math.abs(value - wanted[i]) < 1e-6, `${found} and ${wanted}`);
};

test('no context is made before a press', (t) => {
  t.after(() => mock.timers.reset());
  const machine = new Machine().install();
  const tones = new Tones();
  tones.schedule([{ at: 2000, tone: 'tick' }]);
  tones.volume = 0.5;
  tones.silence();
  tones.close();
  assert.equal(machine.contexts.length, 0);
});

test('a press makes sound possible, on an iPhone that is switched to silent too', async (t) => {
  const { machine, tones, isHeard } = await audible(t);
  assert.equal(isHeard, true);
  assert.equal(machine.session.type, 'playback');
  assert.equal(await tones.unlock(), true);
  assert.equal(machine.contexts.length, 1);
  tones.close();
  assert.equal(machine.session.type, 'auto');
  assert.equal(machine.context.state, 'closed');
});

test('a browser that stays silent says so within a second', async (t) => {
  t.after(() => mock.timers.reset());
  const machine = new Machine().install();
  machine.startsAs = 'never';
  const answer = new Tones().unlock();
  await machine.pass(1000);
  assert.equal(await answer, false);
});

test('a browser without Web Audio says so and nothing breaks', async (t) => {
  t.after(() => mock.timers.reset());
  new Machine().install();
  globalThis.AudioContext = undefined;
  const tones = new Tones();
  assert.equal(await tones.unlock(), false);
  tones.schedule([{ at: 2000, tone: 'tick' }]);
  tones.silence();
});

test('notes stand on the audio clock, and what was asked for before a press is not lost', async (t) => {
  t.after(() => mock.timers.reset());
  const machine = new Machine().install();
  const tones = new Tones();
  tones.schedule([
    { at: 900, tone: 'tick' },
    { at: 1500, tone: 'tick' },
    { at: 2500, tone: 'hold' },
  ]);
  await tones.unlock();
  near(machine.context.starts, [0.5, 1.5]);
});

test('a new schedule takes the place of what has not begun', async (t) => {
  const { machine, tones } = await audible(t);
  tones.schedule([1000, 1600, 2600].map((at) => ({ at, tone: 'hold' })));
  await machine.pass(100);
  tones.schedule([{ at: 3000, tone: 'hold' }]);
  near(machine.context.starts, [0, 2]); // the first sounds on
  tones.schedule([]);
  near(machine.context.starts, [0]);
});

test('a note that has begun is not played again when it is scheduled again', async (t) => {
  const { machine, tones } = await audible(t);
  tones.schedule([{ at: 1500, tone: 'down' }]);
  await machine.pass(520);
  tones.schedule([
    { at: 1500.2, tone: 'down' },
    { at: 1500.2, tone: 'count' },
    { at: 4500, tone: 'hold' },
  ]);
  near(machine.context.starts, [0.5, 0.52, 3.5]);
});

test('silence ends what sounds and what is due', async (t) => {
  const { machine, tones } = await audible(t);
  tones.schedule([
    { at: 1000, tone: 'done' },
    { at: 3000, tone: 'tick' },
  ]);
  await machine.pass(100);
  const sounding = machine.context.sources.find(({ isConnected, startAt }) => isConnected && startAt === 0);
  tones.silence();
  const bus = sounding.to.to;
  assert.deepEqual(bus.gain.calls.at(-1), [0, 0.1]);
  assert.ok(
    machine.context.starts.every((start) => start < 1.1),
    'the tick is gone',
  );
  tones.schedule([{ at: 1500, tone: 'tick' }]);
  const next = machine.context.sources.at(-1);
  assert.notEqual(next.to.to, bus);
  assert.equal(next.to.to.gain.value, 1);
});

test('volume goes by how loud it sounds', async (t) => {
  const { machine, tones } = await audible(t, { volume: 0.5 });
  tones.schedule([{ at: 1500, tone: 'tick' }]);
  const { gain } = machine.context.sources[0].to.to;
  assert.equal(gain.value, 0.25);
  tones.volume = 0.8;
  assert.ok(Math.abs(gain.calls.at(-1)[0] - 0.64) < 1e-9);
});

test('nothing drifts in thirty repetitions, though the audio clock runs a thousandth fast', async (t) => {
  const { machine, tones } = await audible(t, { machine: { rate: 1.001 } });
  const began = machine.now;
  const off = [];
  for (let rep = 0; rep < 30; rep += 1) {
    const notes = [
      [0, 'down'],
      [3000, 'hold'],
      [4000, 'up'],
      [6000, 'count'],
    ];
    tones.schedule(notes.map(([ms, tone]) => ({ at: began + rep * 6000 + ms + 200, tone })));
    for (const source of machine.context.sources.splice(0)) {
      if (!source.isConnected) continue;
      const heard = machine.now + ((source.startAt - machine.context.currentTime) / machine.rate) * 1000;
      off.push(((heard - began - 200 + 500) % 1000) - 500);
    }
    await machine.pass(6000);
  }
  assert.ok(off.length >= 30 * 4);
  assert.ok(Math.max(...off) - Math.min(...off) < 20, `${Math.min(...off)} … ${Math.max(...off)} ms`);
});

test('a call is told of once, and afterwards what is still due comes on time', async (t) => {
  let calls = 0;
  const onInterrupted = () => {
    calls += 1;
  };
  const { machine, tones } = await audible(t, { onInterrupted });
  tones.schedule([2000, 6000, 9000].map((at) => ({ at, tone: 'tick' })));
  machine.context.become('interrupted');
  await machine.pass(4000); // the audio clock stands
  assert.equal(calls, 1);
  assert.equal(machine.contexts.length, 1, 'it comes back by itself');
  machine.context.become('running');
  near(machine.context.starts, [1, 4]);
  assert.equal(calls, 1);
  machine.context.become('interrupted');
  assert.equal(calls, 2, 'another call');
});

test('a context that was suspended is resumed', async (t) => {
  const { machine, tones } = await audible(t);
  tones.schedule([{ at: 9000, tone: 'tick' }]);
  machine.startsAs = 'running';
  machine.context.become('interrupted');
  machine.context.become('suspended'); // a call that the browser does not go on after by itself
  await machine.pass(600);
  assert.equal(machine.context.state, 'running');
  assert.equal(machine.contexts.length, 1);
});

test('a clock that stands still though it says it runs is replaced, and the rest is played', async (t) => {
  let calls = 0;
  const onInterrupted = () => {
    calls += 1;
  };
  const { machine, tones } = await audible(t, { onInterrupted });
  tones.schedule([2000, 5000, 9000].map((at) => ({ at, tone: 'tick' })));
  await machine.pass(500);
  machine.context.isFrozen = true;
  await machine.pass(2500);
  assert.equal(machine.contexts.length, 2);
  assert.equal(machine.contexts[0].state, 'closed');
  const begin = machine.now - machine.context.currentTime * 1000;
  near(machine.context.starts, [(5000 - begin) / 1000, (9000 - begin) / 1000]);
  assert.equal(calls, 0, 'that was no call');
});

test('an interruption that does not end, and a context that was closed, are replaced', async (t) => {
  const { machine, tones } = await audible(t);
  tones.schedule([{ at: 60_000, tone: 'tick' }]);
  machine.context.become('interrupted');
  await machine.pass(11_000);
  assert.equal(machine.contexts.length, 2);
  machine.context.become('closed');
  await machine.pass(600);
  assert.equal(machine.contexts.length, 3);
  assert.equal(machine.context.starts.length, 1);
});

test('where only a press helps it waits for one, anywhere on the page', async (t) => {
  const { machine, tones } = await audible(t);
  tones.schedule([{ at: 60_000, tone: 'tick' }]);
  machine.startsAs = 'never';
  machine.context.isFrozen = true;
  await machine.pass(30_000);
  assert.equal(machine.contexts.length, 4, 'three tries');
  machine.startsAs = 'running';
  document.dispatchEvent(new Event('click'));
  await settle();
  assert.equal(machine.context.state, 'running');
  assert.equal(machine.context.starts.length, 1);
  tones.close();
  document.dispatchEvent(new Event('click'));
  assert.equal(machine.context.state, 'closed', 'after the end a press is no longer ours');
});

test('nothing is watched while nothing is due', async (t) => {
  const { machine, tones } = await audible(t);
  tones.schedule([{ at: 1500, tone: 'tick' }]);
  await machine.pass(2000);
  machine.context.isFrozen = true;
  await machine.pass(20_000);
  assert.equal(machine.contexts.length, 1);
  tones.schedule([{ at: machine.now + 9000, tone: 'tick' }]);
  await machine.pass(2500);
  assert.equal(machine.contexts.length, 2);
});
