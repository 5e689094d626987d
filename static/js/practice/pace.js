// The tempo of a repetition: which phase it is in, and how far.

/**
 * @typedef {{eccentric: number, pause: number, concentric: number}} Tempo seconds of each phase of a repetition
 * @typedef {'eccentric'|'pause'|'concentric'} PhaseOfRep
 */

const PHASES = ['eccentric', 'pause', 'concentric'];

export const PERCENTS = [50, 75, 100, 125, 150, 200]; // of the guide's tempo: 200 is twice as fast

/** The tempo that is written as `3 1 2`. @param {string} text seconds of the three phases @returns {Tempo} */
export function tempoOf(text) {
  const seconds = text.split(' ').map(Number);
  return Object.fromEntries(PHASES.map((phase, at) => [phase, seconds[at]]));
}

/** @param {Tempo} tempo the guide's @param {number} percent of its speed @returns {Tempo} */
export function scale(tempo, percent) {
  return Object.fromEntries(PHASES.map((phase) => [phase, (tempo[phase] * 100) / percent]));
}

/** Milliseconds of one repetition. @param {Tempo} tempo */
export const repetition = (tempo) => 1000 * PHASES.reduce((sum, phase) => sum + tempo[phase], 0);

/**
 * Where a repetition is `ms` after it began; before it begins at its start, after it has ended at its end.
 * @param {Tempo} tempo @param {number} ms
 * @returns {{phase: PhaseOfRep, share: number, left: number}} `share` of the phase that is done, 0–1, and the `left`
 *   milliseconds of it
 */
export function phaseAt(tempo, ms) {
  let left = Math.max(0, ms);
  for (const phase of PHASES) {
    const length = 1000 * tempo[phase];
    if (left < length) return { phase, share: left / length, left: length - left };
    left -= length;
  }
  return { phase: 'concentric', share: 1, left: 0 };
}

/**
 * When each phase begins, in milliseconds after the repetition; a phase of no length is left out.
 * @param {Tempo} tempo @returns {[PhaseOfRep, number][]}
 */
export function phaseStarts(tempo) {
  const { eccentric, pause } = tempo;
  const all = [
    ['eccentric', 0],
    ['pause', 1000 * eccentric],
    ['concentric', 1000 * (eccentric + pause)],
  ];
  return all.filter(([phase]) => tempo[phase] > 0);
}
