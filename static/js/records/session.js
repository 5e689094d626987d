// The body of a session record: made of a run, and held to the limits of the sync protocol (docs/sync.md).

import { later } from './time.js';

const DAY_MS = 86_400_000;
const MOST_SECONDS = 86_400;

/**
 * @typedef {{guide: string, started_at: string, ended_at: string, pain_before: ?number, pain_after: ?number, note: string,
 *   sets: {side: string, reps: number, target: ?number, seconds: number, counter: string}[]}} Session
 */

/** What is kept of a run: the sides that were begun. @param {import('../practice/machine.js').Run} run @returns {Session} */
export function sessionOf(run) {
  const begun = run.sets.filter((set, at) => at <= run.current || set.reps > 0);
  return {
    guide: run.guide,
    started_at: run.startedAt,
    ended_at: endOf(run),
    sets: begun.map(({ side, reps, target, ms, log }) => ({ side, reps, target, seconds: seconds(ms), counter: counterOf(log) ?? run.counter })),
    pain_before: run.painBefore,
    pain_after: run.painAfter,
    note: run.note,
  };
}

/** What counted most of these repetitions; undefined when there are none. @param {import('../practice/machine.js').Rep[]} log */
function counterOf(log) {
  const times = (counter) => log.filter(({ by }) => by === counter).length;
  return COUNTERS.filter(times).sort((a, b) => times(b) - times(a))[0];
}

/** The wall clock may have jumped meanwhile: where it contradicts the time under way, that time tells. */
function endOf(run) {
  const start = Date.parse(run.startedAt);
  const took = Date.parse(run.lastAt) - start;
  const underWay = Math.min(DAY_MS, Math.round(run.sets.reduce((sum, set) => sum + set.ms, 0)));
  return took >= underWay && took <= DAY_MS ? run.lastAt : later(run.startedAt, underWay);
}

const seconds = (ms) => Math.min(MOST_SECONDS, Math.round(ms / 100) / 10);

const TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
const SIDES = ['left', 'right', 'both'];
const COUNTERS = ['tap', 'pace', 'motion', 'camera', 'voice'];

const isTime = (value) => typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value));
const isWhole = (value, most) => Number.isInteger(value) && value >= 0 && value <= most;
const isPain = (value) => value === null || isWhole(value, 10);

const SET = {
  side: (value) => SIDES.includes(value),
  reps: (value) => isWhole(value, 1000),
  target: (value) => value === null || isWhole(value, 1000),
  seconds: (value) => typeof value === 'number' && value >= 0 && value <= MOST_SECONDS,
  counter: (value) => COUNTERS.includes(value),
};

const SESSION = {
  guide: (value) => typeof value === 'string' && /^[a-z0-9-]{1,64}$/.test(value),
  started_at: isTime,
  ended_at: (value, { started_at: start }) => isTime(value) && isSpan(Date.parse(value) - Date.parse(start)),
  sets: (value) => Array.isArray(value) && value.length >= 1 && value.length <= 100 && value.every((set) => !wrong(set, SET)),
  pain_before: isPain,
  pain_after: isPain,
  note: (value) => typeof value === 'string' && Array.from(value).length <= 2000 && value === storable(value),
};

/** Text without what no database takes: NUL, and half an emoji, which a field's limit may leave. @param {string} text */
export const storable = (text) => text.replace(/[\0\p{Surrogate}]/gu, '');

const isSpan = (ms) => ms >= 0 && ms <= DAY_MS;

/**
 * What is wrong with a session's body by the protocol's limits.
 * @param {unknown} data @returns {string | null} the field, or `unknown` when there is one too many; null when all is well
 */
export const checkSession = (data) => wrong(data, SESSION);

function wrong(value, rules) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'data';
  if (Object.keys(value).some((name) => !Object.hasOwn(rules, name))) return 'unknown';
  return Object.keys(rules).find((name) => !Object.hasOwn(value, name) || !rules[name](value[name], value)) ?? null;
}
