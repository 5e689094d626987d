// The order of learning, as Today shows it; its rules are in plan/order.js.

import { learned } from '../plan/order.js';

/** @typedef {import('../records/session.js').Session} Session */

/**
 * Marks the guides of templates/today/order.html.
 * @param {Element} root @param {Session[]} sessions @param {import('../plan/plans.js').Entry[]} plans all living ones
 */
export function markOrder(root, sessions, plans) {
  const rows = [...root.querySelectorAll('[data-learn]')];
  const states = learned(orderOf(root), sessions, plans);
  for (const row of rows) {
    for (const word of row.querySelectorAll('[data-learned]')) {
      word.hidden = word.dataset.learned !== states.get(row.dataset.learn);
    }
  }
}

/** The slugs of every guide, in the order of learning. */
const orderOf = (root) => [...root.querySelectorAll('[data-learn]')].map((row) => row.dataset.learn);
