// Whether to ask how the back is, the day after a practice, and what was answered. Pure.
// That pain should be back to where it was within 24 hours is clinical convention (templates/parts/pain-rule.html).

import { dayOf, msOf, splitAhead } from '../records/time.js';

const HOUR_MS = 3_600_000;
const FROM_MS = 12 * HOUR_MS; // after the end of a practice: a night lies between
const UNTIL_MS = 48 * HOUR_MS;

/**
 * @typedef {import('../records/entry.js').Entry} Entry
 * @typedef {import('../records/merge.js').Record} Record
 */

/**
 * The practice to ask about: the last one, from 12 to 48 hours after its end, once for its day.
 * @param {Entry[]} sessions @param {Entry[]} checks @param {string} now RFC 3339
 * @param {string} [ended] the day of practice for which a person ended the question without an answer
 * @returns {?Record} a session
 */
export function askedAbout(sessions, checks, now, ended) {
  const last = lastOf(sessions, now);
  if (!last) return null;
  const since = msOf(now) - msOf(last.data.ended_at);
  if (!(since >= FROM_MS && since <= UNTIL_MS)) return null;
  const day = dayOf(last.data.started_at);
  return day === ended || answersByDay(sessions, checks).has(day) ? null : last;
}

/** The practice that ended last, of those whose date has come. @param {Entry[]} sessions @param {string} now */
export function lastOf(sessions, now) {
  const records = splitAhead(sessions, now).past.map(({ record }) => record);
  return records.reduce((last, one) => (last && endOf(last) >= endOf(one) ? last : one), null);
}

const endOf = ({ data }) => msOf(data.ended_at);

/**
 * The answers, by the day of the practice that they look back on; where there are two, the later one.
 * @param {Entry[]} sessions @param {Entry[]} checks
 * @returns {Map<string, {session: Record, check: Record}>}
 */
export function answersByDay(sessions, checks) {
  const byId = new Map(sessions.map(({ record }) => [record.id, record]));
  const answers = new Map();
  for (const { record: check } of checks) {
    const session = byId.get(check.data.session);
    if (!session || check.data.pain === null) continue;
    const day = dayOf(session.data.started_at);
    const other = answers.get(day);
    if (!other || isLater(check, other.check)) answers.set(day, { session, check });
  }
  return answers;
}

function isLater(one, other) {
  const apart = msOf(one.data.at) - msOf(other.data.at);
  return apart === 0 ? one.id > other.id : apart > 0;
}

/** The data of an answer. @param {string} at RFC 3339 @param {string} session its id @param {number} pain 0 to 10 */
export const answer = (at, session, pain) => ({ at, session, pain, activities: [], tilts: [], note: '' });
