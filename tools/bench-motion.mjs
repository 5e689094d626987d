// node tools/bench-motion.mjs FOLDER: how well MotionCounter counts recordings. docs/counting.md says what came out.
//
// FOLDER/MANIFEST.csv has a row a set: set_id, exercise, placement, true_reps. FOLDER/sets/<set_id>.csv has t_s, ax,
// ay, az (g, with gravity), gx, gy, gz (°/s, blank where there was no gyroscope). What comes before the first _ of a
// set's name is its source.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { MotionCounter } from '../static/js/counters/motion.js';
import { chance } from '../tests/js/support/random.mjs';

const G = 9.80665;
const folder = process.argv[2];
if (!folder) {
  console.error('Say where the recordings are: make bench-motion DATA=/folder');
  process.exit(2);
}

const sets = rows(readFileSync(join(folder, 'MANIFEST.csv'), 'utf-8')).map((row) => ({
  source: row.set_id.split('_')[0],
  exercise: row.exercise,
  placement: row.placement,
  truth: Number(row.true_reps),
  samples: rows(readFileSync(join(folder, 'sets', `${row.set_id}.csv`), 'utf-8')).map((s) => ({
    t: Number(s.t_s),
    ax: s.ax * G,
    ay: s.ay * G,
    az: s.az * G,
    gx: number(s.gx),
    gy: number(s.gy),
    gz: number(s.gz),
  })),
}));

const began = process.cpuUsage();
table('as recorded', (s) => s, { every: true });
const samples = sets.reduce((sum, set) => sum + set.samples.length, 0);
console.log(`${(process.cpuUsage(began).user / samples).toFixed(0)} µs of one core a sample\n`);
for (const times of [2, 3, 4]) table(`stretched to ${times} times the duration`, (s) => stretched(s, times));
table('phone rotated at random', (s, random) => rotated(s, turn(random)), { idle: true });
table('without gyroscope', (s) => s.map((x) => ({ ...x, gx: null, gy: null, gz: null })), { idle: true });
for (const hz of [10, 25, 50, 100])
  table(`sampled at ${hz} Hz with jitter`, (s, random) => resampled(s, hz, random), { idle: true });
for (const reps of [1, 2, 3]) cut(reps);
delays();

function number(text) {
  return text === '' || text === undefined ? null : Number(text);
}

