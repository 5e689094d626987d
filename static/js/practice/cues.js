// The cues of a set and their times. Pure; coach.js says and plays them.

import { isSensed, phaseAfter, upcoming } from './machine.js';
import { phaseStarts, repetition } from './pace.js';

/**
 * @typedef {'tick'|'go'|'down'|'hold'|'up'|'count'|'last'|'switch'|'rest'|'soon'|'done'} Name tick: a second of the
 *   countdown; go: a side starts; count: a repetition is done; last: it was the one before the last three; switch, rest
 *   and done: it was the side's last; soon: a rest is about to end
 * @typedef {{at: number, cue: Name, n?: number}} Cue `at`: `mono` (see machine.js); `n`: seconds left, or repetitions
 *   done
 */

const TICKS = [3, 2, 1]; // seconds before a side starts
const SOON_MS = 10_000; // before a rest ends
const LAST = 3;
const ENDS = { switch: 'switch', rest: 'rest', reached: 'done' };
const WORDS = { eccentric: 'down', pause: 'hold', concentric: 'up' };

/**
 * What is heard by itself after `from` until `to`, in its order: the countdown, and the repetitions of a set that is
 * led.
 * @param {import('./machine.js').Run} run @param {number} from `mono` @param {number} to `mono` @returns {Cue[]}
 */
export function upcomingCues(run, from, to) {
  if (isSensed(run) || run.phase === 'reached' || (run.until === null && run.since === null)) return [];
  const wait = run.until === null ? [] : TICKS.map((n) => ({ at: run.until - 1000 * n, cue: 'tick', n }));
  const soon = run.phase === 'rest' ? [{ at: run.until - SOON_MS, cue: 'soon' }] : [];
  const set = run.counter === 'pace' ? paceCues(run, to) : [];
  return [...soon, ...wait, ...set].filter(({ at }) => at > from && at <= to);
}

function paceCues(run, to) {
  const set = run.sets[upcoming(run)];
  const length = repetition(run.tempo);
  const first = run.until ?? run.since + set.beat - set.ms;
  const cues = [];
  const target = set.target ?? Infinity;
  for (let rep = set.reps, at = first; rep < target && at <= to; rep += 1, at += length) {
    for (const [phase, after] of phaseStarts(run.tempo)) cues.push({ at: at + after, cue: WORDS[phase] });
    cues.push({ at: at + length, ...countCue(run, upcoming(run), rep + 1) });
  }
  return cues;
}

/** Of the `n`th repetition of the side `at`. */
function countCue(run, at, n) {
  const target = run.sets[at].target ?? Infinity;
  if (n >= target) return { cue: ENDS[phaseAfter(run, at)], n };
  return { cue: target - n === LAST ? 'last' : 'count', n };
}

/**
 * What is to be heard because something was counted, or a side began; null for nothing, as when one was taken back.
 * @param {import('./machine.js').Run} before @param {import('./machine.js').Run} run
 * @returns {?{cue: Name, n?: number, by: import('./machine.js').Counter}} `by`: what counted it
 */
export function cueAfter(before, run) {
  const { reps, log } = run.sets[run.current];
  if (reps > before.sets[run.current].reps) return { ...countCue(run, run.current, reps), by: log.at(-1).by };
  return run.phase === 'set' && before.phase !== 'set' && reps === 0 ? { cue: 'go', by: run.counter } : null;
}

/** Whether `plan` has the same cues as `before`, as far as both go. @param {Cue[]} plan @param {Cue[]} before */
export function continues(plan, before) {
  if (plan.length === 0) return before.length === 0;
  const from = before.findIndex((cue) => isSame(cue, plan[0]));
  return from >= 0 && before.slice(from).every((cue, i) => i >= plan.length || isSame(cue, plan[i]));
}

const isSame = (a, b) => a.cue === b.cue && Math.abs(a.at - b.at) < 1;
