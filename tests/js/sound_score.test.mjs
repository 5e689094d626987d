import assert from 'node:assert/strict';
import { test } from 'node:test';

import { audioTime, due, follow, isDead, isSame, read, TONES, watch } from '../../static/js/sound/score.js';

const NAMES = ['tick', 'go', 'down', 'hold', 'up', 'count', 'last', 'switch', 'done'];

test('every tone lies where a phone is loud, and lasts longer than a note may be late', () => {
  assert.deepEqual(Object.keys(TONES), NAMES);
  for (const strokes of Object.values(TONES)) {
    for (const [after, length, from, to] of strokes) {
      assert.ok(from >= 300 && from <= 1500 && to >= 300 && to <= 1500);
      assert.ok(after >= 0 && length >= 0.06);
    }
    assert.ok(Math.max(...strokes.map(([after, length]) => after + length)) <= 1.2, 'short');
  }
});

test('the phases are told by their direction: falling, level, rising', () => {
  const glides = ['down', 'hold', 'up'].map((tone) => TONES[tone].map(([, , from, to]) => Math.sign(to - from)));
  assert.deepEqual(glides, [[-1], [0], [1]]);
});

test('no two tones are the same figure', () => {
  const figures = Object.values(TONES).map((strokes) => JSON.stringify(strokes));
  assert.equal(new Set(figures).size, figures.length);
});

test('what should have been heard more than 50 ms ago is left out, and the rest is in order', () => {
  const notes = [1200, 949, 950, 1000].map((at) => ({ at, tone: 'tick' }));
  assert.deepEqual(
    due(notes, 1000).map(({ at }) => at),
    [950, 1000, 1200],
  );
  assert.equal(notes[0].at, 1200, 'the list that was given stays as it is');
});

test('a note that was worked out twice is one, another tone or time is not', () => {
  const note = { at: 1000, tone: 'down' };
  assert.ok(isSame(note, { at: 1000.4, tone: 'down' }));
  assert.ok(!isSame(note, { at: 1000, tone: 'up' }));
  assert.ok(!isSame(note, { at: 1060, tone: 'down' }));
});

const context = (more) => ({
  currentTime: 10,
  getOutputTimestamp: () => ({ contextTime: 9.8, performanceTime: 990 }),
  ...more,
});

test('what is heard now comes from the browser’s own account', () => {
  const anchor = read(context(), 1000);
  assert.equal(anchor.perf, 1000);
  assert.ok(Math.abs(anchor.audio - 9.81) < 1e-9);
  assert.ok(Math.abs(audioTime(anchor, 1500) - 10.31) < 1e-9);
});

test('an account that can’t be true is not believed', () => {
  const untrue = [
    undefined,
    () => ({ contextTime: 0, performanceTime: 0 }), // before the first sound
    () => ({ contextTime: 9.8, performanceTime: 0 }),
    () => ({ contextTime: 0.3, performanceTime: 998 }), // Safari
    () => ({}),
  ];
  for (const getOutputTimestamp of untrue) {
    assert.equal(read(context({ getOutputTimestamp }), 1000).audio, 10);
    assert.equal(read(context({ getOutputTimestamp, outputLatency: 0.2 }), 1000).audio, 9.8, 'headphones are late');
  }
});

test('readings that scatter by a buffer’s length move the anchor little', () => {
  let anchor = null;
  const off = [];
  for (let i = 0; i < 200; i += 1) {
    const now = 1000 + i * 500;
    const scatter = ((i * 7) % 11) - 5; // ms
    anchor = follow(anchor, { perf: now, audio: (now + scatter) / 1000, isTold: true });
    if (i > 20) off.push(audioTime(anchor, now) * 1000 - now);
  }
  assert.ok(Math.max(...off) - Math.min(...off) < 8); // of 10
});

test('a jump of a clock is taken as it is', () => {
  const before = { perf: 1000, audio: 1, isTold: false };
  const later = { perf: 61_000, audio: 1.5, isTold: false };
  assert.deepEqual(follow(before, later), later);
  assert.deepEqual(follow(null, before), before);
});

test('as soon as the browser tells what is heard, that is taken as it is', () => {
  const told = { perf: 2000, audio: 1.98, isTold: true };
  assert.deepEqual(follow({ perf: 1000, audio: 1, isTold: false }, told), told);
});

test('an audio clock that stands still is dead after a while, and one that moves never is', () => {
  let seen = null;
  for (let now = 0; now <= 5000; now += 500) {
    seen = watch(seen, now < 2000 ? now / 1000 : 2, now);
    assert.equal(isDead('running', seen), now >= 3500, `at ${now}`);
  }
  assert.equal(isDead('running', watch(seen, 2.5, 5500)), false);
  assert.equal(isDead('interrupted', seen), false, 'a call gives the sound back by itself');
  assert.ok(isDead('interrupted', { ...seen, still: 10_000 }));
  assert.ok(isDead('closed', null));
  assert.ok(!isDead('running', null));
});

test('a page that slept does not take that for a dead clock', () => {
  const seen = watch(watch(null, 2, 0), 2, 60_000);
  assert.equal(isDead('running', seen), false);
});
