// Retests as checks: the tilts of the bows say how a person is at that moment.

import { checkData } from './check.js';
import { newId } from './id.js';
import { put } from './operations.js';

const NAME = 'depth'; // of the setting in which an older version kept them

/**
 * The data of a check.
 * @param {{at: string, bows: number[]}} retest `at`: RFC 3339; `bows`: whole degrees @returns {object}
 */
export const checkOf = ({ at, bows }) => ({ at, session: null, pain: null, activities: [], tilts: bows, note: '' });

const isRetest = (one) => Array.isArray(one?.bows) && one.bows.length > 0 && checkData('check', checkOf(one)) === null;

/**
 * Makes checks of what an older version kept on this device. In one transaction, so that two tabs make none twice.
 * @param {import('./store.js').Store} store @returns {Promise<void>} rejects with StorageError
 */
export async function bringRetests(store) {
  if ((await store.setting(NAME)) === undefined) return;
  await store.alter(async (tx, touch) => {
    const settings = tx.objectStore('settings');
    const kept = await settings.get(NAME);
    const retests = Array.isArray(kept) ? kept.filter(isRetest) : [];
    for (const one of retests) {
      await put(tx, 'check', newId(Date.parse(one.at)), checkOf(one), null);
      touch();
    }
    await settings.delete(NAME);
  });
}
