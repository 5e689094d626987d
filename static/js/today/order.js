// The order of learning: what this person has practised so far, and what comes after it.

/**
 * Marks the guides of templates/today/order.html.
 * @param {Element} root @param {import('../records/entry.js').Entry[]} entries
 */
export function markOrder(root, entries) {
  const rows = [...root.querySelectorAll('[data-learn]')];
  const states = learned(
    rows.map((row) => row.dataset.learn),
    entries.map((entry) => entry.record.data.guide),
  );
  for (const row of rows) {
    for (const word of row.querySelectorAll('[data-learned]')) {
      word.hidden = word.dataset.learned !== states.get(row.dataset.learn);
    }
  }
}

/**
 * @param {string[]} order every guide, in the order of learning
 * @param {string[]} practised guides, each as often as it was
 * @returns {Map<string, 'practised'|'next'>} the next is the first that was not practised; with none practised there is
 *   none
 */
export function learned(order, practised) {
  const done = new Set(practised);
  const states = new Map(order.filter((guide) => done.has(guide)).map((guide) => [guide, 'practised']));
  const next = order.find((guide) => !done.has(guide));
  if (states.size > 0 && next) states.set(next, 'next');
  return states;
}
