// Which angles can be trusted, and how exactly. docs/camera.md has the errors that this stands on.

const VIEW = 35; // degrees off the side
const SURE = 0.3; // the least score: a joint behind a weight plate has less
const EXACT = 5; // degrees

/**
 * Which angle may be shown, stored and commented on.
 * @param {{shoulder: Point, hip: Point, knee: ?Point, ankle: Point}} lines @param {?number} view degrees off the side
 * @returns {{hip: boolean, knee: boolean}}
 */
export function trusted({ shoulder, hip, knee, ankle }, view) {
  const sure = (...joints) => view !== null && view <= VIEW && joints.every((joint) => joint?.[2] >= SURE);
  return { hip: sure(shoulder, hip, knee), knee: sure(hip, knee, ankle) };
}

/** An angle as it may be shown. @param {number} degrees */
export const rounded = (degrees) => EXACT * Math.round(Math.max(0, degrees) / EXACT);
