// Every change that a page can make, by name and values, so that another page can make it when this one is left.
// `since`: when it was asked for, in ms since 1970, where it may have been made before, and other changes after it;
// then it changes nothing that is newer. Else null.

import { afterImport, newEntry } from './entry.js';
import { isKnown } from './envelope.js';
import { newDevice, newId } from './id.js';
import { changeAll } from './many.js';
import { compare } from './merge.js';
import { nextStamp } from './time.js';

/** The stores of the database. */
export const STORES = ['records', 'runs', 'settings'];

/** Of the practice in progress. */
export const RUN = 'current';

/**
 * Of the setting that keeps practices which are not the one in progress, and are to become sessions
 * (practice/aside.js).
 */
export const ASIDE = 'practices-aside';

/** @param {import('./entry.js').Entry|undefined} entry */
export const isLiving = (entry) => entry !== undefined && !entry.record.deleted;

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * `stores`: what it needs. `what`: what it changes (changes.js). `perform`: makes it in a transaction.
 * @type {Record<string, {stores: string[], what: import('./changes.js').Change['what'], perform: (tx: object, args:
 *   any, since: ?number) => Promise<unknown>}>}
 */
export const OPERATIONS = {
  save: {
    stores: ['records', 'settings'],
    what: 'records',
    perform: (tx, { kind, id, data }, since) => put(tx, kind, id, data, since),
  },
  change: { stores: ['records', 'settings'], what: 'records', perform: change },
  remove: { stores: ['records', 'settings'], what: 'records', perform: remove },
  letGo: { stores: ['records', 'settings'], what: 'records', perform: letGo },
  offer: { stores: ['records'], what: 'records', perform: offer },
  keepRun: { stores: ['runs'], what: 'run', perform: keepRun },
  dropRun: { stores: ['runs'], what: 'run', perform: dropRun },
  replan: { stores: ['records', 'settings'], what: 'records', perform: replan },
  finishRun: { stores: STORES, what: 'records', perform: finishRun },
  set: {
    stores: ['settings'],
    what: 'settings',
    perform: (tx, { name, value }) => tx.objectStore('settings').put(value, name),
  },
  setFields: { stores: ['settings'], what: 'settings', perform: setFields },
};

/** In one operation, because what was read before would be lost with a page that is left before it is written. */
async function setFields(tx, { name, fields, most }) {
  const settings = tx.objectStore('settings');
  const others = Object.entries((await settings.get(name)) ?? {}).filter(([field]) => !Object.hasOwn(fields, field));
  const given = Object.entries(fields).filter(([, value]) => value !== null);
  await settings.put(Object.fromEntries([...others, ...given].slice(-most)), name);
}

async function change(tx, { kind, id, before, changes }, since) {
  const entry = await tx.objectStore('records').get(id);
  return put(tx, kind, id, { ...(isLiving(entry) ? entry.record.data : before), ...changes }, since);
}

async function remove(tx, { id }, since) {
  const entry = await tx.objectStore('records').get(id);
  if (isLiving(entry)) await put(tx, entry.record.kind, id, null, since);
  return entry?.record;
}

/** A tombstone of a kind that the server does not know would be rejected as the record was. */
async function letGo(tx, { record }, since) {
  const records = tx.objectStore('records');
  const entry = await records.get(record.id);
  if (!entry || compare(entry.record, record) !== 0) return false;
  if (isKnown(record) && entry.state !== 'later' && !record.deleted) await put(tx, record.kind, record.id, null, since);
  else await records.delete(record.id);
  return true;
}

async function offer(tx, { records }) {
  const steps = await changeAll(
    tx.objectStore('records'),
    records.map((record) => [record.id, (before) => afterImport(before, record)]),
  );
  const counts = { added: 0, changed: 0, same: 0 };
  for (const [before, after] of steps) counts[difference(before, after)] += 1;
  return counts;
}

async function keepRun(tx, { run }, since) {
  const runs = tx.objectStore('runs');
  if (since === null) return void (await runs.put(run, RUN));
  if (await tx.objectStore('records').get(run.id)) return; // it is a session by now
  const saved = await runs.get(RUN);
  if (saved === undefined || saved.id === run.id) {
    if (saved && isNewer(saved, run)) return; // another page counted on
    return void (await runs.put(run, RUN));
  }
  const settings = tx.objectStore('settings');
  await settings.put(withRun((await settings.get(ASIDE)) ?? [], run), ASIDE);
}

/** Whether one state of a practice came after another, whatever the clock did (practice/keeper.js counts them). */
export const isNewer = (run, other) =>
  (run.seq ?? 0) > (other.seq ?? 0) || (run.seq === other.seq && Date.parse(run.lastAt) > Date.parse(other.lastAt));

