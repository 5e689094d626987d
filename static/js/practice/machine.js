// One practice as a value: a state machine of events. Pure: no page, no storage, no clock.

import { addMs } from '../records/time.js';
import { repetition } from './pace.js';

/**
 * @typedef {{mono: number, at: string}} Now `mono`: milliseconds of a clock that never jumps; `at`: the wall clock, RFC
 *   3339
 * @typedef {'ready'|'set'|'switch'|'rest'|'reached'|'done'} Phase
 *   ready: about to start a side. set: a side is under way. switch: `current` is done, the next side waits.
 *   rest: `current` is done, and with it a round. reached: the last side has its target. done: ended.
 * @typedef {'tap'|'pace'|'motion'|'camera'} Counter
 * @typedef {{by: Counter, depth?: number, hip?: number, knee?: number}} Rep what counted it; the degrees that the phone
 *   tilted, or that hip and knee bent at the deepest point
 * @typedef {{side: 'left'|'right'|'both', target: ?number, reps: number, log: Rep[], ms: number, beat: number}} Part
 *   `log`: its `reps` repetitions in their order. `ms`: time under way. `beat`: of that, when the repetition that is
 *   led began.
 * @typedef {{version: number, id: string, guide: string, title: string, counter: Counter,
 *   tempo: import('./pace.js').Tempo, ready: number, rest: number, plan: ?string, phase: Phase, current: number,
 *   sets: Part[], startedAt: string, lastAt: string, painBefore: ?number, painAfter: ?number, note: string,
 *   effort: ?number, paused: boolean, away: boolean, since: ?number, until: ?number, restLeft: ?number,
 *   endedAt: ?number, isReopened: boolean}} Run
 *   `sets`: the sides of the first round, then those of the next. `ready`: milliseconds to get into position; `rest`:
 *   between two rounds; `restLeft`: of that, where it was paused. `plan`: the id of the plan that it follows. `lastAt`:
 *   the wall clock when time was last under way. `since`: `mono` from which time is not yet in `ms`. `until`: `mono` at
 *   which what waits starts, or the practice ends, by itself. `endedAt`: `mono` at which the last repetition of a side
 *   was counted, or a rest was ended. `isReopened`: it was ended, and does not end by itself before another repetition.
 * @typedef {{type: 'more'|'undo'|'go'|'due'|'next'|'pause'|'resume'|'away'|'back'|'finish'|'reopen'}
 *   | {type: 'rep', by?: Counter, depth?: number, hip?: number, knee?: number} | {type: 'counter', counter: Counter}
 *   | {type: 'answer', painAfter?: ?number, note?: string, effort?: ?number}} Event
 */

export const VERSION = 3;
export const MOST_REPS = 1000; // a side; what a session can hold
export const WAIT_MS = { ready: 5_000, switch: 15_000, rest: 60_000 };
export const QUIET_MS = 2_000; // after a side has ended a press is the habit of counting on, and does not count
export const END_MS = 8_000; // after the last repetition, until the practice ends by itself
export const LEAD_MS = 4_000; // to get into position, before a set that is led goes on
export const STILL_MS = 60_000; // to put the phone in its place and stand still, when it senses the repetitions

/** Of a run whose clocks stand. */
export const NO_CLOCK = { since: null, until: null, endedAt: null };

/**
 * A run that waits for its first side.
 * @param {{id: string, guide: string, title: string, sides: string[], target: ?number, counter: Counter,
 *   tempo: import('./pace.js').Tempo, painBefore: ?number, rounds?: number, ready?: number, rest?: number,
 *   plan?: ?string, note?: string}} dose `rounds`: how often all `sides`; `ready` and `rest`: milliseconds
 * @param {Now} now @returns {Run}
 */
export function begin({ sides, target, rounds = 1, ...dose }, now) {
  const round = sides.map((side) => ({ side, target, reps: 0, log: [], ms: 0, beat: 0 }));
  const sets = Array(rounds).fill(round).flat();
  const given = { ready: WAIT_MS.ready, rest: WAIT_MS.rest, plan: null, note: '', ...dose };
  const run = { version: VERSION, ...given, phase: 'ready', current: 0, sets, startedAt: now.at, lastAt: now.at };
  const open = { painAfter: null, effort: null, paused: false, away: false, restLeft: null, isReopened: false };
  return withClocks({ ...run, ...open, ...NO_CLOCK }, now);
}

/**
 * The run after `event`; the same object when the event means nothing now.
 * @param {Run} run @param {Event} event @param {Now} now @returns {Run}
 */
export function step(run, event, now) {
  const banked = withTime(run, now);
  const next = STEPS[event.type](banked, event, now);
  return next === banked ? run : withClocks(next, now);
}

/**
 * What happens next by itself, and at which `mono`; null when nothing does.
 * @param {Run} run @returns {?{at: number, event: Event}}
 */
