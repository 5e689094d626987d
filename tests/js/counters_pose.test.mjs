// The camera's counter on joints of real people.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HingeTracker } from '../../static/js/counters/pose.js';
import { CLIPS, clip, mirrored, moved, sampled } from './support/clips.mjs';
import { chance } from './support/random.mjs';

const FROM_THE_SIDE = CLIPS.filter(({ view }) => view !== 'front');
const SQUAT = 1.3; // hip / knee of a squat is at most this

/** Repetitions of a clip, and the reasons why it could not be counted. */
function track({ frames, aspect }) {
  const [reps, troubles] = [[], []];
  const tracker = new HingeTracker({ onRep: (rep) => reps.push(rep) });
  for (const { t, keypoints } of frames) {
    tracker.push({ t, keypoints, aspect });
    if (tracker.trouble !== troubles.at(-1)) troubles.push(tracker.trouble);
  }
  return { reps, troubles };
}

function assertExact(change, note) {
  for (const one of FROM_THE_SIDE) {
    assert.equal(track(change(one)).reps.length, one.reps, `${one.name}, ${note}`);
  }
}

test('Every repetition seen from the side or three quarters counts once', () => {
  assertExact((one) => one, 'as it is');
});

test('A person who looks the other way, is further away or seen at a slant is counted as well', () => {
  assertExact(mirrored, 'mirrored');
  assertExact((one) => moved(one, ([x, y, score]) => [1 - x, y, score]), 'mirrored picture');
  assertExact((one) => moved(one, ([x, y, score]) => [0.2 + x / 2, 0.3 + y / 2, score]), 'half as large');
  assertExact((one) => moved(one, ([x, y, score]) => [x + (0.1 * (y - 0.5)) / one.aspect, y, score]), 'slanted');
});

test('Noise, frames without a person and glitches add and take nothing', () => {
  const random = chance(5);
  const noise = () => (random() + random() + random() - 1.5) * 0.016;
  assertExact((one) => moved(one, ([x, y, score]) => [x + noise() / one.aspect, y + noise(), score]), 'noise');
  const spoilt = (one, share, spoil) => ({
    ...one,
    frames: one.frames.map((frame) => (random() < share ? { t: frame.t, keypoints: spoil(frame.keypoints) } : frame)),
  });
  assertExact((one) => spoilt(one, 0.1, () => null), 'nobody in one of ten');
  const junk = (keypoints) => keypoints.map(() => [random(), random(), 0.3 * random()]);
  assertExact((one) => spoilt(one, 0.04, junk), 'junk in one of 25');
});

test('Eight frames a second are enough, and neither uneven nor slow or quick ones miscount', () => {
  const random = chance(7);
  for (const fps of [8, 10, 12, 15, 30]) assertExact((one) => sampled(one, { fps, random }), `${fps} frames a second`);
  assertExact((one) => sampled(one, { fps: 8, jitter: 0.8, random }), 'uneven');
  assertExact((one) => sampled(one, { fps: 10, speed: 0.25, random }), 'four times as slow');
  assertExact((one) => sampled(one, { fps: 15, speed: 1.5, random }), 'half as quick again');
});

test('From the front nothing counts, and the person is told to turn', () => {
  const { reps, troubles } = track(clip('u_deadlift_front'));
  assert.deepEqual(reps, []);
  assert.deepEqual(troubles, [null, 'turn']);
});

test('A squat counts, with a low ratio of hip to knee', () => {
  for (const name of ['juri_squat', 'tby_k_45']) {
    for (const { ratio } of track(clip(name)).reps) assert.ok(ratio < SQUAT, `${name}: ${ratio}`);
  }
});
