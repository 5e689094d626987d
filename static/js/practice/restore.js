// A run that comes back from storage, perhaps after a crash, a month, or an update of Hinge.

import { checkSession } from '../records/check.js';
import { UUID } from '../records/envelope.js';
import { sessionOf } from '../records/session.js';
import { MOST_REPS, NO_CLOCK, phaseByCount, totalReps, upcoming, VERSION, WAIT_MS } from './machine.js';
import { repetition } from './pace.js';

const COUNTERS = ['tap', 'pace', 'motion', 'camera'];
const PHASES = ['ready', 'set', 'switch', 'rest', 'reached', 'done'];

/**
 * The saved run, paused; its clocks belonged to another life of the page.
 * @param {any} saved @returns {import('./machine.js').Run | null} null when there is none that can be read
 */
export function restore(saved) {
  const read = upgrade(saved);
  if (!isRun(read)) return null;
  const run = { ready: WAIT_MS.ready, isReopened: false, ...read, paused: true, away: false, ...NO_CLOCK };
  const lost = upcoming(run) === run.sets.length;
  return lost ? { ...run, phase: phaseByCount(run) } : run;
}

/**
 * The saved run where something was counted in it, else null: there is nothing to go on with.
 * @param {any} saved @returns {import('./machine.js').Run | null}
 */
export function unfinished(saved) {
  const run = restore(saved);
  return run && totalReps(run) > 0 ? run : null;
}

/** The run in the form of this version; version 2 had one round, and followed no plan. */
function upgrade(saved) {
  const read = withLogs(saved);
  return read?.version === 2 ? { ...read, version: VERSION, rest: WAIT_MS.rest, restLeft: null, plan: null } : read;
}

/** Version 1 had taps alone. */
function withLogs(saved) {
  if (saved?.version !== 1 || !Array.isArray(saved.sets)) return saved;
  const sets = saved.sets.map((part) => ({
    ...part,
    log: isCount(part?.reps, MOST_REPS) ? Array(part.reps).fill({ by: 'tap' }) : null,
    beat: 0,
  }));
  return { ...saved, version: 2, tempo: { eccentric: 3, pause: 1, concentric: 2 }, effort: null, sets };
}

/** Whether it is a run, whose session would be valid by the protocol. */
function isRun(run) {
  return (
    run?.version === VERSION &&
    UUID.test(run.id) &&
    typeof run.title === 'string' &&
    COUNTERS.includes(run.counter) &&
    isTempo(run.tempo) &&
    (run.ready === undefined || isLength(run.ready)) &&
    isLength(run.rest) &&
    (run.restLeft === null || isLength(run.restLeft)) &&
    (run.plan === null || typeof run.plan === 'string') &&
    (run.effort === null || isCount(run.effort, 10)) &&
    PHASES.includes(run.phase) &&
    Array.isArray(run.sets) &&
    run.sets.every(isPart) &&
    isCount(run.current, run.sets.length - 1) &&
    isTime(run.startedAt) &&
    isTime(run.lastAt) &&
    checkSession(sessionOf(run)) === null
  );
}

const isCount = (value, most) => Number.isInteger(value) && value >= 0 && value <= most;
const isTime = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const isLength = (value) => Number.isFinite(value) && value >= 0;
const isTempo = (tempo) =>
  isLength(tempo?.eccentric) && isLength(tempo.pause) && isLength(tempo.concentric) && repetition(tempo) > 0;
const isRep = (rep) =>
  COUNTERS.includes(rep?.by) &&
  [rep.depth, rep.hip, rep.knee].every((degrees) => degrees === undefined || Number.isFinite(degrees));
const isPart = (part) =>
  ['left', 'right', 'both'].includes(part?.side) &&
  (part.target === null || isCount(part.target, MOST_REPS)) &&
  isCount(part.reps, MOST_REPS) &&
  Array.isArray(part.log) &&
  part.log.length === part.reps &&
  part.log.every(isRep) &&
  isLength(part.ms) &&
  isLength(part.beat);
