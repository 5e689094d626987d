// Keeps practices that this version can't read (damaged, or of a newer version) until a version can.

import { ASIDE } from '../records/operations.js';
import { sessionOf } from '../records/session.js';
import { restore, unfinished } from './restore.js';

/** @param {import('../records/store.js').Store} store @param {unknown} saved @returns {Promise<void>} */
export async function putAside(store, saved) {
  await store.set(ASIDE, [...(await store.setting(ASIDE, [])), saved]);
}

/**
 * Makes sessions of those that can be read by now.
 * @param {import('../records/store.js').Store} store @returns {Promise<void>}
 */
export async function bringBack(store) {
  const aside = await store.setting(ASIDE, []);
  for (const run of aside.map(unfinished)) {
    if (!run || (await store.entry(run.id))) continue;
    await store.save('session', run.id, sessionOf(run));
  }
  const left = aside.filter((saved) => restore(saved) === null);
  if (left.length < aside.length) await store.set(ASIDE, left);
}
