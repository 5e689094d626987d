import assert from 'node:assert/strict';
import { test } from 'node:test';

import { facts } from '../../static/js/quiz/describe.js';

const SETTING = { free: 0, things: [], contacts: [] };

/** What is said of a pose: lift, knee, lumbar and neck in degrees; the trunk leans by 45°. */
function said({ lift = 0, knee = 20, lumbar = 0, neck = 0, setting = SETTING, ...s }) {
  const joint = (at, upper = 0, lower = 0) => ({ at, upper, lower });
  const stance = [joint([0, 0]), joint([0, 0]), joint([0, 0], -knee, 0), joint([0, 900])];
  const spine = [...Array(4).fill(joint([0, 0])), joint([400, 1300])];
  const numbers = [lift, 0, 0, 0, lumbar, 0, neck].map((degrees) => degrees * 10);
  const found = facts(setting, numbers, { stance, spine, weight: null, contacts: [], near: [joint([0, 0])], ...s });
  return found.map(({ say, n, part }) => [say, n ?? part].filter((one) => one !== undefined).join(' '));
}

test('a clean hinge is told by what each part does', () => {
  assert.deepEqual(said({}), ['forward 45', 'knees 20', 'long', 'head', 'heels-down']);
});

test('what makes a mistake is told without naming it', () => {
  assert.ok(said({ knee: -9 }).includes('knees-back'));
  assert.ok(said({ knee: 102 }).includes('knees 100'));
  assert.ok(said({ lumbar: 46 }).includes('curved 45'));
  assert.ok(said({ lumbar: -25 }).includes('hollow 25'));
  assert.ok(said({ neck: 46 }).includes('chin'));
  assert.ok(said({ lift: 24 }).includes('heels-up'));
  assert.ok(said({ weight: [190, 900, -40, 200] }).includes('weight-toes'));
  assert.ok(said({ weight: [40, 900, -40, 200] }).includes('weight-heels'));
});

test('what touches a thing is told, and what does not', () => {
  const setting = { ...SETTING, contacts: [['low', 55], ['head', 55]] }; // biome-ignore format: a pair
  const contacts = [
    [10, 10, 10, 10],
    [10, 10, 60, 10],
  ];
  assert.deepEqual(said({ setting, contacts }).slice(-2), ['touches low', 'apart head']);
});

test('of someone on one leg no heel is told', () => {
  assert.ok(!said({ setting: { ...SETTING, free: 1 } }).some((one) => one.startsWith('heels')));
});
