// Joints of real people, and what can go wrong with them. tests/cases/README.md says whose they are.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const FILE = new URL('../../cases/pose-clips.json.gz', import.meta.url);
const MIRRORED = [0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15];

/** @typedef {{t: number, keypoints: number[][]}} Frame seconds; 17 joints [x, y, score] */
/** @type {{name: string, reps: number, view: string, fps: number, aspect: number, frames: Frame[]}[]} */
export const CLIPS = JSON.parse(gunzipSync(readFileSync(FILE))).map((clip) => {
  const sums = new Array(51).fill(0);
  const frames = clip.frames.map((frame, at) => {
    for (const [i, difference] of frame.entries()) sums[i] += difference;
    const keypoints = Array.from({ length: 17 }, (_, k) => sums.slice(3 * k, 3 * k + 3).map((v) => v / 1000));
    return { t: at / clip.fps, keypoints };
  });
  return { ...clip, frames };
});

export const clip = (name) => CLIPS.find((one) => one.name === name);

/** The clip with each joint moved by `change([x, y, score])`. */
export const moved = (one, change) => ({
  ...one,
  frames: one.frames.map(({ t, keypoints }) => ({ t, keypoints: keypoints?.map(change) ?? null })),
});

export const mirrored = (one) => ({
  ...one,
  frames: one.frames.map(({ t, keypoints }) => ({
    t,
    keypoints: MIRRORED.map((k) => [1 - keypoints[k][0], keypoints[k][1], keypoints[k][2]]),
  })),
});

/** So many frames a second, unevenly spaced by `jitter` (0 to 1), of the clip at `speed`. */
export function sampled(one, { fps, jitter = 0, speed = 1, random }) {
  const frames = [];
  const last = one.frames.at(-1).t / speed;
  for (let t = 0; t < last; t += (1 + jitter * (random() - 0.5)) / fps) {
    const at = Math.min(one.frames.length - 1, Math.round(t * speed * one.fps));
    frames.push({ t, keypoints: one.frames[at].keypoints });
  }
  return { ...one, frames };
}
