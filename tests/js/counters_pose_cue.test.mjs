// What is said after a repetition that the camera saw.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HingeCues } from '../../static/js/counters/pose-cue.js';
import { FIGURES } from './support/camera.mjs';

const HINGE = FIGURES['hip-hinge'].frames.at(-1).angles;
const said = (ratios, { set = 1, ...figure } = HINGE) => {
  const cues = new HingeCues({ ...figure, set });
  return ratios.map((ratio) => cues.after({ ratio, trusted: ratio !== null }));
};

test("The figure's own ratio, and those of people who hinge, need no word", () => {
  for (const { frames } of Object.values(FIGURES)) {
    const { hip, knee } = frames.at(-1).angles;
    assert.deepEqual(said([hip / knee, hip / knee], { hip, knee }), [null, null]);
  }
  for (const ratio of [2.8, 3.2, 5, 6.6]) assert.deepEqual(said([ratio]), [null], `${ratio}`);
});

test('A squat or a deadlift in a hinge: hips further back; locked knees: softer knees', () => {
  for (const ratio of [1, 1.3, 2.2]) assert.deepEqual(said([ratio]), ['back'], `${ratio}`);
  assert.deepEqual(said([75 / 4]), ['soft']);
});

test('A guide whose figure bends its knees takes a deadlift for right, and a squat not', () => {
  const lift = FIGURES['pick-it-up'].frames.at(-1).angles;
  assert.deepEqual(said([2, 1.7, 1.5], lift), [null, null, null]);
  assert.deepEqual(said([1.1], lift), ['back']);
  assert.deepEqual(said([110 / 12], lift), ['soft']);
});

test('After a cue there is a repetition to try it', () => {
  assert.deepEqual(said([1.2, 1.2, 1.2, 1.2, 1.2]), ['back', null, 'back', null, 'back']);
});

test('Praise comes once a set, for a repetition that has become right after a cue', () => {
  assert.deepEqual(said([5, 5, 5]), [null, null, null]);
  assert.deepEqual(said([1.2, 5, 5, 1.2, 5]), ['back', 'good', null, 'back', null]);
  assert.deepEqual(said([1.2, 2.7]), ['back', null], 'only just better');
});

test('A later set has fewer words: what was seen twice, and three repetitions to try it', () => {
  assert.deepEqual(said([1.2, 5, 1.2, 5], { ...HINGE, set: 2 }), [null, null, null, null]);
  const cues = said(new Array(8).fill(1.2), { ...HINGE, set: 2 });
  assert.deepEqual(cues, [null, 'back', null, null, null, 'back', null, null]);
});

test('Angles that are not trusted are not commented on', () => {
  assert.deepEqual(said([null, null]), [null, null]);
  const cues = new HingeCues({ ...HINGE, set: 1 });
  assert.equal(cues.after({ ratio: 1, trusted: false }), null);
});
