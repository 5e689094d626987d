// The motion counter on signals made from the guides' own movements.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MotionCounter } from '../../static/js/counters/motion.js';
import { counted, fiddling, GUIDES, pocketing, record, repetition, sit, still, walk } from './support/movement.mjs';
import { chance, pick } from './support/random.mjs';

const SEGMENTS = ['pelvis', 'trunk', 'thigh'];
const OURS = ['hip-hinge', 'foam-roller-deadlift'];
const CREDIT_S = 1; // at most so long after a repetition has ended

/** So many repetitions with a rest after each, between two still moments. */
function set(count, { guide = 'hip-hinge', segment = 'pelvis', slow = () => 1, rest = 0.8 } = {}) {
  const one = () => [repetition(guide, segment, slow()), still(rest, guide, segment)];
  return [still(2.5, guide, segment), ...Array.from({ length: count }, one).flat(), still(2, guide, segment)];
}

const tempo = (slow = 1, guide = 'hip-hinge') =>
  Object.fromEntries(Object.entries(GUIDES[guide].tempo).map(([phase, s]) => [phase, s * slow]));

function assertPrompt(found, ends, note) {
  assert.equal(found.length, ends.length, note);
  for (const [i, { at }] of found.entries()) {
    assert.ok(
      at - ends[i] < CREDIT_S,
      `${note}: repetition ${i + 1} was credited ${(at - ends[i]).toFixed(1)} s after its end`,
    );
    assert.ok(ends[i] - at < 3, `${note}: repetition ${i + 1} was credited long before it ended`);
  }
}

for (const guide of OURS) {
  for (const segment of SEGMENTS) {
    test(`every repetition of ${guide} counts within a second, with the phone at the ${segment}`, () => {
      for (const [seed, count] of [1, 2, 3, 15].entries()) {
        const { samples, ends } = record(set(count, { guide, segment }), seed + 1);
        assertPrompt(counted(MotionCounter, samples, { tempo: tempo(1, guide) }), ends, `${count} with the tempo`);
        assertPrompt(counted(MotionCounter, samples), ends, `${count} with nothing known`);
      }
    });
  }
}

test('at half and at twice the seconds of the tempo every repetition counts within a second', () => {
  for (const slow of [0.5, 1, 2]) {
    for (const segment of SEGMENTS) {
      const { samples, ends } = record(set(4, { segment, slow: () => slow }), 7);
      assertPrompt(counted(MotionCounter, samples, { tempo: tempo(slow) }), ends, `${segment} × ${slow}`);
    }
  }
});

for (const pace of [2, 2.5, 3, 3.6, 4, 5, 6, 9, 12, 15, 18]) {
  test(`at ${pace} s a repetition the guide's six seconds lose none`, () => {
    for (const segment of SEGMENTS) {
      const pieces = set(6, { segment, slow: () => pace / 6, rest: pace / 8 });
      const { samples } = record(pieces, 8, { hz: 20 });
      assert.equal(counted(MotionCounter, samples, { tempo: tempo() }).length, 6, segment);
    }
  });
}

test('a brisk set whose hard turns look like steps counts where its repetitions are nearly the same', () => {
  for (const shove of [0.02, 0.03]) {
    const hard = (one) => ({
      ...one,
      at(s) {
        const { lean, place } = one.at(s);
        const [forward, side, up] = place;
        const shoves = Math.cos((4 * Math.PI * s) / one.seconds); // two a repetition
        return { lean, place: [forward, side, up + shove * shoves] };
      },
    });
    const three = Array.from({ length: 3 }, () => hard(repetition('hip-hinge', 'pelvis', 1.6 / 6)));
    const { samples } = record([still(2.5), ...three, still(2)], 8, { hz: 20 });
    for (const options of [{}, { tempo: tempo() }])
      assert.equal(counted(MotionCounter, samples, options).length, 3, `${shove} m`);
  }
});

