// A dose for this once, in the address of a practice: `/practice/hip-hinge/#dose=reps:8,rounds:1,tempo:125`.

import { DOSE } from '../records/kinds.js';
import { object } from '../records/shape.js';

/**
 * @typedef {{reps: number, rounds: number, tempo: number}} Dose `reps` a side in each round; `tempo` in per cent of the
 *   guide's own duration of a repetition
 */

const HASH = /^#dose=reps:([1-9]\d*),rounds:([1-9]\d*),tempo:([1-9]\d*)$/;

const shape = object(DOSE);

/** Whether a dose is within the limits of a plan. @param {Dose} dose */
export const isDose = (dose) => shape(dose, '') === null;

/** @param {Dose} dose @returns {string} the hash that `doseIn` reads */
export const hashOf = ({ reps, rounds, tempo }) => `#dose=reps:${reps},rounds:${rounds},tempo:${tempo}`;

/** @param {string} hash of an address @returns {?Dose} null for anything but a dose within the limits */
export function doseIn(hash) {
  const [, reps, rounds, tempo] = (HASH.exec(hash) ?? []).map(Number);
  const dose = { reps, rounds, tempo };
  return isDose(dose) ? dose : null;
}
