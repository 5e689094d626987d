// Which angles can be trusted, and how exactly. docs/camera.md has the errors that this stands on.

const HIP_VIEW = 45; // degrees off the side
const KNEE_VIEW = 30;
const SURE = 0.3; // the least score: a joint behind a weight plate has less
const EXACT = 5; // degrees

/** @param {Point[]} joints that make the angle; null where one was not found @param {?number} view degrees off the side */
const sure = (joints, view, limit) => view !== null && view <= limit && joints.every((joint) => joint?.[2] >= SURE);

/** @returns {{hip: boolean, knee: boolean}} which angle may be shown, stored and commented on */
export function trusted({ shoulder, hip, knee, ankle }, view) {
  return { hip: sure([shoulder, hip, knee], view, HIP_VIEW), knee: sure([hip, knee, ankle], view, KNEE_VIEW) };
}

/** An angle as it may be shown. @param {number} degrees */
export const rounded = (degrees) => EXACT * Math.round(Math.max(0, degrees) / EXACT);