test('three seconds without samples in every twenty lose no repetition', () => {
  const silence = (first) => Array.from({ length: 20 }, (_, k) => [first + 20 * k, first + 20 * k + 3]);
  for (const pace of [3, 4, 6, 9]) {
    for (const first of [10, 14, 18]) {
      const pieces = set(12, { slow: () => pace / 6, rest: 0.4 });
      const { samples, ends } = record(pieces, 5, { hz: 20 });
      const gaps = silence(first).filter(([, to]) => to < ends.at(-2) - 100);
      const heard = samples.filter(({ t }) => !gaps.some(([from, to]) => t - 100 > from && t - 100 < to));
      for (const options of [{}, { tempo: tempo() }]) {
        const found = counted(MotionCounter, heard, options);
        assert.equal(
          found.length,
          12,
          `${pace} s, from ${first} s on, ${options.tempo ? 'with' : 'without'} the tempo`,
        );
        assert.ok(found.every(({ depth }) => Number.isFinite(depth)));
      }
    }
  }
});

test('a silence in the midst of nothing is no repetition', () => {
  for (const gap of [2, 5, 7]) {
    const { samples } = record([still(30)], 3, { hz: 20, gaps: [[10, 10 + gap]] });
    assert.equal(counted(MotionCounter, samples, { tempo: tempo() }).length, 0, `${gap} s`);
  }
  const { samples, ends } = record(set(4), 3, { hz: 20 });
  const over = [...samples, ...samples.slice(0, 60).map((s) => ({ ...s, t: s.t + ends.at(-1) - 100 + 7 }))];
  assert.equal(counted(MotionCounter, over, { tempo: tempo() }).length, 4, 'after the last repetition');
});

test('a phone fiddled with for a minute counts once in two minutes at most, when a set is known to begin', () => {
  let wrong = 0;
  for (let seed = 1; seed <= 12; seed += 1) {
    const { samples } = record([still(2.5), fiddling(chance(seed)), still(2)], seed, { hz: 20 });
    wrong += counted(MotionCounter, samples, { tempo: tempo() }).length;
  }
  assert.ok(wrong <= 6, `${wrong} false ones in 12 minutes`);
});

test('repetitions three times as slow count, with nothing known', () => {
  for (const segment of SEGMENTS) {
    const { samples } = record(set(4, { segment, slow: () => 3 }), 3, { hz: 10 });
    assert.equal(counted(MotionCounter, samples).length, 4, segment);
  }
});

test('an uneven tempo counts', () => {
  for (let seed = 1; seed <= 4; seed += 1) {
    const random = chance(seed);
    const { samples } = record(
      set(12, { segment: pick(random, SEGMENTS), slow: () => 0.6 + 0.8 * random(), rest: 0.3 + random() }),
      seed,
    );
    assert.equal(counted(MotionCounter, samples, { tempo: tempo() }).length, 12, `seed ${seed}`);
  }
});

test('from 10 to 100 samples a second, with jitter and gaps, with or without gyroscope, the count is the same', () => {
  for (const [seed, hz] of [10, 17, 30, 60, 100].entries()) {
    for (const gyro of [true, false]) {
      const gaps = [
        [14, 14.7],
        [31, 32.2],
      ];
      const { samples } = record(set(8, { guide: 'foam-roller-deadlift' }), seed + 1, { hz, gyro, gaps, jitter: 0.6 });
      assert.equal(counted(MotionCounter, samples).length, 8, `${hz} Hz, gyroscope ${gyro}`);
    }
  }
});

test('walking to the mat, pocketing the phone and sitting down do not count, the set between them does', () => {
  for (let seed = 1; seed <= 6; seed += 1) {
    const random = chance(seed);
    const segment = pick(random, ['pelvis', 'trunk']);
    const before = [walk(8), pocketing(random), still(1), walk(6)];
    const after = [walk(6), sit(10)];
    const { samples, ends } = record([...before, ...set(6, { segment }), ...after], seed);
    const found = counted(MotionCounter, samples);
    assert.equal(found.length, 6, `seed ${seed}`);
    for (const [i, { t }] of found.entries())
      assert.ok(Math.abs(t - ends[i]) < 2, `seed ${seed}: repetition ${i + 1} is another movement`);
  }
});

