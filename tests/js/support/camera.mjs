// What a camera sees of the project's figure: joints whose angles are known → MoveNet's 17 points.

import { readFileSync } from 'node:fs';

import { chance } from './random.mjs';

/** Joints by guide; made by tools/joint_places.py. */
export const FIGURES = JSON.parse(readFileSync(new URL('../../vectors/joints.json', import.meta.url), 'utf-8'));

// half breadths between joints, of the stature: as MoveNet finds them in people from the front (0.74 and 0.47 trunks)
const BREADTH = { shoulder: 0.107, hip: 0.067 };
const AIM_CM = 85; // above the ground: in the middle of the picture
const FOV = 60; // degrees of the taller side
const [NEAR, FAR] = [0.7, 0.5]; // scores
const PARTS = { arms: [5, 7, 9], legs: [11, 13, 15] };

// Flash & Hogan 1985, as figure/timing.py
const jerk = (t) => (t <= 0 ? 0 : t >= 1 ? 1 : t ** 3 * (10 - 15 * t + 6 * t * t));
const mix = (a, b, f) => (Array.isArray(a) ? a.map((v, i) => mix(v, b[i], f)) : a + f * (b - a));

/** The body when `share` of the way down is done. @returns the keys of a frame in joints.json */
export function bodyAt(guide, share) {
  const { frames } = FIGURES[guide];
  const at = share * (frames.length - 1);
  const low = Math.max(0, Math.min(Math.floor(at), frames.length - 2));
  const [one, other] = [frames[low], frames[low + 1]];
  const angles = (name) => mix(one.angles[name], other.angles[name], at - low);
  return {
    angles: { hip: angles('hip'), knee: angles('knee') },
    ...Object.fromEntries(['nose', 'legs', 'arms'].map((name) => [name, mix(one[name], other[name], at - low)])),
  };
}

/**
 * @param {object} view `yaw`: degrees off the side, to the front if positive; `distance`, `height` of the camera in m;
 *   `flip`: the person looks to the left of the picture; `stance`: the leg that carries, 0 left or 1 right; `aspect`
 * @returns {number[][]} 17 points [x, y, score]
 */
export function seen(
  body,
  stature,
  { yaw = 0, distance = 2.5, height = 0.1, flip = false, stance = 0, aspect = 9 / 16 },
) {
  const turn = (yaw * Math.PI) / 180;
  const pitch = Math.atan2(AIM_CM - 100 * height, 100 * distance);
  const scale = 1 / (2 * Math.tan((FOV * Math.PI) / 360));
  const point = ([forward, up], side, score) => {
    const x = forward * Math.cos(turn) + side * Math.sin(turn);
    const deep = 100 * distance - forward * Math.sin(turn) + side * Math.cos(turn);
    const y = up - 100 * height;
    const ahead = deep * Math.cos(pitch) + y * Math.sin(pitch);
    const above = y * Math.cos(pitch) - deep * Math.sin(pitch);
    const across = ((flip ? -1 : 1) * scale * x) / ahead / aspect;
    return [0.5 + across, 0.5 - (scale * above) / ahead, score];
  };
  const points = new Array(17);
  for (const at of [0, 1, 2, 3, 4]) points[at] = point(body.nose, 0, NEAR);
  for (const [part, places] of Object.entries(PARTS)) {
    for (const which of [0, 1]) {
      const isLeft = (which === 0) === (stance === 0);
      const isFar = isLeft !== flip;
      const breadth = stature * BREADTH[part === 'arms' ? 'shoulder' : 'hip'] * (isFar ? 1 : -1);
      for (const [i, joint] of body[part][which].entries()) {
        points[places[i] + (isLeft ? 0 : 1)] = point(joint, breadth, isFar ? FAR : NEAR);
      }
    }
  }
  return points;
}

/**
 * A set: standing, and repetitions with a rest after each.
 * @returns {{frames: {t: number, keypoints: number[][]}[], aspect: number}}
 */
export function set(guide, { reps = 3, slow = 1, rest = 0.8, fps = 10, noise = 0.004, seed = 1, ...view } = {}) {
  const { tempo, stature } = FIGURES[guide];
  const [there, pause, back] = [tempo.eccentric, tempo.pause, tempo.concentric].map((s) => s * slow);
  const each = there + pause + back + rest;
  const random = chance(seed);
  const off = () => (random() + random() + random() - 1.5) * 2 * noise;
  const { aspect = 9 / 16 } = view;
  const frames = [];
  for (let t = 0; t < 1.5 + reps * each; t += 1 / fps) {
    const s = t < 1.5 ? 0 : (t - 1.5) % each;
    const share = s < there + pause ? jerk(s / there) : 1 - jerk((s - there - pause) / back);
    const keypoints = seen(bodyAt(guide, share), stature, view).map(([x, y, score]) => [
      x + off() / aspect,
      y + off(),
      score,
    ]);
    frames.push({ t, keypoints });
  }
  return { frames, aspect };
}

const LIMBS = { shin: 43, thigh: 44, trunk: 51, neck: 25, arm: 60 }; // cm

/** A body whose segments lean forward by so many degrees. `free`: thigh and shin of the leg off the ground. */
export function leaning({ trunk, thigh, shin, free = null, ahead = 0, arm = 0 }) {
  const up = ([x, y], length, degrees) => {
    const lean = (degrees * Math.PI) / 180;
    return [x + length * Math.sin(lean), y + length * Math.cos(lean)];
  };
  const down = (from, length, degrees) => up(from, -length, degrees);
  const ankle = [ahead, 9];
  const knee = up(ankle, LIMBS.shin, shin);
  const hip = up(knee, LIMBS.thigh, thigh);
  const shoulder = up(hip, LIMBS.trunk, trunk);
  const wrist = down(shoulder, LIMBS.arm, arm);
  const other = free && down(hip, LIMBS.thigh, free.thigh);
  const reached = [shoulder, wrist, wrist];
  return {
    nose: up(up(shoulder, LIMBS.neck, trunk / 2), 12, 90 + trunk / 2),
    legs: [[hip, knee, ankle], free ? [hip, other, down(other, LIMBS.shin, free.shin)] : [hip, knee, ankle]],
    arms: [reached, reached],
  };
}

/** From one pose of `leaning` to the next: [seconds, pose], each reached at its end. */
export function played(keys, { fps = 12, ...view } = {}) {
  const { aspect = 9 / 16 } = view;
  const frames = [];
  let t = 0;
  let pose = keys[0][1];
  for (const [seconds, next] of keys) {
    for (let s = 0; s < seconds; s += 1 / fps) {
      const now = Object.fromEntries(
        Object.keys(pose).map((key) => [key, mixed(pose[key], next[key], jerk(s / seconds))]),
      );
      frames.push({ t: t + s, keypoints: seen(leaning(now), 170, view) });
    }
    t += seconds;
    pose = next;
  }
  return { frames, aspect };
}

const mixed = (a, b, f) =>
  a && typeof a === 'object' ? { thigh: mix(a.thigh, b.thigh, f), shin: mix(a.shin, b.shin, f) } : mix(a, b, f);
