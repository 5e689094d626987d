// The camera's counter on joints of real people.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { HingeTracker } from '../../static/js/counters/pose.js';
import { FIGURES, played, set } from './support/camera.mjs';
import { CLIPS, clip, mirrored, moved, sampled } from './support/clips.mjs';
import { chance } from './support/random.mjs';

const ROLLER = JSON.parse(readFileSync(new URL('../cases/pose-roller.json', import.meta.url), 'utf-8'));
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

/** The frames of `other`, as large as `one` and so many trunk lengths beside. */
function placed(other, one, beside) {
  const [a, b] = [one, other].map(({ frames: [{ keypoints }], aspect }) => {
    const [shoulder, hip] = [5, 11].map((at) =>
      [0, 1].map((axis) => (keypoints[at][axis] + keypoints[at + 1][axis]) / 2),
    );
    return { hip, trunk: Math.hypot(aspect * (shoulder[0] - hip[0]), shoulder[1] - hip[1]) };
  });
  const scale = a.trunk / b.trunk;
  return other.frames.map(({ keypoints }) =>
    keypoints.map(([x, y, score]) => [
      a.hip[0] + (scale * other.aspect * (x - b.hip[0]) + beside * a.trunk) / one.aspect,
      a.hip[1] + scale * (y - b.hip[1]),
      score,
    ]),
  );
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

const VIEWS = [-45, -20, 0, 20, 45];
const STAND = { trunk: 2, thigh: -1, shin: 1, ahead: 0 };
const HINGE = { trunk: 62, thigh: -18, shin: 0, ahead: 0 };
const hinges = (count) =>
  Array.from({ length: count }, () => [
    [2, HINGE],
    [0.5, HINGE],
    [2, STAND],
    [0.8, STAND],
  ]).flat();

test("Each guide's figure is counted, both ways round, on either leg, from 45° in front to 45° behind", () => {
  for (const guide of Object.keys(FIGURES)) {
    for (const yaw of VIEWS) {
      for (const flip of [false, true]) {
        for (const stance of [0, 1]) {
          const { reps } = track(set(guide, { yaw, flip, stance, distance: 2.2 }));
          assert.equal(reps.length, 3, `${guide} at ${yaw}°, ${flip ? 'to the left' : 'to the right'}, leg ${stance}`);
        }
      }
    }
  }
});

test('The pace of a repetition is free', () => {
  for (const slow of [0.3, 0.5, 2, 4]) {
    assert.equal(track(set('hip-hinge', { slow, rest: 0.3 })).reps.length, 3, `${slow} times the tempo`);
  }
});

test("From the side the angles are those of the figure's joints", () => {
  for (const [guide, { frames }] of Object.entries(FIGURES)) {
    const { hip, knee } = frames.at(-1).angles;
    for (const rep of track(set(guide, { noise: 0 })).reps) {
      assert.ok(Math.abs(rep.hip - hip) < 7, `${guide}: hip ${rep.hip}, not ${hip}`);
      assert.ok(Math.abs(rep.knee - knee) < 4, `${guide}: knee ${rep.knee}, not ${knee}`);
      assert.equal(rep.trusted, true);
      assert.equal(rep.ratio, rep.hip / rep.knee);
    }
  }
});

test('Angles are shown in steps of 5°, and not from three quarters', () => {
  const shown = (yaw) => {
    const { frames, aspect } = set('hip-hinge', { yaw });
    const tracker = new HingeTracker({ onRep: () => {} });
    return frames.map(({ t, keypoints }) => tracker.push({ t, keypoints, aspect }).shown);
  };
  const fromSide = shown(0).slice(15);
  assert.ok(fromSide.every(({ hip, knee }) => hip % 5 === 0 && knee % 5 === 0));
  assert.ok(Math.max(...fromSide.map(({ hip }) => hip)) >= 75);
  assert.ok(
    shown(50)
      .slice(15)
      .every(({ hip, knee }) => hip === null && knee === null),
  );
});

test('On one leg, both ankles found on the raised leg spoil no count', () => {
  for (const yaw of [-30, 0, 30]) {
    const { frames, aspect } = set('foam-roller-deadlift', { yaw, flip: true });
    const upright = frames[0].keypoints;
    const spoilt = frames.map(({ t, keypoints }) => {
      const [stance, free] = [keypoints[15], keypoints[16]];
      const isRaised = upright[16][1] - free[1] > 0.05;
      return { t, keypoints: isRaised ? keypoints.with(15, [free[0] + 0.01, free[1], stance[2]]) : keypoints };
    });
    assert.equal(track({ frames: spoilt, aspect }).reps.length, 3, `${yaw}°`);
  }
});

test("On one leg, what the model finds in the roller drill's figure counts once", () => {
  for (const { drawn, poses } of ROLLER) {
    const order = [...new Array(4).fill(poses[0]), ...poses, ...poses.slice().reverse(), poses[0], poses[0]];
    const frames = order.flatMap((keypoints, i) => [0, 1, 2, 3, 4].map((k) => ({ t: (5 * i + k) / 10, keypoints })));
    const { reps } = track({ frames, aspect: 0.75 });
    assert.equal(reps.length, 1, drawn);
    assert.ok(Math.abs(reps[0].hip - 75) < 20, `${drawn}: hip ${reps[0].hip}`);
  }
});

test('Nothing counts of walking in, bending the knees alone and sitting down', () => {
  const steps = Array.from({ length: 10 }, (_, i) => {
    const [front, back] = [
      { thigh: 25, shin: -5 },
      { thigh: -20, shin: -45 },
    ];
    const [on, off] = i % 2 ? [front, back] : [back, front];
    return [0.55, { trunk: 4, thigh: -on.thigh, shin: -on.shin, free: off, ahead: -90 + 9 * i }];
  });
  const bent = { trunk: 6, thigh: -38, shin: 28, ahead: 0 };
  const sitting = { trunk: 38, thigh: -70, shin: 12, ahead: 0 };
  const seated = { trunk: 3, thigh: -88, shin: 2, ahead: 0 };
  const none = {
    walking: [...steps],
    knees: [
      [1, STAND],
      [1.5, bent],
      [1.5, STAND],
      [1.5, bent],
      [1.5, STAND],
    ],
    sitting: [
      [1, STAND],
      [1, sitting],
      [0.7, seated],
      [3, seated],
      [0.7, sitting],
      [1, STAND],
      [1, STAND],
    ],
  };
  for (const [name, keys] of Object.entries(none)) {
    for (const yaw of [-30, 0, 30]) {
      assert.equal(track(played(keys, { yaw, distance: 3 })).reps.length, 0, `${name} at ${yaw}°`);
    }
  }
});

test('Picking something up before the set is no repetition, unless the set goes on like that', () => {
  const floor = { trunk: 86, thigh: -68, shin: 28, ahead: 0, arm: -5 };
  const standing = { ...STAND, arm: 0 };
  const hanging = (keys) => keys.map(([seconds, pose]) => [seconds, { arm: 0, ...pose }]);
  const lift = [
    [1.2, floor],
    [0.4, floor],
    [1.2, standing],
    [1, standing],
  ];
  assert.equal(track(played([[1, standing], ...lift, ...hanging(hinges(3))])).reps.length, 3);
  assert.equal(track(played([[1, standing], ...lift, ...lift, ...lift])).reps.length, 3);
});

test('Another person whom the model finds is not followed', () => {
  const { frames, aspect } = set('hip-hinge', { reps: 3, aspect: 16 / 9 });
  const other = set('hip-hinge', { reps: 8, slow: 0.5, rest: 0.4, aspect: 16 / 9, flip: true }).frames;
  const beside = (at) => other[at % other.length].keypoints.map(([x, y, score]) => [x + 0.3, y, score]);
  const jumping = frames.map(({ t, keypoints }, at) => ({
    t,
    keypoints: at > 12 && at % 5 === 0 ? beside(at) : keypoints,
  }));
  assert.equal(track({ frames: jumping, aspect }).reps.length, 3);
  const gone = frames.map(({ t, keypoints }, at) => ({ t, keypoints: at > 12 ? beside(at) : keypoints }));
  const { reps, troubles } = track({ frames: gone, aspect });
  assert.deepEqual([reps.length, troubles], [0, [null, 'nobody']]);
});

test('Of two who stand close, the one who began is counted, though the model jumps between them', () => {
  const people = FROM_THE_SIDE.filter(({ frames }) => frames.length > 60);
  for (const [at, one] of people.entries()) {
    for (const beside of [-1, 1.1]) {
      const other = people[(at + 1) % people.length];
      const random = chance(at);
      let isOther = false;
      const frames = one.frames.map(({ t, keypoints }, i) => {
        if (t > 1.7) isOther = random() < (isOther ? 0.5 : 0.2);
        const who = isOther ? placed(other, one, beside)[(i + 20) % other.frames.length] : keypoints;
        return { t, keypoints: who };
      });
      const { reps } = track({ frames, aspect: one.aspect });
      assert.equal(reps.length, one.reps, `${one.name} beside ${other.name} at ${beside} trunk lengths`);
    }
  }
});

test('Who walks through the picture is not followed out of it', () => {
  for (const one of FROM_THE_SIDE.filter(({ frames }) => frames.length > 60)) {
    const random = chance(3);
    const [{ keypoints: upright }] = one.frames;
    const frames = one.frames.map(({ t, keypoints }) => {
      const gone = 0.5 * (t - 3); // widths of the picture
      const isHere = Math.abs(gone) < 0.6 && random() < 0.4;
      return { t, keypoints: isHere ? upright.map(([x, y, score]) => [x + gone, y, score]) : keypoints };
    });
    const { reps } = track({ frames, aspect: one.aspect });
    assert.ok(Math.abs(reps.length - one.reps) <= 1, `${one.name}: ${reps.length}, not ${one.reps}`);
  }
});

test('What looks like somebody for a moment, before the person comes, is not followed', () => {
  const { frames, aspect } = set('hip-hinge', { reps: 2 });
  const coat = frames[0].keypoints.map(([x, y]) => [x + 0.4, 0.2 + y / 2, 0.22]);
  const before = Array.from({ length: 60 }, (_, i) => ({ t: i / 10, keypoints: coat }));
  const after = frames.map(({ t, keypoints }) => ({ t: t + 6, keypoints }));
  assert.equal(track({ frames: [...before, ...after], aspect }).reps.length, 2);
});

test('A person who was lost is counted again, wherever they stand then', () => {
  const first = set('hip-hinge', { reps: 2 });
  const end = first.frames.at(-1).t;
  const lost = Array.from({ length: 40 }, (_, i) => ({ t: end + (i + 1) / 10, keypoints: null }));
  const again = set('hip-hinge', { reps: 2, distance: 3.2 }).frames.map(({ t, keypoints }) => ({
    t: end + 4.1 + t,
    keypoints: keypoints.map(([x, y, score]) => [x - 0.25, y, score]),
  }));
  const { reps, troubles } = track({ frames: [...first.frames, ...lost, ...again], aspect: first.aspect });
  assert.deepEqual([reps.length, troubles], [4, [null, 'nobody', null]]);
});

test('Each reason why nothing can be counted has its name', () => {
  const { frames, aspect } = set('hip-hinge', { reps: 1, fps: 15 });
  const reasons = {
    nobody: ([x, y]) => [x, y, 0.08],
    dark: ([x, y, score]) => [x, y, 0.35 * score],
    part: ([x, y, score]) => (x < 0.5 ? [Math.max(0.004, x - 0.5), y, x < 0.5 ? 0.1 : score] : [x - 0.5, y, score]),
    near: ([x, y, score]) => {
      const below = 0.5 + 2.2 * (y - 0.35);
      return [0.5 + 2.2 * (x - 0.5), Math.min(0.995, Math.max(0.005, below)), below > 1 ? 0.1 : score];
    },
  };
  for (const [reason, change] of Object.entries(reasons)) {
    const { troubles } = track(moved({ frames, aspect }, change));
    assert.deepEqual(troubles, [null, reason]);
  }
  assert.deepEqual(track({ aspect, frames: frames.map(({ t }) => ({ t, keypoints: null })) }).troubles, [
    null,
    'nobody',
  ]);
  assert.deepEqual(track({ aspect, frames }).troubles, [null]);
});