/** The practices that were put aside, with the newest state of this one. @param {object[]} aside @param {object} run */
export function withRun(aside, run) {
  const known = aside.find((one) => one?.id === run.id);
  if (known && !isNewer(run, known)) return aside;
  return [...aside.filter((one) => one !== known), run];
}

async function dropRun(tx, { id }, since) {
  const runs = tx.objectStore('runs');
  if (since !== null && (await runs.get(RUN))?.id !== id) return;
  await runs.delete(RUN);
}

async function finishRun(tx, { id, data }, since) {
  await dropRun(tx, { id }, since);
  return put(tx, 'session', id, data, since);
}

/**
 * What was deleted or has ended meanwhile stays so. Where an end has `was`, it is taken back, if it is still that one.
 * @returns {Promise<import('./merge.js').Record|undefined>}
 */
async function replan(tx, { ends, id, begins }, since) {
  for (const { id: ended, on, was } of ends) {
    const entry = await tx.objectStore('records').get(ended);
    if (!isLiving(entry)) continue;
    const { data } = entry.record;
    const isMeant = was === undefined ? data.ended_on === null || data.ended_on > on : data.ended_on === was;
    if (isMeant) await put(tx, 'plan', ended, { ...data, ended_on: on }, since);
  }
  return begins ? put(tx, 'plan', id, begins, since) : undefined;
}

/**
 * Writes a change by this device. A session takes along what an older version kept beside it.
 * @param {object} tx of records and settings @param {string} kind @param {string} id
 * @param {?object} changed the data; null deletes @param {?number} since @returns {Promise<Record>}
 */
export async function put(tx, kind, id, changed, since) {
  const records = tx.objectStore('records');
  const settings = tx.objectStore('settings');
  const [entry, beside, device] = await Promise.all([
    records.get(id),
    settings.get(besideOf(id)),
    thisDevice(settings),
  ]);
  const data = changed && kind === 'session' ? withBeside(changed, beside) : changed;
  const last = entry?.record;
  const isDone = since !== null && last && (isAfter(last, since) || (last.device === device && same(last.data, data)));
  if (isDone) return last;
  if (data !== null && last?.stamp === Number.MAX_SAFE_INTEGER) return putUnderNewId(records, last, device, data);
  const record = { kind, id, stamp: nextStamp(since ?? Date.now(), last?.stamp), device, deleted: data === null, data };
  await records.put(newEntry(record));
  return record;
}

/** Of the setting in which an older version kept effort and tilts beside a session. @param {string} id the session's */
export const besideOf = (id) => `beside ${id}`;

/** As the protocol has them. @param {(?number)[]} degrees */
export const tiltsOf = (degrees) => degrees.map((one) => one && Math.min(180, Math.max(0, one)));

/**
 * The session with what was kept beside it, in the sets that have as many repetitions. What the session has stays.
 * @param {import('./session.js').Session} data @param {import('./besides.js').Beside} [beside]
 * @returns {import('./session.js').Session}
 */
export function withBeside(data, beside) {
  if (!beside?.depths || !data.sets) return data;
  const sets = [...data.sets];
  for (const { side, degrees } of beside.depths) {
    const at = sets.findIndex((set) => set.side === side && !set.tilts && (set.counted ?? set.reps) === degrees.length);
    if (at >= 0) sets[at] = { ...sets[at], tilts: tiltsOf(degrees) };
  }
  const isAnswered = data.effort === undefined && beside.effort !== null;
  return { ...data, sets, ...(isAnswered && { effort: beside.effort }) };
}

/** No change has a greater stamp than this record's, but a deletion wins: the data goes into a new record. */
async function putUnderNewId(records, last, device, data) {
  if (!last.deleted) await records.put(newEntry({ ...last, device, deleted: true, data: null }));
  const record = { ...last, id: newId(), stamp: nextStamp(Date.now()), device, deleted: false, data };
  await records.put(newEntry(record));
  return record;
}

/** Whether a record was changed after that moment. A stamp in the future says nothing of when it was made. */
const isAfter = ({ stamp }, since) => stamp > since && stamp <= Date.now();

/** The name of this device. @param {object} settings the store @returns {Promise<string>} */
export async function thisDevice(settings) {
  const known = await settings.get('device');
  if (known) return known;
  const device = newDevice();
  await settings.put(device, 'device');
  return device;
}

function difference(before, after) {
  if (before === after || (!isLiving(before) && !isLiving(after))) return 'same';
  return isLiving(before) ? 'changed' : 'added';
}
