// Whether the app's icon has a dot while the plan has something for today.

import { BADGE, hasBadge } from '../page/badge.js';
import { ignoreStorageError } from '../page/storage-errors.js';

/** @param {HTMLElement} section @param {import('../records/store.js').Store} store */
export async function startBadgeChoice(section, store) {
  section.hidden = !hasBadge();
  const box = section.querySelector('input');
  const draw = () =>
    ignoreStorageError(async () => {
      box.checked = await store.setting(BADGE, true);
    });
  box.addEventListener('change', () => ignoreStorageError(() => store.set(BADGE, box.checked)));
  store.onChange(({ what, here }) => what === 'settings' && !here && draw());
  await draw();
}
