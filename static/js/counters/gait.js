// Walking: the length of the acceleration repeats with every step.

import { GRID } from './grid.js';

const WINDOW = Math.round(2.4 / GRID); // four steps or so
const QUICK = 6; // bins at each side of the mean that is taken off: what takes longer than a second is no step
const SLOWEST = Math.round(0.8 / GRID);
const REGULAR = 0.35; // correlation from step to step; lifting has about 0.2
const FASTEST = Math.round(0.32 / GRID);

/** @param {Grid} grid with the length of the acceleration on its first axis
 * @returns {number} how much of it are steps, root mean square in the same unit; 0 where there is no regular step */
export function steps(grid) {
  if (grid.length < WINDOW) return 0;
  const first = grid.length - WINDOW;
  const last = Array.from({ length: WINDOW }, (_, i) => grid.mean(0, first + i, first + i + 1));
  const quick = last.map((v, i) => {
    const around = last.slice(Math.max(0, i - QUICK), i + QUICK + 1);
    return v - around.reduce((a, b) => a + b) / around.length;
  });
  const power = quick.reduce((a, v) => a + v * v, 0) / WINDOW;
  let best = 0;
  for (let lag = FASTEST; lag <= SLOWEST; lag += 1) {
    let [product, one, other] = [0, 0, 0];
    for (let i = lag; i < WINDOW; i += 1) {
      product += quick[i] * quick[i - lag];
      one += quick[i] ** 2;
      other += quick[i - lag] ** 2;
    }
    best = Math.max(best, product / Math.sqrt(one * other + 1e-12));
  }
  return best > REGULAR ? Math.sqrt(power * best) : 0;
}
