// Tilt from gravity and gyroscope, on signals made from the guides' own movements.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { angle, Tilt } from '../../static/js/counters/tilt.js';
import { GUIDES, pocketing, record, repetition, still, walk } from './support/movement.mjs';
import { chance } from './support/random.mjs';

const BOW = GUIDES['hip-hinge'].pelvis.at(-1)[0] - GUIDES['hip-hinge'].pelvis[0][0];

test('angles between vectors of any length', () => {
  assert.equal(angle([0, 0, 2], [0, 0, 9.8]), 0);
  assert.ok(Math.abs(angle([1, 0, 0], [0, 3, 0]) - 90) < 1e-9);
  assert.ok(Math.abs(angle([0, 1, 0], [0, -1, 0]) - 180) < 1e-9);
});

for (const gyro of [true, false]) {
  test(`three slow bows are measured within 3°, ${gyro ? 'with' : 'without'} a gyroscope, in any orientation`, () => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const one = [repetition('hip-hinge', 'pelvis', 1.5), still(1)];
      const { samples } = record([still(2.5), ...one, ...one, ...one, still(1)], seed, { gyro });
      const bows = [];
      const tilt = new Tilt({ onBow: (bow) => bows.push(bow) });
      for (const sample of samples) tilt.push(sample);
      assert.equal(bows.length, 3);
      for (const { degrees } of bows) assert.ok(Math.abs(degrees - BOW) < 3, `${degrees}° of ${BOW}°`);
    }
  });
}

test('it is still after a second of stillness, and not while somebody walks', () => {
  const { samples } = record([still(3), walk(5), still(3)], 2);
  const tilt = new Tilt();
  const at = new Map(
    samples.map((s) => {
      tilt.push(s);
      return [Math.floor(2 * (s.t - 100)) / 2, tilt.still];
    }),
  );
  assert.equal(at.get(0), false);
  assert.equal(at.get(2.5), true);
  for (let t = 4; t < 7; t += 0.5) assert.equal(at.get(t), false, `${t} s`);
  assert.equal(at.get(10.5), true);
});

test('the zero is the last still moment: that in the pocket, not that in the hand', () => {
  const { samples } = record([pocketing(chance(3), 2, 3), still(7), repetition('hip-hinge', 'pelvis'), still(1)], 3);
  const tilt = new Tilt();
  let deepest = 0;
  for (const sample of samples) {
    const degrees = tilt.push(sample);
    if (sample.t > 111.9) deepest = Math.max(deepest, degrees);
  }
  assert.ok(Math.abs(deepest - BOW) < 4, `${deepest}°`);
});

test('once held, the zero stays, however long a bow rests', () => {
  const { samples } = record(
    [still(2.5), repetition('hip-hinge', 'pelvis', 1, { eccentric: 3, pause: 8, concentric: 3 }), still(1)],
    4,
  );
  const tilt = new Tilt();
  for (const sample of samples) {
    tilt.push(sample);
    if (sample.t > 102) tilt.hold();
  }
  assert.ok(tilt.degrees < 4, `${tilt.degrees}°`);
});
