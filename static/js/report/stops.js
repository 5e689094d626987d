// Every time when less was done than was meant, or less was advised. Pure.

import { advise, STOP } from '../plan/pain-rule.js';
import { roundsOf } from '../plan/plans.js';
import { isWhole, repsOf } from '../records/days.js';
import { dayOf } from '../records/time.js';
import { answersOf } from './pain.js';
import { holds } from './period.js';

/**
 * `ended`: a practice that ended before its target. `high`: pain of 6 or more after a practice. `less`: the next day it
 * was 6 or more, or 2 points above before, so the rule says to do less; nobody knows whether that was heeded. `left`:
 * pain of 6 or more without a practice, which was left for that day.
 * @typedef {{kind: 'ended', day: string, reps: number, target: ?number}} Ended `target`: null where some side had none
 * @typedef {{kind: 'high'|'less'|'left', day: string, pain: number, before?: ?number}} Felt
 * @param {import('./period.js').Span} period
 * @param {import('./weeks.js').SessionEntry[]} sessions of all times, oldest first
 * @param {import('./pain.js').CheckEntry[]} checks oldest first
 * @param {import('../plan/plans.js').Entry[]} plans of all times @returns {(Ended|Felt)[]} oldest first
 */
export function stopsOf(period, sessions, checks, plans) {
  const answers = answersOf(checks);
  const found = sessions.flatMap(({ record: { id, data } }) => [
    ...ofPractice(data, roundsOf(data, plans)),
    ...ofNextDay(data, answers.get(id)),
  ]);
  const left = checks.map(({ record }) => record.data).filter(({ session, pain }) => session === null && pain >= STOP);
  return [...found, ...left.map(({ at, pain }) => ({ kind: 'left', day: dayOf(at), pain }))]
    .filter(({ day }) => holds(period, day))
    .sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
}

function ofPractice(data, rounds) {
  const day = dayOf(data.started_at);
  const isDone = isWhole(data.sets, rounds);
  const ended = isDone ? [] : [{ kind: 'ended', day, reps: repsOf(data), target: targetOf(data.sets, rounds) }];
  return data.pain_after >= STOP ? [...ended, { kind: 'high', day, pain: data.pain_after }] : ended;
}

/** Of every round, and of both sides where one side alone was begun. */
function targetOf(sets, rounds) {
  if (sets.some(({ target }) => target === null)) return null;
  const sides = [...new Set(sets.flatMap(({ side }) => (side === 'both' ? side : ['left', 'right'])))];
  const times = sides.map((side) => sets.filter((set) => set.side === side).length);
  const sum = sets.reduce((all, { target }) => all + target, 0);
  return Math.round((sum / sets.length) * Math.max(rounds, ...times) * sides.length);
}

function ofNextDay({ pain_before: before, pain_after: after }, next) {
  if (!next) return [];
  const { less } = advise(before, after, next.pain);
  return less ? [{ kind: 'less', day: dayOf(next.at), pain: next.pain, before: before ?? after }] : [];
}
