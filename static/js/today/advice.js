// What follows from pain before a practice, after it and the next day, by the rule of templates/parts/pain-rule.html:
// clinical convention, not a trial. Pure.

import { advise, MATTERS } from '../plan/pain-rule.js';
import { dayOf, msOf, splitAhead } from '../records/time.js';
import { answersByDay, lastOf } from './next-day.js';

const IN_A_ROW = 3;
const A_FEW = 3; // levels, whose middle one stands for a time: one bad day is no trend
const DAY_MS = 86_400_000;
const TREND_DAYS = 14;
const LASTS_DAYS = 7; // so long an answer says something about the next practice

const SMALLER = 2 / 3; // of the usual repetitions
const SLOWER = 1.25; // of the usual duration of a repetition
const MOST = { reps: 100, tempo: 200 }; // of a dose (records/kinds.js); a guide may have more repetitions

/**
 * @typedef {import('../records/entry.js').Entry} Entry
 * @typedef {import('../records/merge.js').Record} Record
 * @typedef {import('../plan/pain-rule.js').Advice} Advice
 * @typedef {import('../plan/dose.js').Dose} Dose
 */

/**
 * What the last practice's next day says about the coming one, for a week.
 * @param {Entry[]} sessions @param {Entry[]} checks @param {string} now RFC 3339
 * @returns {?(Advice & {session: Record, check: Record})} null where nobody answered
 */
export function currentAdvice(sessions, checks, now) {
  const last = lastOf(sessions, now);
  const found = last && answersByDay(sessions, checks).get(dayOf(last.data.started_at));
  if (!found || msOf(now) - msOf(last.data.ended_at) > LASTS_DAYS * DAY_MS) return null;
  return { ...adviceOf(found), ...found };
}

/** @param {{session: {data: object}, check: {data: object}}} found one of `answersByDay` @returns {Advice} */
export const adviceOf = ({ session: { data }, check }) => advise(data.pain_before, data.pain_after, check.data.pain);

/**
 * Why to talk to someone who can examine one; null where there is no reason.
 * `again`: the last three answers said *less*. `rising`: of pain before practices and in checks of the last 14 days, at
 * least six, the middle of the last three is 2 points or more above the middle of the first three.
 * @param {Entry[]} sessions @param {Entry[]} checks @param {string} now RFC 3339
 * @returns {?({why: 'again'}|{why: 'rising', first: number, lately: number})}
 */
export function reasonToTalk(sessions, checks, now) {
  const { past } = splitAhead(sessions, now);
  const answers = [...answersByDay(past, checks)].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, one]) => one);
  const latest = answers.slice(0, IN_A_ROW);
  if (latest.length === IN_A_ROW && latest.every((one) => adviceOf(one).less)) {
    if (isSince(latest[0].check.data.at, now)) return { why: 'again' };
  }
  const levels = restingPain(past, checks, now);
  if (levels.length < 2 * A_FEW) return null;
  const [first, lately] = [middle(levels.slice(0, A_FEW)), middle(levels.slice(-A_FEW))];
  return lately - first >= MATTERS ? { why: 'rising', first, lately } : null;
}

/** Pain before practices and in checks of the last 14 days, oldest first. @returns {number[]} */
function restingPain(sessions, checks, now) {
  const levels = [
    ...sessions.map(({ record: { data } }) => ({ at: data.started_at, pain: data.pain_before })),
    ...checks.map(({ record: { data } }) => data),
  ];
  return levels
    .filter(({ at, pain }) => pain !== null && isSince(at, now))
    .sort((a, b) => msOf(a.at) - msOf(b.at))
    .map(({ pain }) => pain);
}

/** Whether a moment lies in the last 14 days; one on another clock may be a little ahead. */
function isSince(at, now) {
  const ago = msOf(now) - msOf(at);
  return ago >= -DAY_MS && ago <= TREND_DAYS * DAY_MS;
}

const middle = (few) => [...few].sort((a, b) => a - b)[Math.floor(few.length / 2)];

/**
 * Less than the usual dose: fewer repetitions, one round less, slower.
 * @param {Dose} usual @returns {Dose}
 */
export function lessThan({ reps, rounds, tempo }) {
  return {
    reps: Math.min(MOST.reps, Math.max(1, Math.round(reps * SMALLER))),
    rounds: Math.max(1, rounds - 1),
    tempo: Math.min(MOST.tempo, Math.round(tempo * SLOWER)),
  };
}

/**
 * An easier version of a guide, but never more than the usual dose, nor faster.
 * @template {Dose} D @param {D} easier @param {Dose} usual @returns {D}
 */
export const atMost = (easier, usual) => ({
  ...easier,
  reps: Math.min(easier.reps, usual.reps),
  rounds: Math.min(easier.rounds, usual.rounds),
  tempo: Math.max(easier.tempo, usual.tempo),
});
