// Splits many changes into short transactions.

const MOST = 1_000; // changes in one transaction
const FIRST = 250;
const LEAST = 50;
const AIM_MS = 300; // for one transaction

/**
 * Does `work` on all items part by part, each in a transaction of its own that takes about AIM_MS, so that what another
 * tab asks for comes in between: one that had to wait for 1.2 s would take the database for hung (databases.js).
 * @template T @param {T[]} items
 * @param {(part: T[], done: number) => Promise<void>} work `done`: the items up to the end of this part
 */
export async function inParts(items, work) {
  let size = FIRST;
  for (let at = 0; at < items.length; ) {
    const part = items.slice(at, at + size);
    const began = performance.now();
    at += part.length;
    await work(part, at);
    const fitting = (part.length * AIM_MS) / Math.max(1, performance.now() - began);
    size = Math.round(Math.min(MOST, Math.max(LEAST, fitting)));
  }
}