export function due(run) {
  if (run.until !== null) return { at: run.until, event: { type: 'due' } };
  if (run.counter !== 'pace' || run.since === null) return null;
  const { ms, beat } = run.sets[run.current];
  return { at: run.since + beat - ms + repetition(run.tempo), event: { type: 'rep', by: 'pace' } };
}

/**
 * The run after every event that was due by `now`, each at its own time; for a page whose timers slept.
 * @param {Run} run @param {Now} now @returns {Run} the same object when nothing was due
 */
export function catchUp(run, now) {
  for (let next = due(run); next && next.at <= now.mono; next = due(run)) {
    run = step(run, next.event, { mono: next.at, at: addMs(now.at, next.at - now.mono) });
  }
  return run;
}

/** All repetitions of the run. @param {Run} run */
export const totalReps = (run) => run.sets.reduce((sum, set) => sum + set.reps, 0);

/** Where the next repetition counts: an index of `run.sets`. @param {Run} run */
export const upcoming = (run) => (run.phase === 'switch' || run.phase === 'rest' ? run.current + 1 : run.current);

/** Whether the phone itself notices repetitions, and when a side can begin. @param {Run} run */
export const isSensed = ({ counter }) => counter === 'motion' || counter === 'camera';

/** @param {Run} run */
export const isLast = (run) => run.current === run.sets.length - 1;

/** Whether a side is about to start. @param {Run} run */
export const isWaiting = ({ phase }) => phase === 'ready' || phase === 'switch' || phase === 'rest';

/** Of which round a set is, and of how many. @param {Run} run @param {number} at of `run.sets` */
export function roundOf({ sets }, at) {
  const starts = (until) => sets.slice(0, until).filter(({ side }) => side === sets[0].side).length;
  return { round: starts(at + 1), rounds: starts(sets.length) };
}

const STEPS = {
  // A press is a repetition of the side that is under way or about to be; beyond the target only `more` counts. In a
  // rest nobody exercises: a press there asks for the next round, and counting it would invent a repetition.
  rep: (run, event, now) => {
    if (isOver(run, now)) return run;
    if (run.phase !== 'rest') return withRep(run, upcoming(run), event, now);
    return event.by === undefined || event.by === 'tap' ? endRest(run, now) : run;
  },
  more: (run, event, now) =>
    ['switch', 'rest', 'reached'].includes(run.phase) ? withRep(run, run.current, event, now) : run,
  undo: (run) => withoutRep(run),
  go: (run, _event, now) => {
    if (run.phase === 'rest') return endRest(run, now);
    return run.counter === 'pace' ? startSoon(run, now) : startSide(run);
  },
  due: (run, _event, now) => {
    if (run.phase === 'reached') return STEPS.finish(run);
    // Nobody is there to begin, or the phone's sensors have to find out when.
    if (run.phase === 'rest' && (run.away || isSensed(run))) return { ...run, phase: 'switch', until: null };
    const next = startSide(run);
    // The beat of a led repetition is the moment it was due, so that no wait adds up.
    return next === run ? run : { ...next, until: null, since: now.mono };
  },
  counter: (run, { counter }) => (run.counter === counter ? run : { ...run, counter, since: null, until: null }),
  next: (run) =>
    run.phase === 'set' && !isLast(run) ? { ...run, phase: phaseAfter(run, run.current), paused: false } : run,
  pause: (run) => (isWaiting(run) || run.phase === 'set' ? { ...run, paused: true } : run),
  resume: (run) => (run.paused ? { ...run, paused: false } : run),
  away: (run) => (run.away ? run : { ...run, away: true }),
  back: (run, _event, now) => {
    if (!run.away) return run;
    const isRested = run.phase === 'rest' && run.until !== null && run.until <= now.mono;
    return { ...(isRested ? STEPS.due(run, null, now) : run), away: false };
  },
  finish: (run) => (run.phase === 'done' ? run : { ...run, phase: 'done', paused: false, until: null }),
  reopen: (run) => (run.phase === 'done' ? { ...run, phase: phaseByCount(run), isReopened: true } : run),
  answer: (run, { painAfter = run.painAfter, note = run.note, effort = run.effort }) => ({
    ...run,
    painAfter,
    note,
    effort,
  }),
};

function startSide(run) {
  if (isWaiting(run)) {
    const at = upcoming(run);
    return { ...withSet(run, at, { beat: run.sets[at].ms }), phase: 'set', current: at, paused: false, until: null };
  }
  return run.phase === 'set' && run.until !== null ? { ...run, until: null } : run;
}

/** The next round is wanted now. The press that says so is no repetition, and nor is one right after it. */
function endRest(run, now) {
  const next = { ...run, phase: 'switch', paused: false, endedAt: now.mono };
  if (isSensed(run)) return { ...next, until: null };
  const soon = now.mono + (run.counter === 'pace' ? LEAD_MS : WAIT_MS.switch);
  return { ...next, until: Math.min(run.until ?? soon, soon) };
}