function rows(text) {
  const lines = text
    .trim()
    .split(/\r?\n/)
    .map((line) => [...line.matchAll(/("[^"]*"|[^,]*)(?:,|$)/g)].map((m) => m[1].replace(/^"|"$/g, '')));
  const [head, ...body] = lines;
  return body.map((cells) => Object.fromEntries(head.map((key, i) => [key, cells[i]])));
}

function count(samples_, options = {}) {
  const found = [];
  let at;
  const counter = new MotionCounter({ ...options, onRep: (rep) => found.push({ ...rep, at }) });
  for (const sample of samples_) {
    at = sample.t;
    counter.push(sample);
  }
  return found;
}

function groups({ source, exercise, placement, truth }) {
  if (!truth) return [`nothing to count · ${source} · ${placement}`];
  const found = [`${source} · ${exercise} · ${placement}`, `all ${source}`];
  if (/dead/.test(exercise)) found.push('deadlift');
  if (/dead|squat/.test(exercise)) found.push('deadlift + squat');
  return found;
}

function table(title, change, { every = false, idle = false } = {}) {
  const found = new Map();
  for (const [i, set] of sets.entries()) {
    if (!every && !idle && !set.truth) continue;
    const changed = change(set.samples, chance(i + 1));
    const off = count(changed).length - set.truth;
    const minutes = (changed.at(-1).t - changed[0].t) / 60;
    for (const group of groups(set)) found.set(group, [...(found.get(group) ?? []), { off, minutes }]);
  }
  console.log(title);
  for (const [group, list] of [...found].sort()) {
    if (every || !group.includes(' · ') || group.startsWith('nothing'))
      console.log(`  ${group.padEnd(46)}${line(group, list)}`);
  }
  console.log();
}

function line(group, list) {
  const share = (test) => `${Math.round((100 * list.filter(test).length) / list.length)} %`.padStart(5);
  const size = String(list.length).padStart(4);
  if (group.startsWith('nothing')) {
    const [reps, minutes] = ['off', 'minutes'].map((key) => list.reduce((sum, e) => sum + e[key], 0));
    return `${size} clips  ${reps} false, ${(reps / minutes).toFixed(2)} a minute`;
  }
  const error = list.reduce((sum, e) => sum + Math.abs(e.off), 0) / list.length;
  const [exact, near] = [share((e) => e.off === 0), share((e) => Math.abs(e.off) <= 1)];
  return `${size} sets  MAE ${error.toFixed(2)}  exact ${exact}  within one ${near}`;
}

function stretched(list, times) {
  const slower = (v) => (v === null ? null : v / times);
  return list.map((s) => ({ ...s, t: s.t * times, gx: slower(s.gx), gy: slower(s.gy), gz: slower(s.gz) }));
}

/** A rotation that is as likely as any other (Shoemake 1992). */
function turn(random) {
  const [u, v, w] = [random(), 2 * Math.PI * random(), 2 * Math.PI * random()];
  const [a, b, c, d] = [
    Math.sqrt(1 - u) * Math.sin(v),
    Math.sqrt(1 - u) * Math.cos(v),
    Math.sqrt(u) * Math.sin(w),
    Math.sqrt(u) * Math.cos(w),
  ];
  return [
    [1 - 2 * (c * c + d * d), 2 * (b * c - d * a), 2 * (b * d + c * a)],
    [2 * (b * c + d * a), 1 - 2 * (b * b + d * d), 2 * (c * d - b * a)],
    [2 * (b * d - c * a), 2 * (c * d + b * a), 1 - 2 * (b * b + c * c)],
  ];
}

function rotated(list, matrix) {
  const to = (x, y, z) => matrix.map((row) => row[0] * x + row[1] * y + row[2] * z);
  return list.map((s) => {
    const [ax, ay, az] = to(s.ax, s.ay, s.az);
    const [gx, gy, gz] = s.gx === null ? [null, null, null] : to(s.gx, s.gy, s.gz);
    return { t: s.t, ax, ay, az, gx, gy, gz };
  });
}

function resampled(list, hz, random) {
  const found = [];
  let k = 0;
  for (let { t } = list[0]; t < list.at(-1).t; t += (0.6 + 0.8 * random()) / hz) {
    while (list[k + 1].t < t) k += 1;
    const share = (t - list[k].t) / (list[k + 1].t - list[k].t);
    const between = ([key, v]) => [
      key,
      v === null || list[k + 1][key] === null ? null : v + share * (list[k + 1][key] - v),
    ];
    found.push({ ...Object.fromEntries(Object.entries(list[k]).map(between)), t });
  }
  return found;
}

/**
 * Sets that were counted right, cut to their first repetitions, half a second after the last of them; once as they are,
 * so that the clip
 *  begins in the midst of things, and once with two seconds of stillness at both ends.
 */
function cut(reps) {
  const [bare, framed] = [[], []];
  for (const { truth, samples: list } of sets) {
    const found = truth > reps ? count(list) : [];
    if (!found.length || found.length !== truth) continue;
    const end = found.map((rep) => rep.t).sort((a, b) => a - b)[reps - 1] + 0.5;
    const clip = list.filter((s) => s.t <= end);
    bare.push({ off: count(clip).length - reps });
    framed.push({ off: count(withStillness(clip)).length - reps });
  }
  console.log(`cut to ${reps}`);
  console.log(`  ${'as it is'.padEnd(46)}${line('', bare)}`);
  console.log(`  ${'still for 2 s at both ends'.padEnd(46)}${line('', framed)}\n`);
}

/** The clip between two still moments in the orientation it begins in, with half a second from the one to the other. */
function withStillness(clip) {
  const [first, last] = [clip[0], clip.at(-1)];
  const rest = (key) => clip.slice(0, 4).reduce((sum, s) => sum + s[key], 0) / 4;
  const at = (t, end, share) => {
    const mix = (key) => rest(key) + share * (end[key] - rest(key));
    return { t, ax: mix('ax'), ay: mix('ay'), az: mix('az'), gx: null, gy: null, gz: null };
  };
  const before = Array.from({ length: 50 }, (_, i) => at(first.t - 2 + i * 0.04, first, Math.max(0, (i - 37) / 13)));
  const after = Array.from({ length: 50 }, (_, i) => at(last.t + (i + 1) * 0.04, last, Math.max(0, 1 - (i + 1) / 13)));
  return [...before, ...clip, ...after];
}

/** From a repetition's end to its credit: of those credited when a set was not yet certain, and of all others. */
function delays() {
  const [first, later] = [[], []];
  for (const { truth, samples: list } of sets) {
    if (!truth) continue;
    const found = count(list);
    for (const [i, rep] of found.entries()) (i < 3 ? first : later).push(rep.at - rep.t);
  }
  for (const [name, list] of [
    ['first three repetitions', first],
    ['all later ones', later],
  ]) {
    list.sort((a, b) => a - b);
    const at = (share) => list[Math.min(list.length - 1, Math.floor(share * list.length))].toFixed(1);
    const soon = Math.round((100 * list.filter((v) => v <= 1).length) / list.length);
    console.log(
      `delay, ${name}: median ${at(0.5)} s, 95 % within ${at(0.95)} s, at most ${at(1)} s; within 1 s ${soon} %`,
    );
  }
}
