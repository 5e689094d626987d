// What a phone measures while somebody moves: orientation and place over time → acceleration with gravity, and rotation
// rate.

import { readFileSync } from 'node:fs';

import { chance } from './random.mjs';

const G = 9.80665;
const H = 1e-3; // s, for derivatives

/** Angles and places of the figure's segments, by guide; made by tools/segment_angles.py. */
export const GUIDES = JSON.parse(readFileSync(new URL('../../vectors/segments.json', import.meta.url), 'utf-8'));

/**
 * A piece of time: `at(s)` gives lean and roll in degrees, place [forward, side, up] in m, `turned` an axis and an
 * angle in radians.
 */
const piece = (seconds, at, ends = []) => ({ seconds, at, ends });
// Flash & Hogan 1985, as figure/timing.py
const jerk = (t) => (t <= 0 ? 0 : t >= 1 ? 1 : t ** 3 * (10 - 15 * t + 6 * t * t));
const between = (frames, share, column) => {
  const at = share * (frames.length - 1);
  const low = Math.min(Math.floor(at), frames.length - 2);
  const p = [-1, 0, 1, 2].map((k) => frames[Math.max(0, Math.min(frames.length - 1, low + k))][column]);
  const f = at - low; // Catmull-Rom: no corner where two frames meet
  return (
    p[1] + (f / 2) * (p[2] - p[0] + f * (2 * p[0] - 5 * p[1] + 4 * p[2] - p[3] + f * (3 * (p[1] - p[2]) + p[3] - p[0])))
  );
};

/** One repetition of a guide's movement. @param {number} slow how many times the tempo's seconds it takes */
export function repetition(guide, segment, slow = 1, tempo = GUIDES[guide].tempo) {
  const frames = GUIDES[guide][segment];
  const [there, pause, back] = [tempo.eccentric, tempo.pause, tempo.concentric].map((s) => s * slow);
  const seconds = there + pause + back;
  return piece(
    seconds,
    (s) => {
      const share = s < there + pause ? jerk(s / there) : 1 - jerk((s - there - pause) / back);
      return {
        lean: between(frames, share, 0),
        place: [between(frames, share, 1) / 100, 0, between(frames, share, 2) / 100],
      };
    },
    [seconds],
  );
}

/** Standing, as a repetition begins; nobody stands quite still. */
export const still = (seconds, guide = 'hip-hinge', segment = 'pelvis') => {
  const [lean] = GUIDES[guide][segment][0];
  return piece(seconds, (s) => ({ lean: lean + 0.3 * Math.sin(2 * s) * Math.sin((Math.PI * s) / seconds) }));
};

/** Steps at 1.85 Hz: up and down with each, to the side and the segment's swing with each stride. */
export const walk = (seconds, swing = 5) =>
  piece(seconds, (s) => {
    const fade = jerk(s / 0.8) * jerk((seconds - s) / 0.8);
    const step = 2 * Math.PI * 1.85 * s;
    return {
      lean: fade * swing * Math.sin(step / 2),
      roll: fade * 3 * Math.cos(step / 2),
      place: [
        0.01 * fade * Math.sin(step),
        0.015 * fade * Math.sin(step / 2),
        fade * (0.018 * Math.cos(step) + 0.004 * Math.cos(2 * step)),
      ],
    };
  });

/** Leaning forward to sit down, sitting a little slumped, and getting up the same way. */
export const sit = (seated = 6) =>
  piece(4 + seated, (s) => {
    const lean = (t) => 32 * Math.sin(Math.PI * Math.min(1, Math.max(0, t))) ** 2;
    const down = jerk(s / 2) * jerk((4 + seated - s) / 2);
    return { lean: lean(s / 2) + lean((s - 2 - seated) / 2) - 12 * down, place: [-0.2 * down, 0, -0.4 * down] };
  });

/** The phone is held in the hand for a moment, then put into its place, turning about some axis. */
export const pocketing = (random, seconds = 2.5, held = 1.5) => {
  const axis = unit(random);
  const angle = 1 + 2 * random();
  return piece(held + seconds, (t) => {
    const s = Math.max(0, t - held);
    return {
      turned: [axis, angle * (1 - jerk(s / seconds))],
      place: [
        0.1 * jerk(s / 1.2),
        0.03 * Math.sin(9 * s) * jerk(s / 0.4) * jerk((seconds - s) / 0.4),
        -0.2 * jerk(s / seconds),
      ],
    };
  });
};

/**
 * Turned in the hand from one way of holding it to another, in jerks, with waits between; now and then back to the one
 * before.
 */