/** A set at a tempo starts a moment after the press: the hands have to find their place. */
function startSoon(run, now) {
  if (!isWaiting(run)) return run;
  const soon = now.mono + LEAD_MS;
  return { ...run, paused: false, until: Math.min(run.until ?? soon, soon) };
}

function withRep(run, at, { by = 'tap', ...measured }, now) {
  if (run.phase === 'done' || run.sets[at].reps >= MOST_REPS) return run;
  const set = run.sets[at];
  const rep = { by, ...pick(measured, ['depth', 'hip', 'knee']) };
  const beat = by === 'pace' ? set.beat + repetition(run.tempo) : set.beat;
  const next = {
    ...withSet(run, at, { reps: set.reps + 1, log: [...set.log, rep], beat }),
    current: at,
    away: false,
    lastAt: now.at,
    until: null,
    restLeft: null,
    isReopened: false,
  };
  const phase = phaseByCount(next);
  return { ...next, phase, endedAt: phase === 'switch' || phase === 'rest' ? now.mono : null };
}

function withoutRep(run) {
  if (run.phase === 'done') return run;
  const at = run.sets.findLastIndex((set) => set.reps > 0);
  if (at < 0) return upcoming(run) > 0 ? { ...run, phase: 'ready', current: 0 } : run;
  const { reps, log } = run.sets[at];
  const next = {
    ...withSet(run, at, { reps: reps - 1, log: log.slice(0, -1) }),
    current: at,
    until: null,
    endedAt: null,
  };
  if (reps > 1) return { ...next, phase: phaseByCount(next) };
  return at === 0 ? { ...next, phase: 'ready' } : { ...next, phase: 'switch', current: at - 1 };
}

/** The phase by the count of the current side. @param {Run} run @returns {Phase} */
export function phaseByCount(run) {
  const { reps, target } = run.sets[run.current];
  if (target === null || reps < target) return 'set';
  return phaseAfter(run, run.current);
}

/** What follows a side. @param {Run} run @param {number} at of `run.sets` @returns {'switch'|'rest'|'reached'} */
export function phaseAfter({ sets }, at) {
  if (at === sets.length - 1) return 'reached';
  return sets[at + 1].side === sets[0].side ? 'rest' : 'switch';
}

/** Those of the `names` that have a value. */
const pick = (values, names) =>
  Object.fromEntries(names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]));

const withSet = (run, at, change) => ({
  ...run,
  sets: run.sets.map((set, i) => (i === at ? { ...set, ...change } : set)),
});

function withTime(run, now) {
  if (run.since === null) return run;
  const { ms } = run.sets[run.current];
  return {
    ...withSet(run, run.current, { ms: ms + Math.max(0, now.mono - run.since) }),
    since: now.mono,
    lastAt: now.at,
  };
}

/** The run with its clocks, `since` and `until`, started or stopped by its phase. */
function withClocks(run, now) {
  if (run.phase === 'rest') return withRest(run, now);
  if (run.restLeft !== null) return withClocks({ ...run, restLeft: null }, now);
  const live = !run.paused && !run.away;
  if (live && isWaiting(run)) return { ...run, since: null, until: run.until ?? now.mono + waitOf(run) };
  if (live && run.phase === 'reached' && !run.isReopened) {
    return { ...run, since: null, until: run.until ?? now.mono + END_MS };
  }
  if (!live || run.phase !== 'set') return { ...run, since: null, until: null };
  if (run.since !== null || run.counter !== 'pace') return { ...run, since: run.since ?? now.mono, until: null };
  // A set that is led goes on with a whole repetition, after a moment to get into position.
  const { ms } = run.sets[run.current];
  return { ...withSet(run, run.current, { beat: ms }), until: run.until ?? now.mono + LEAD_MS };
}

/** A rest goes on while another app is in sight; only a pause holds it. */
function withRest(run, now) {
  if (run.paused) {
    const restLeft = run.until === null ? run.restLeft : Math.max(0, run.until - now.mono);
    return { ...run, since: null, until: null, restLeft };
  }
  const left = Math.max(LEAD_MS, run.restLeft ?? run.rest);
  return { ...run, since: null, until: run.until ?? now.mono + left, restLeft: null };
}

function waitOf(run) {
  if (isSensed(run)) return STILL_MS;
  return run.phase === 'ready' ? run.ready : WAIT_MS.switch;
}

/** Whether a press counts no more: the last side has its target, or a side or a rest has just ended. */
const isOver = ({ phase, endedAt }, now) =>
  phase === 'reached' ||
  ((phase === 'switch' || phase === 'rest') && endedAt !== null && now.mono - endedAt < QUIET_MS);
