// Which ten pictures a round shows. Pure, but for chance, which is given to it.

export const PICTURES = 10;
const FEWEST = 3; // wrong ones
const MOST = 7;
const STEP = 5; // of the sheet's numbers, in tenths of a degree and mm
const TURNS = 2; // how often at most a mistake comes: so half of the wrong ones differ

/**
 * @typedef {{number: number, isWrong: boolean, person: string, mirrored: boolean, shares: [number, number]}} Asked
 *   `number`: of the mistake that is shown, or whose right picture is; `shares` of the two other poses of three
 */

/**
 * @param {object} guide of the sheet (hinge_pwa/guides/quiz/sheet.py) @param {() => number} chance 0 to below 1
 * @returns {Asked[]} ten
 */
export function round(guide, chance = Math.random) {
  const numbers = Object.keys(guide.marks).map(Number);
  const most = Math.min(MOST, TURNS * numbers.length);
  const fewest = Math.min(FEWEST, most);
  const wrong = fewest + Math.floor(chance() * (most - fewest + 1));
  const mistakes = dealt(numbers, wrong, chance).map((number) => ({ number, isWrong: true }));
  const clean = dealt(numbers, PICTURES - wrong, chance).map((number) => ({ number, isWrong: false }));
  return shuffled([...mistakes, ...clean], chance).map((one) => ({
    ...one,
    person: shuffled(Object.keys(guide.people), chance).find((name) => guide.people[name].poses[one.number]),
    mirrored: chance() < 0.5,
    shares: shares(chance),
  }));
}

/** `n` of them, each again only once all have come. */
function dealt(items, n, chance) {
  const found = [];
  while (found.length < n) found.push(...shuffled(items, chance));
  return found.slice(0, n);
}

function shuffled(items, chance) {
  const found = [...items];
  for (let i = found.length - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1));
    [found[i], found[j]] = [found[j], found[i]];
  }
  return found;
}

/** A point anywhere in a triangle. */
function shares(chance) {
  const far = Math.sqrt(chance());
  const side = chance();
  return [far * side, far * (1 - side)];
}

/**
 * The numbers of the pose that is asked.
 * @param {object} guide @param {Asked} asked @returns {{setting: object, numbers: number[]}}
 */
export function poseOf(guide, { number, isWrong, person, shares: [a, b] }) {
  const [setting, first, one, other] = guide.people[person].poses[number][isWrong ? 0 : 1];
  return {
    setting: guide.settings[setting],
    numbers: first.map((value, i) => STEP * (value + a * one[i] + b * other[i])),
  };
}
