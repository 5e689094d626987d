// What the tones are, and where on the audio clock they belong. Pure: values in, values out.

/**
 * @typedef {'tick'|'go'|'down'|'hold'|'up'|'count'|'last'|'switch'|'done'} Tone
 * @typedef {{at: number, tone: Tone}} Note `at` in ms of performance.now()
 * @typedef {{perf: number, audio: number, isTold: boolean}} Anchor the same moment on both clocks: ms of
 *   performance.now(), s of the audio clock; and whether the browser told it
 */

/**
 * Each tone as strokes of [s after its beginning, s long, Hz at first, Hz at last]. Between 300 and 1,500 Hz, where a
 * phone's speaker is loud. Every tone lasts longer than LATE_MS, so one that has begun is still known when it is
 * scheduled again.
 * @type {Record<Tone, [number, number, number, number][]>}
 */
export const TONES = {
  tick: [[0, 0.09, 880, 880]],
  go: [
    [0, 0.12, 660, 660],
    [0.13, 0.3, 990, 990],
  ],
  down: [[0, 0.45, 784, 392]],
  hold: [[0, 0.3, 392, 392]],
  up: [[0, 0.45, 392, 784]],
  count: [[0, 0.14, 1175, 1175]],
  last: [
    [0, 0.1, 1175, 1175],
    [0.14, 0.1, 1175, 1175],
  ],
  switch: [
    [0, 0.18, 523, 523],
    [0.2, 0.18, 784, 784],
    [0.4, 0.18, 523, 523],
    [0.6, 0.24, 784, 784],
  ],
  done: [
    [0, 0.18, 523, 523],
    [0.16, 0.18, 659, 659],
    [0.32, 0.18, 784, 784],
    [0.48, 0.6, 1047, 1047],
  ],
};

const LATE_MS = 50;
const SANE_MS = 500; // no device plays what it was given later than that
const JUMP_MS = 30; // more than the readings of one clock scatter
const SHARE = 0.5; // of a new reading
const UNSEEN_MS = 3_000; // timers stood still, as in the background
const STILL_MS = 1_500;
const INTERRUPTED_MS = 10_000; // Siri gives the sound back by itself

/** The notes that still count, earliest first. @param {Note[]} notes @param {number} now ms @returns {Note[]} */
export const due = (notes, now) => notes.filter(({ at }) => at >= now - LATE_MS).sort((a, b) => a.at - b.at);

/** Whether these are one note that was worked out twice. @param {Note} one @param {Note} other */
export const isSame = (one, other) => one.tone === other.tone && Math.abs(one.at - other.at) < LATE_MS;

/**
 * What is heard at `perf` stands at `audio`: by the browser's own account where that can be true (in Safari it can't,
 * https://github.com/ruffle-rs/ruffle/pull/6493; before the first sound it is 0), else by what is handed out now and
 * how long that is under way.
 * @param {BaseAudioContext} context @param {number} now ms @returns {Anchor}
 */
export function read(context, now) {
  const { currentTime, outputLatency = 0 } = context;
  const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp?.() ?? {};
  const audio = contextTime + (now - performanceTime) / 1000; // what is heard now
  const isTold = contextTime > 0 && performanceTime > 0 && Math.abs(currentTime - audio) * 1000 < SANE_MS;
  return { perf: now, audio: isTold ? audio : currentTime - outputLatency, isTold };
}

/**
 * The anchor after a new reading. Readings scatter by a buffer's length, so each moves the anchor by a part; a jump is
 * taken as it is. Nothing adds up: the anchor follows the clock that plays.
 * @param {?Anchor} before @param {Anchor} reading @returns {Anchor}
 */
export function follow(before, reading) {
  if (before?.isTold !== reading.isTold) return reading;
  const expected = before.audio + (reading.perf - before.perf) / 1000;
  const off = reading.audio - expected;
  if (Math.abs(off) * 1000 > JUMP_MS) return reading;
  return { ...reading, audio: expected + off * SHARE };
}

/** @param {Anchor} anchor @param {number} at ms @returns {number} s of the audio clock */
export const audioTime = (anchor, at) => anchor.audio + (at - anchor.perf) / 1000;

/**
 * Watches whether the audio clock moves. `still` is for how many ms it has been seen not to.
 * @typedef {{now: number, time: number, still: number}} Seen
 * @param {?Seen} before @param {number} time s of the audio clock @param {number} now ms @returns {Seen}
 */
export function watch(before, time, now) {
  const gap = before ? now - before.now : Infinity;
  return { now, time, still: before?.time === time && gap < UNSEEN_MS ? before.still + gap : 0 };
}

/** Whether the context has to be made anew. @param {string} state the context's @param {?Seen} seen */
export const isDead = (state, seen) =>
  state === 'closed' || seen?.still >= (state === 'interrupted' ? INTERRUPTED_MS : STILL_MS);
