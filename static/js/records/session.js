// The body of a session record, made of a run.

import { addMs } from './time.js';

const DAY_MS = 86_400_000;
const MOST_SECONDS = 86_400;

/**
 * @typedef {{side: 'left'|'right'|'both', reps: number, target: ?number, seconds: number, counter: string, counted?:
 *   number, tilts?: (?number)[], hips?: (?number)[], knees?: (?number)[]}} Set
 * @typedef {{guide: string, started_at: string, ended_at: string, sets: Set[], pain_before: ?number, pain_after:
 *   ?number, note: string, effort?: ?number, plan?: ?string}} Session
 */

/**
 * What is kept of a run: the sides that were begun.
 * @param {import('../practice/machine.js').Run} run @returns {Session}
 */
export function sessionOf(run) {
  const begun = run.sets.filter((set, at) => at <= run.current || set.reps > 0);
  return {
    guide: run.guide,
    started_at: run.startedAt,
    ended_at: endOf(run),
    sets: begun.map(({ side, reps, target, ms, log }) => ({
      side,
      reps,
      target,
      seconds: seconds(ms),
      counter: counterOf(log) ?? run.counter,
      ...measuredIn(log),
    })),
    pain_before: run.painBefore,
    pain_after: run.painAfter,
    note: run.note,
    ...(Number.isInteger(run.effort) && { effort: run.effort }),
    ...(run.plan && { plan: run.plan }),
  };
}

/** By what the phone measured: the degrees of each repetition; null for one of which it measured nothing. */
function measuredIn(log) {
  const measured = Object.entries(MEASURED).filter(([, name]) => log.some((rep) => rep[name] !== undefined));
  return Object.fromEntries(measured.map(([field, name]) => [field, log.map((rep) => degrees(rep[name]))]));
}

const MEASURED = { tilts: 'depth', hips: 'hip', knees: 'knee' };
const degrees = (value) => (value === undefined ? null : Math.min(180, Math.max(0, Math.round(value))));

/**
 * What counted most of these repetitions; undefined when there are none.
 * @param {import('../practice/machine.js').Rep[]} log
 */
function counterOf(log) {
  const times = (counter) => log.filter(({ by }) => by === counter).length;
  return COUNTERS.filter(times).sort((a, b) => times(b) - times(a))[0];
}

/** The wall clock may have jumped meanwhile: where it contradicts the time under way, that time tells. */
function endOf(run) {
  const start = Date.parse(run.startedAt);
  const took = Date.parse(run.lastAt) - start;
  const underWay = Math.min(DAY_MS, Math.round(run.sets.reduce((sum, set) => sum + set.ms, 0)));
  return took >= underWay && took <= DAY_MS ? run.lastAt : addMs(run.startedAt, underWay);
}

const seconds = (ms) => Math.min(MOST_SECONDS, Math.round(ms / 100) / 10);

/** What counts. */
export const COUNTERS = ['tap', 'pace', 'motion', 'camera', 'voice'];

/**
 * Text without what no database takes: NUL, and half an emoji, which a field's limit may leave.
 * @param {string} text
 */
export const storable = (text) => text.replace(/[\0\p{Surrogate}]/gu, '');
