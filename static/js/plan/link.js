// A plan as the fragment of a link, and back. No server sees a fragment. docs/plan-link.md has the format. Pure.

import { fromBase64Url, toBase64Url } from '../page/base64url.js';
import { checkData } from '../records/check.js';
import { shift } from '../records/days.js';
import { Reader, Writer } from './bytes.js';
import { crc32 } from './crc32.js';

/** @typedef {Omit<import('./plans.js').Plan, 'ended_on'>} PlanInLink */

const VERSION = 1;
// At most 8,000 characters: the longest plan that the protocol allows has fewer. After them what a text around a link
// may leave there, which addresses hold as %BB. No letter fits two parts, so that no text takes long.
const IN_ADDRESS = /^\s*#?([\w-]{1,8000})(?:[\s.,;:!?)>\]"'»”’]|%[\dA-F]{2})*$/;
const FIRST_DAY = '0001-01-01'; // on which a plan may begin
const MINUTES = 60;
const DAY_MS = 86_400_000;
const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** Why a link can't be read. `reason`: what was found. */
export class LinkError extends Error {
  /** @param {'damaged'|'newer'|'limits'} reason @param {string} [field] of the plan, where `reason` is `limits` */
  constructor(reason, field = '') {
    super(field ? `${reason}: ${field}` : reason);
    this.name = 'LinkError';
    this.reason = reason;
  }
}

/**
 * @param {PlanInLink} plan @returns {string} letters, digits, - and _
 * @throws {LinkError} `limits`: the plan is not within the limits of the sync protocol
 */
export function toFragment(plan) {
  hold(plan);
  const writer = new Writer();
  writer.number(VERSION);
  writePlan(writer, plan);
  writer.uint32(crc32(writer.bytes));
  return toBase64Url(writer.bytes);
}

/**
 * @param {string} text with or without its #; what a text around the link left after it is ignored
 * @returns {PlanInLink}
 * @throws {LinkError} `damaged`: letters are missing or wrong. `newer`: a newer version made it. `limits`: it holds
 *   what no plan may hold
 */
export function fromFragment(text) {
  const bytes = bytesOf(text);
  const body = bytes.subarray(0, -4);
  const { version, plan } = read(bytes, body);
  if (version > VERSION) throw new LinkError('newer');
  return hold(plan);
}

function bytesOf(text) {
  const chars = IN_ADDRESS.exec(text)?.[1] ?? '';
  try {
    const bytes = fromBase64Url(chars);
    if (bytes.length > 4 && toBase64Url(bytes) === chars) return bytes;
  } catch {
    // told below
  }
  throw new LinkError('damaged');
}

function read(bytes, body) {
  try {
    if (new Reader(bytes.subarray(-4)).uint32() !== crc32(body)) throw new RangeError('checksum');
    const reader = new Reader(body);
    const version = reader.number();
    if (version === 0) throw new RangeError('no such version');
    if (version !== VERSION) return { version };
    const plan = readPlan(reader);
    if (!reader.isAtEnd) throw new RangeError('too long');
    return { version, plan };
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new LinkError('damaged');
    throw error;
  }
}

/** The plan itself, once it holds to the limits. */
function hold(plan) {
  const problem = checkData('plan', { ...plan, ended_on: null });
  if (problem || Object.hasOwn(plan, 'ended_on')) throw new LinkError('limits', problem?.field ?? 'data.ended_on');
  return plan;
}

function writePlan(writer, plan) {
  writer.list(plan.items, ({ guide, reps, rounds, tempo, days }) => {
    writer.text(guide);
    for (const number of [reps, rounds, tempo]) writer.number(number);
    writer.number(days.reduce((mask, day) => mask | (1 << (day - 1)), 0));
  });
  writer.number(daysSince(plan.starts_on, FIRST_DAY));
  writer.number(plan.review_on === null ? 0 : 1 + daysSince(plan.review_on, plan.starts_on));
  writer.number(plan.remind_at === null ? 0 : 1 + minutesOf(plan.remind_at));
  writer.list(plan.activities, (one) => writer.text(one));
  writer.text(plan.given_by);
  writer.text(plan.words);
}

function readPlan(reader) {
  const items = reader.list(() => ({
    guide: reader.text(),
    reps: reader.number(),
    rounds: reader.number(),
    tempo: reader.number(),
    days: daysIn(reader.number()),
  }));
  const starts = dayAfter(FIRST_DAY, reader.number());
  const review = reader.number();
  const remind = reader.number();
  return {
    items,
    starts_on: starts,
    review_on: review === 0 ? null : dayAfter(starts, review - 1),
    remind_at: remind === 0 ? null : timeOf(remind - 1),
    activities: reader.list(() => reader.text()),
    given_by: reader.text(),
    words: reader.text(),
  };
}

const daysSince = (day, first) => (Date.parse(day) - Date.parse(first)) / DAY_MS;

function dayAfter(day, days) {
  if (days > 4_000_000) throw new RangeError('no such day'); // beyond the year 9999
  return shift(day, days);
}

/** The days of a week whose bits are set. Another bit makes a plan that no limit allows. */
function daysIn(mask) {
  if (mask >= 1 << 7) throw new LinkError('limits', 'data.items');
  return DAYS.filter((day) => mask & (1 << (day - 1)));
}

function minutesOf(time) {
  const [hours, minutes] = time.split(':').map(Number);
  return MINUTES * hours + minutes;
}

const timeOf = (minutes) => [Math.trunc(minutes / MINUTES), minutes % MINUTES].map(two).join(':');
const two = (number) => String(number).padStart(2, '0');