test('nothing is counted where nobody repeats anything, even when a set is known to begin', () => {
  const idle = {
    'walking with a swinging thigh': () => [still(2), walk(40, 20), still(2)],
    'pocketing the phone': (random) => [pocketing(random), still(3)],
    'sitting down for a while': () => [still(2), sit(8), still(3)],
    'walking, sitting, walking': () => [walk(8), sit(10), walk(8)],
    'standing about': () => [still(60)],
  };
  for (const [what, pieces] of Object.entries(idle)) {
    for (let seed = 1; seed <= 4; seed += 1) {
      const { samples } = record(pieces(chance(seed)), seed, { hz: 30 });
      assert.equal(counted(MotionCounter, samples).length, 0, `${what}, seed ${seed}`);
      assert.equal(
        counted(MotionCounter, samples, { tempo: tempo() }).length,
        0,
        `${what}, seed ${seed}, with the tempo`,
      );
    }
  }
});

test("a repetition's depth is how far the pelvis leans", () => {
  const [first, last] = [GUIDES['hip-hinge'].pelvis.at(0)[0], GUIDES['hip-hinge'].pelvis.at(-1)[0]];
  for (const gyro of [true, false]) {
    const { samples } = record(set(5), 3, { gyro });
    for (const { depth } of counted(MotionCounter, samples))
      assert.ok(Math.abs(depth - (last - first)) < 6, `${depth}° of ${last - first}°`);
  }
});

test('the tilt is live, and null before the phone was ever still', () => {
  const { samples } = record([walk(3), ...set(1)], 5);
  const counter = new MotionCounter({ onRep() {} });
  const seen = samples.map((sample) => {
    counter.push(sample);
    return counter.degrees;
  });
  assert.equal(seen[20], null);
  assert.ok(Math.max(...seen) > 45);
  assert.ok(seen.at(-1) < 5);
});

test('samples that are no numbers, or come late, are left out', () => {
  const { samples } = record(set(5), 9);
  const broken = samples.flatMap((s, i) =>
    i % 40 ? [s] : [{ ...s, ax: null }, { ...s, t: NaN }, s, { ...s, t: s.t - 1 }],
  );
  assert.equal(counted(MotionCounter, broken).length, 5);
});

test('after a sensor that was silent for long, a set still counts', () => {
  const { samples } = record([...set(3), ...set(4)], 4, { gaps: [[24.5, 25]] });
  const later = samples.map((s) => (s.t > 124.8 ? { ...s, t: s.t + 300 } : s));
  assert.equal(counted(MotionCounter, later).length, 7);
});

test('the count goes on when the memory has been full several times', () => {
  const { samples } = record(set(10), 2, { hz: 20 });
  const length = samples.at(-1).t - samples[0].t + 0.05;
  const long = Array.from({ length: 6 }, (_, k) => samples.map((s) => ({ ...s, t: s.t + k * length }))).flat();
  assert.ok(long.at(-1).t - long[0].t > 400);
  assert.equal(counted(MotionCounter, long).length, 60);
});

test('whatever is done with the phone, no movement counts twice', () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const random = chance(seed);
    const any = () =>
      pick(random, [
        () => repetition(pick(random, OURS), 'pelvis', 0.2 + 1.5 * random()),
        () => walk(1 + 5 * random()),
        () => sit(5 * random()),
        () => pocketing(random, 0.3 + 2 * random(), 0.1),
        () => still(0.1 + 3 * random()),
      ])();
    const { samples } = record(Array.from({ length: 25 }, any), seed, { hz: 15 });
    for (const options of [{}, { tempo: tempo() }]) {
      const times = counted(MotionCounter, samples, options)
        .map((rep) => rep.t)
        .sort((a, b) => a - b);
      for (let i = 1; i < times.length; i += 1)
        assert.ok(times[i] - times[i - 1] > 0.3, `seed ${seed}: ${times[i]} s counts twice`);
      assert.ok(times.length <= 25, `seed ${seed}`);
    }
  }
});
