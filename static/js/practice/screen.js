// Whether the browser can keep the screen on.

import { isLockVain } from '../pwa/browser.js';
import { isInstalled } from '../pwa/persist.js';

/** @returns {boolean} */
export function screenStays() {
  const { userAgent, maxTouchPoints, wakeLock } = navigator;
  return (
    Boolean(wakeLock) &&
    !isLockVain({ userAgent, maxTouchPoints, isInstalled: isInstalled(), hasIterator: 'Iterator' in globalThis })
  );
}
