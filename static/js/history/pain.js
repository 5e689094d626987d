// Pain over time as a line, in the units of an SVG picture whose origin is at the upper left.

import { daysBetween } from '../records/days.js';
import { dayOf } from '../records/time.js';

export const SIZE = { width: 320, height: 120, left: 20, right: 8, top: 8, bottom: 8 };
const WORST = 10;
const MOST_POINTS = 60;

/** The height of a level of pain. @param {number} pain 0 to 10 */
export function heightOf(pain) {
  const { height, top, bottom } = SIZE;
  return round(top + ((WORST - pain) / WORST) * (height - top - bottom));
}

/**
 * Pain before and after the practices of a day. A long history is drawn by weeks or longer times, each
 * by its middle level.
 * @typedef {{before: number, after: number|null}} Levels
 * @param {import('../records/entry.js').Entry[]} entries newest first
 * @returns {{points: (Levels & {x: number})[], line: string, from: string, to: string, levels: number[]} | null}
 *   `points`: heights, oldest first. `line`: the `points` attribute of a polyline through those before. `levels`: of
 *   pain before. Null while fewer than two days have one.
 */
export function painOverTime(entries) {
  const told = entries
    .map((entry) => entry.record.data)
    .filter((data) => data.pain_before !== null)
    .reverse();
  if (told.length === 0) return null;
  const from = dayOf(told[0].started_at);
  const to = dayOf(told.at(-1).started_at);
  const days = daysBetween(from, to);
  if (days < 1) return null;

  const { width, left, right } = SIZE;
  const step = Math.ceil((days + 1) / MOST_POINTS);
  const times = new Map();
  for (const data of told) {
    const at = Math.floor(daysBetween(from, dayOf(data.started_at)) / step);
    times.set(at, [...(times.get(at) ?? []), data]);
  }
  const last = Math.floor(days / step);
  const points = [...times].map(([at, some]) => {
    const after = some.map((data) => data.pain_after).filter((pain) => pain !== null);
    return {
      x: round(left + (at / last) * (width - left - right)),
      before: heightOf(middle(some.map((data) => data.pain_before))),
      after: after.length ? heightOf(middle(after)) : null,
    };
  });
  const levels = told.map((data) => data.pain_before);
  return { points, levels, line: points.map(({ x, before }) => `${x},${before}`).join(' '), from, to };
}

const middle = (levels) => [...levels].sort((a, b) => a - b)[Math.floor(levels.length / 2)];
const round = (value) => Math.round(value * 10) / 10;
