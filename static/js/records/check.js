// Whether a record holds to the limits of the sync protocol (docs/sync.md). The server gives each the same code and
// field: hinge_pwa/sync/records.py; tests/vectors/records.json holds both to it.

import { DEVICE, UUID } from './envelope.js';
import { COUNTERS } from './session.js';
import { isObject, list, object, oneOf, orNull, text, where, whole } from './shape.js';

const DAY = 86_400; // s
const TIME = /^(\d{4}-\d\d-\d\d)[Tt](\d\d):(\d\d):([0-5]\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;
const NOT_KEPT = /[\0\p{Surrogate}]/u;

/** Checks the length alone; `checkTimes` checks the rest, after all other fields. */
const isTime = (value) => typeof value === 'string' && Array.from(value).length <= 40;

const level = orNull(whole(10));
const measured = list(0, 1000, orNull(whole(180)));

const SET = object(
  {
    side: oneOf('left', 'right', 'both'),
    reps: whole(1000),
    target: orNull(whole(1000)),
    seconds: where((value) => typeof value === 'number' && value >= 0 && value <= DAY),
    counter: oneOf(...COUNTERS),
  },
  { counted: whole(1000), tilts: measured, hips: measured, knees: measured },
);

const SESSION = object(
  {
    guide: text(/^[a-z0-9-]{1,64}$/),
    started_at: where(isTime),
    ended_at: where(isTime),
    sets: list(1, 100, SET),
    pain_before: level,
    pain_after: level,
    note: where((value) => typeof value === 'string' && Array.from(value).length <= 2000),
  },
  { effort: level, plan: orNull(text(UUID)) },
);

const ENVELOPE = {
  kind: where(() => true),
  id: text(UUID),
  stamp: whole(Number.MAX_SAFE_INTEGER),
  device: text(DEVICE),
  deleted: oneOf(true, false),
};
const DELETED = object({ ...ENVELOPE, data: oneOf(null) });
const FOREIGN = object({ ...ENVELOPE, data: where(isObject) });
const LIVING = object({ ...ENVELOPE, data: SESSION });

/**
 * What is wrong with a record; null when all is well. `unknown_kind`: a newer version made it, and it can be kept.
 * @param {any} record @returns {?import('./shape.js').Problem}
 */
export function checkRecord(record) {
  if (!isObject(record)) return { code: 'no_record', field: '' };
  if (!Object.hasOwn(record, 'kind')) return { code: 'missing', field: 'kind' };
  const { kind, deleted, data } = record;
  if (typeof kind !== 'string' || kind === '' || NOT_KEPT.test(kind)) return { code: 'invalid', field: 'kind' };
  const isSession = kind === 'session';
  const shape = deleted === true ? DELETED : isSession ? LIVING : FOREIGN;
  const problem = shape(record, '');
  if (problem || deleted) return problem ?? (isSession ? null : UNKNOWN_KIND);
  return isSession ? (checkTimes(data) ?? checkNote(data.note)) : UNKNOWN_KIND;
}

const UNKNOWN_KIND = { code: 'unknown_kind', field: 'kind' };

/** @param {unknown} data @returns {?import('./shape.js').Problem} */
export const checkSession = (data) => SESSION(data, 'data') ?? checkTimes(data) ?? checkNote(data.note);

function checkTimes({ started_at: startedAt, ended_at: endedAt }) {
  const start = moment(startedAt);
  const end = moment(endedAt);
  if (start.code) return { code: start.code, field: 'data.started_at' };
  if (end.code) return { code: end.code, field: 'data.ended_at' };
  const took = (end.seconds - start.seconds) * 1e9 + (end.nanoseconds - start.nanoseconds);
  if (took < 0) return { code: 'before_start', field: 'data.ended_at' };
  return took > DAY * 1e9 ? { code: 'over_24_hours', field: 'data.ended_at' } : null;
}

/** Since 1970, exact; `Date.parse` takes days that no calendar has, and drops what is shorter than a millisecond. */
function moment(time) {
  const found = TIME.exec(time);
  if (!found) return { code: 'invalid' };
  const [, day, hours, minutes, seconds, fraction = '', sign = '+', offsetHours = 0, offsetMinutes = 0] = found;
  const midnight = new Date(Date.parse(day));
  const isDay = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day) && !day.startsWith('0000');
  if (!isDay || hours > 23 || minutes > 59) return { code: 'no_such_time' };
  const offset = Number(`${sign}1`) * (offsetHours * 3600 + offsetMinutes * 60);
  return {
    seconds: midnight / 1000 + hours * 3600 + minutes * 60 + Number(seconds) - offset,
    nanoseconds: Number(fraction.padEnd(9, '0')),
  };
}

function checkNote(note) {
  const [wrong] = NOT_KEPT.exec(note) ?? [];
  if (wrong === undefined) return null;
  return { code: wrong === '\0' ? 'nul' : 'half_character', field: 'data.note' };
}

/**
 * Why the server rejected a record. Where it gave no known reason, the phone checks the record itself.
 * @param {any} record @param {?import('./shape.js').Problem} reason @returns {import('./shape.js').Problem}
 */
export function reasonOf(record, reason) {
  return reason && reason.code !== 'other' ? reason : (checkRecord(record) ?? { code: 'other', field: '' });
}