export const fiddling = (random, seconds = 60) => {
  const some = (low, high) => low + (high - low) * random();
  const moves = [{ from: 0, takes: 1, before: [0, 0, 0], after: [0, 0, 0] }];
  for (let from = 1; ; ) {
    const { before, after } = moves.at(-1);
    const angle = some(0.1, 0.6);
    const next = random() < 0.3 ? before : unit(random).map((v, i) => after[i] + angle * v);
    const takes = some(0.3, 1.2);
    if (from + takes > seconds - 1) break;
    moves.push({ from, takes, before: after, after: next });
    from += takes + some(0.05, 1.5);
  }
  moves.push({ from: seconds - 1, takes: 1, before: moves.at(-1).after, after: [0, 0, 0] });
  return piece(seconds, (s) => {
    const { from, takes, before, after } = moves.findLast((move) => move.from <= s) ?? moves[0];
    const turned = before.map((v, i) => v + jerk((s - from) / takes) * (after[i] - v));
    const angle = Math.hypot(...turned);
    return { turned: [turned.map((v) => v / (angle || 1)), angle] };
  });
};

/**
 * What the phone measures through the pieces.
 * @param {{hz?: number, noise?: number, jitter?: number, gyro?: boolean, gaps?: [number, number][]}} [options]
 * noise in m/s², jitter as a share of the interval, gaps from and to in seconds
 * @returns {{samples: object[], ends: number[]}} `ends` is when each repetition ended
 */
export function record(pieces, seed, { hz = 50, noise = 0.1, jitter = 0.3, gyro = true, gaps = [] } = {}) {
  const random = chance(seed);
  const gauss = () => random() + random() + random() + random() - 2; // variance 1/3
  const phone = rotation(unit(random), 2 * Math.PI * random());
  const total = pieces.reduce((sum, p) => sum + p.seconds, 0);
  const state = (t) => {
    let [from, k] = [0, 0];
    while (k < pieces.length - 1 && t >= from + pieces[k].seconds) from += pieces[k++].seconds;
    const { lean = 0, roll = 0, place = [0, 0, 0], turned } = pieces[k].at(Math.min(t - from, pieces[k].seconds));
    const body = product(rotation([0, 1, 0], -(lean * Math.PI) / 180), rotation([1, 0, 0], (roll * Math.PI) / 180));
    return { k, place, to: product(phone, turned ? product(rotation(...turned), body) : body) };
  };
  const samples = [];
  for (let t = 0; t < total; t += (1 + jitter * (2 * random() - 1)) / hz) {
    if (gaps.some(([from, to]) => t > from && t < to)) continue;
    const [before, now, after] = [state(t - H), state(t), state(t + H)];
    const smooth = before.k === after.k && t > H; // no derivative across a seam
    const moved = [0, 1, 2].map((i) => (smooth ? (before.place[i] - 2 * now.place[i] + after.place[i]) / H ** 2 : 0));
    const [ax, ay, az] = apply(now.to, [moved[0], moved[1], moved[2] + G]).map((v) => v + noise * gauss());
    const spin = smooth ? rate(now.to, after.to).map((v) => v + 2 * gauss()) : [0, 0, 0];
    const [gx, gy, gz] = gyro ? spin : [null, null, null];
    samples.push({ t: t + 100, ax, ay, az, gx, gy, gz });
  }
  let from = 100;
  const ends = pieces.flatMap((p) => {
    const done = p.ends.map((end) => from + end);
    from += p.seconds;
    return done;
  });
  return { samples, ends };
}

/** @returns {{t: number, depth: number, at: number}[]} what a counter credits, and at which sample's time */
export function counted(Counter, samples, options = {}) {
  const found = [];
  let at;
  const counter = new Counter({ ...options, onRep: (rep) => found.push({ ...rep, at }) });
  for (const sample of samples) {
    at = sample.t;
    counter.push(sample);
  }
  return found;
}

function unit(random) {
  const z = 2 * random() - 1;
  const turn = 2 * Math.PI * random();
  return [Math.sqrt(1 - z * z) * Math.cos(turn), Math.sqrt(1 - z * z) * Math.sin(turn), z];
}

function rotation([x, y, z], angle) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const k = 1 - c;
  return [
    [c + x * x * k, x * y * k - z * s, x * z * k + y * s],
    [y * x * k + z * s, c + y * y * k, y * z * k - x * s],
    [z * x * k - y * s, z * y * k + x * s, c + z * z * k],
  ];
}

const apply = (m, v) => m.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]);
const product = (a, b) => a.map((row) => [0, 1, 2].map((j) => row[0] * b[0][j] + row[1] * b[1][j] + row[2] * b[2][j]));

/** The phone's rotation rate in its own axes, °/s: what is fixed in the room turns the other way. */
function rate(now, next) {
  const turn = product(
    next,
    now[0].map((_, j) => now.map((row) => row[j])),
  );
  return [turn[1][2] - turn[2][1], turn[2][0] - turn[0][2], turn[0][1] - turn[1][0]].map(
    (v) => ((v / 2 / H) * 180) / Math.PI,
  );
}
