import { now as at } from '../page/clock.js';

/** This moment, by both clocks of the machine. @returns {import('./machine.js').Now} */
export const now = () => ({ mono: performance.now(), at: at() });

/**
 * Resolves when each of them is settled, or `ms` are over; whoever awaits it later misses no rejection.
 * @param {number} ms @param {Promise<unknown>[]} promises @returns {Promise<unknown>}
 */
export const settleAll = (ms, promises) => Promise.allSettled(promises.map((one) => withTimeout(ms, one)));

/**
 * `promise`, or a rejection after `ms`.
 * @template T @param {number} ms @param {Promise<T>} promise @returns {Promise<T>}
 */
export function withTimeout(ms, promise) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing after ${ms} ms`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
