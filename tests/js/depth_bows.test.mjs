import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Bows } from '../../static/js/depth/bows.js';
import { chance } from './support/random.mjs';

const eased = (share) => share ** 3 * (10 - 15 * share + 6 * share ** 2); // minimum jerk, as people move

/** Degrees at `t` on a way through `points`, each [s, degrees]; between two of them people move smoothly. */
function along(points) {
  return (t) => {
    const i = points.findIndex(([at]) => at > t);
    if (i < 0) return points.at(-1)[1];
    if (i === 0) return points[0][1];
    const [[t0, from], [t1, to]] = [points[i - 1], points[i]];
    return from + (to - from) * eased((t - t0) / (t1 - t0));
  };
}

/** The bows in what a phone tells of such a way. */
function bowsIn(points, { hz = 50, shake = 0.5, without = () => false } = {}) {
  const bows = new Bows();
  const dice = chance(3);
  const degreesAt = along(points);
  const found = [];
  for (let i = 0; i <= points.at(-1)[0] * hz; i++) {
    const t = i / hz;
    const bow = without(t) ? null : bows.push(t, Math.abs(degreesAt(t) + shake * (2 * dice() - 1)));
    if (bow) found.push(bow);
  }
  return found;
}

/** One bow from `from` s on. */
const bow = (from, degrees, { down = 3, hold = 1, up = 2, rest = 0 } = {}) => [
  [from, rest],
  [from + down, degrees],
  [from + down + hold, degrees],
  [from + down + hold + up, rest],
  [from + down + hold + up + 1, rest],
];

function assertDepths(found, expected, within = 1.5) {
  assert.deepEqual(
    found.map(({ isSlow }) => isSlow),
    expected.map(() => true),
  );
  for (const [i, { degrees }] of found.entries()) {
    assert.ok(Math.abs(degrees - expected[i]) <= within, `${degrees} for ${expected[i]}`);
  }
}

test('three bows are three, each with its depth, at any rate of samples', () => {
  const three = [...bow(1, 40), ...bow(9, 62), ...bow(17, 55)];
  for (const hz of [10, 25, 60, 100]) assertDepths(bowsIn(three, { hz }), [40, 62, 55]);
});

test('a bow may be very slow, shallow, or without a stop at its end', () => {
  assertDepths(bowsIn(bow(1, 50, { down: 12, hold: 5, up: 9 })), [50]);
  assertDepths(bowsIn([...bow(1, 19), ...bow(9, 24)]), [19, 24]);
  assertDepths(bowsIn(bow(1, 65, { hold: 0 })), [65]);
});

test('a body that trembles bows once, and no jolt makes it deeper', () => {
  assertDepths(bowsIn([...bow(1, 50), ...bow(9, 48)], { shake: 5 }), [50, 48], 4);
  const jolted = [
    [1, 0],
    [4, 45],
    [4.5, 45],
    [4.55, 80],
    [4.6, 45],
    [5, 45],
    [7, 0],
    [8, 0],
  ];
  assertDepths(bowsIn(jolted), [45]);
});

test('a bow that stops halfway, or goes down once more on its way back, is one bow', () => {
  assertDepths(
    bowsIn([
      [1, 0],
      [3, 30],
      [5, 30],
      [7, 58],
      [8, 58],
      [10, 0],
      [11, 0],
    ]),
    [58],
  );
  assertDepths(
    bowsIn([
      [1, 0],
      [4, 60],
      [5, 35],
      [7, 52],
      [9, 0],
      [10, 0],
    ]),
    [60],
  );
});

test('a phone that tells nothing for a while loses no bow', () => {
  const found = bowsIn([...bow(1, 50), ...bow(9, 60)], { without: (t) => t > 2 && t < 4.2 });
  assertDepths(found, [50, 60]);
});

test('swaying, leaning and shifting the feet are no bows', () => {
  const restless = [
    [1, 0],
    [2, 9],
    [3, 1],
    [4, 8],
    [4.3, 2],
    [6, 13],
    [8, 0],
    [9, 6],
    [12, 5],
    [14, 0],
  ];
  assert.deepEqual(bowsIn(restless, { shake: 1.5 }), []);
});

test('a bow in a hurry is told apart', () => {
  assert.deepEqual(
    bowsIn([
      [1, 0],
      [1.6, 60],
      [2.2, 0],
      [3, 0],
    ]).map(({ isSlow }) => isSlow),
    [false],
  );
});

test('a phone that slips in its pocket hides none of the bows that follow', () => {
  const slipped = [
    [1, 0],
    [4, 60],
    [5, 60],
    [7, 14],
    [8, 14],
    [11, 70],
    [12, 70],
    [14, 14],
    [15, 14],
  ];
  assertDepths(bowsIn(slipped), [60, 70]);
});

test('a bow that gets no deeper turns, and one on its way down does not', () => {
  const bows = new Bows();
  const degreesAt = along(bow(0, 50, { hold: 2 }));
  const turning = [];
  for (let t = 0; t < 8; t += 0.02) {
    bows.push(t, degreesAt(t));
    if (bows.turns(t)) turning.push(t);
  }
  assert.ok(turning[0] > 3 && turning[0] < 4, `${turning[0]}`);
  assert.ok(!turning.some((t) => t > 7));
});
