// Whether the screen can stay on in a set that nobody touches.

import { isApple, isLockVain } from '../pwa/browser.js';
import { isInstalled } from '../pwa/persist.js';

/** @returns {'stays'|'ios'|'dark'} `ios`, `dark`: it goes dark by itself, on an iPhone or iPad, or elsewhere */
export function screenStays() {
  const { userAgent, maxTouchPoints } = navigator;
  const agent = { userAgent, maxTouchPoints };
  const isVain = isLockVain({ ...agent, isInstalled: isInstalled(), hasIterator: 'Iterator' in globalThis });
  if (navigator.wakeLock && !isVain) return 'stays';
  return isApple(agent) ? 'ios' : 'dark';
}
