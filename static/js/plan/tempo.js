// The tempo of a plan, in per cent of the guide's own duration of a repetition, and the speed that people choose. Pure.

const SPEEDS = [50, 75, 100, 125, 150, 200]; // in per cent of the guide's: those of practice/pace.js

const tempoOf = (speed) => Math.round(10_000 / speed);

/** What can be chosen, the slowest first. */
export const TEMPOS = SPEEDS.map(tempoOf);

/** @param {number} tempo 50 to 200 @returns {number} per cent of the guide's speed: a usual one, or the nearest */
export const speedOf = (tempo) => SPEEDS.find((speed) => tempoOf(speed) === tempo) ?? tempoOf(tempo);
