// What a phone did not measure: a page that is throttled gets no samples for some seconds.

import { GRID } from './grid.js';

const SILENT_S = 1; // between two samples: the slowest phone measures ten times as often
const KEPT_S = 180; // twice as far back as is looked

export class Gaps {
  #all = [];

  /**
   * Takes the time between two samples, if it is a gap.
   * @param {number} from seconds @param {number} to seconds
   * @param {?number} period seconds, of the set that was going on; null where there was none
   */
  add(from, to, period) {
    if (to - from <= SILENT_S) return;
    this.#all = [...this.#all.filter((gap) => gap.to > from - KEPT_S), { from, to, period, isFilled: false }];
  }

  /** @returns {number} seconds between two moments that were not measured */
  between(from, to) {
    return this.#all.reduce((sum, gap) => sum + Math.max(0, Math.min(gap.to, to) - Math.max(gap.from, from)), 0);
  }

  /**
   * Fills the gaps with what was done whole periods before them, if a set was going on, else with what was done after
   * them, as soon as two periods of it are known.
   * @param {Grid} grid @param {?number} period seconds, of what was done last
   */
  fill(grid, period) {
    for (const gap of this.#all) {
      const T = gap.period ?? period;
      if (gap.isFilled || !T) continue;
      const away = Math.ceil((gap.to - gap.from) / T) * T;
      if (!gap.period && grid.end - gap.to < Math.max(2 * T, away)) continue;
      const [first, last] = [grid.at(gap.from), grid.at(gap.to)];
      grid.copy(first, last, Math.round(away / GRID) * (gap.period ? -1 : 1));
      gap.isFilled = true;
    }
  }
}
