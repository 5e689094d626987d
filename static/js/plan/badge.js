// A dot on the app's icon while the plan has something for today. Browsers show it on an installed app alone.

import { BADGE } from '../page/badge.js';
import { onRenewal, today } from '../page/clock.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { whenOpen } from '../records/store.js';
import { dueOn, inForce } from './plans.js';

/** Shows what holds now, and again whenever that may have changed. */
export async function startBadge() {
  const store = await whenOpen();
  let turn = 0;
  const show = () =>
    ignoreStorageError(async () => {
      turn += 1;
      const mine = turn;
      const isWanted = await isDue(store);
      if (mine === turn) await mark(isWanted);
    });
  store.onChange(({ what }) => what !== 'run' && show());
  onRenewal(show);
  await show();
}

/**
 * Whether anything of the plan is left for today, and a dot is wanted.
 * @param {import('../records/store.js').Store} store @returns {Promise<boolean>}
 */
export async function isDue(store) {
  const [isWanted, plans] = await Promise.all([store.setting(BADGE, true), store.plans()]);
  const plan = inForce(plans, today())?.record.data;
  if (!isWanted || !plan || dueOn(plan, [], today()).length === 0) return false; // practices may be thousands
  const sessions = (await store.sessions()).map(({ record }) => record.data);
  return dueOn(plan, sessions, today()).some(({ isDone }) => !isDone);
}

/** @param {boolean} isOn */
async function mark(isOn) {
  try {
    await (isOn ? navigator.setAppBadge() : navigator.clearAppBadge());
  } catch {
    // Refused: where notifications are off, or in a frame.
  }
}
