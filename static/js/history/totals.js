import { fill } from '../page/dom.js';

/**
 * Fills the table of what was done this week and ever.
 * @param {HTMLTableElement} table @param {Record<'week'|'ever', import('../records/days.js').Totals>} sums
 * @param {(value: number) => string} number how a number is written
 */
export function showTotals(table, sums, number) {
  for (const [name, sum] of Object.entries(sums)) {
    const written = Object.entries(sum).map(([field, value]) => [field, number(value)]);
    fill(table.querySelector(`[data-totals="${name}"]`), Object.fromEntries(written));
  }
  const { left, right, both } = sums.ever;
  const isBoth = both > 0;
  const isSided = !isBoth || left + right > 0;
  table.toggleAttribute('data-both', isBoth && isSided);
  for (const cell of table.querySelectorAll('[data-side]')) {
    cell.hidden = cell.dataset.side === 'both' ? !isBoth : !isSided;
  }
}
