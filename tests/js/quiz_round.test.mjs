import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keepResult, readResults } from '../../static/js/quiz/results.js';
import { PICTURES, poseOf, round } from '../../static/js/quiz/round.js';
import { memoryStore } from './support/memory.mjs';

/** A guide with `n` mistakes; the woman alone can show the first. */
function guide(n) {
  const numbers = [...Array(n).keys()];
  const rows = [0, [0, 100], [10, 0], [0, -20]];
  const poses = (some) => Object.fromEntries(some.map((number) => [number, [rows, rows]]));
  return {
    marks: Object.fromEntries(numbers.map((number) => [number, ['spine']])),
    settings: [{}],
    people: { woman: { poses: poses(numbers) }, man: { poses: poses(numbers.slice(1)) } },
  };
}

/** Chance that a seed repeats. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const rounds = (n) => [...Array(300).keys()].map((seed) => round(guide(n), seeded(seed * 7_919)));
const wrongOf = (asked) => asked.filter(({ isWrong }) => isWrong);

for (const n of [3, 4, 6]) {
  test(`of ten pictures of ${n} mistakes three to seven are wrong, and half of those differ`, () => {
    const counts = new Set();
    for (const asked of rounds(n)) {
      assert.equal(asked.length, PICTURES);
      const wrong = wrongOf(asked);
      counts.add(wrong.length);
      assert.ok(new Set(wrong.map(({ number }) => number)).size * 2 >= wrong.length);
    }
    assert.deepEqual([...counts].sort(), n === 3 ? [3, 4, 5, 6] : [3, 4, 5, 6, 7]);
  });
}

test('a guide with one mistake shows it twice at most', () => {
  assert.ok(rounds(1).every((asked) => wrongOf(asked).length === 2));
});

test('each picture has its own pose, both ways round, and a person who can show it', () => {
  const all = rounds(4).flat();
  assert.equal(new Set(all.map(({ shares }) => shares.join())).size, all.length);
  for (const {
    number,
    person,
    shares: [a, b],
  } of all) {
    assert.ok(a >= 0 && b >= 0 && a + b <= 1);
    assert.ok(number > 0 || person === 'woman');
  }
  for (const key of ['person', 'mirrored', 'isWrong']) assert.equal(new Set(all.map((one) => one[key])).size, 2);
});

test('the order tells nothing: any place can be wrong or right', () => {
  for (let i = 0; i < PICTURES; i++) assert.equal(new Set(rounds(4).map((asked) => asked[i].isWrong)).size, 2);
});

test('a pose is a weighted mean of its three rows', () => {
  const asked = { number: 1, isWrong: true, person: 'man', shares: [0.5, 0.25] };
  assert.deepEqual(poseOf(guide(2), asked), { setting: {}, numbers: [25, 475] });
});

test('the last result of each guide is kept on the device, and no record has it', async () => {
  const store = memoryStore();
  await keepResult(store, 'hip-hinge', { at: 'then', right: 4, missed: [0, 2] });
  await keepResult(store, 'wall-tap', { at: 'then', right: 9, missed: [] });
  await keepResult(store, 'hip-hinge', { at: 'now', right: 10, missed: [] });
  const { 'hip-hinge': hinge, 'wall-tap': tap } = await readResults(store);
  assert.deepEqual([hinge.right, tap.right], [10, 9]);
  assert.deepEqual(await store.all(), []);
});
