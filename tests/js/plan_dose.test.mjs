import assert from 'node:assert/strict';
import { test } from 'node:test';

import { doseIn, hashOf, isDose } from '../../static/js/plan/dose.js';

test('a dose in an address is read as it was written', () => {
  for (const dose of [
    { reps: 1, rounds: 1, tempo: 50 },
    { reps: 8, rounds: 2, tempo: 125 },
    { reps: 100, rounds: 10, tempo: 200 },
  ]) {
    assert.deepEqual(doseIn(hashOf(dose)), dose);
  }
  assert.equal(hashOf({ reps: 8, rounds: 1, tempo: 125 }), '#dose=reps:8,rounds:1,tempo:125');
});

for (const hash of [
  '',
  '#',
  '#go-on',
  '#dose=',
  '#dose=reps:8',
  '#dose=reps:8,rounds:1',
  '#dose=rounds:1,reps:8,tempo:100',
  '#dose=reps:0,rounds:1,tempo:100',
  '#dose=reps:101,rounds:1,tempo:100',
  '#dose=reps:8,rounds:0,tempo:100',
  '#dose=reps:8,rounds:11,tempo:100',
  '#dose=reps:8,rounds:1,tempo:49',
  '#dose=reps:8,rounds:1,tempo:201',
  '#dose=reps:08,rounds:1,tempo:100',
  '#dose=reps:-8,rounds:1,tempo:100',
  '#dose=reps:8.5,rounds:1,tempo:100',
  '#dose=reps:8e1,rounds:1,tempo:100',
  '#dose=reps:8,rounds:1,tempo:100,',
  '#dose=reps:8,rounds:1,tempo:100&x',
  ' #dose=reps:8,rounds:1,tempo:100',
  '#DOSE=reps:8,rounds:1,tempo:100',
  `#dose=reps:${'9'.repeat(400)},rounds:1,tempo:100`,
  '#dose=reps:٨,rounds:1,tempo:100',
]) {
  test(`${hash.slice(0, 40) || 'nothing'} is no dose`, () => assert.equal(doseIn(hash), null));
}

test('a dose has whole numbers within the limits of a plan', () => {
  assert.ok(isDose({ reps: 1, rounds: 1, tempo: 50 }));
  assert.ok(!isDose({ reps: '8', rounds: 1, tempo: 100 }));
  assert.ok(!isDose({ reps: undefined, rounds: undefined, tempo: undefined }));
});
