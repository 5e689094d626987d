// The way to the home screen from this very browser.

import { wayHome } from './browser.js';
import { isInstalled } from './persist.js';

export function wayHere() {
  const { userAgent, maxTouchPoints, serviceWorker } = navigator;
  const isTouched = matchMedia('(pointer: coarse)').matches && !('onbeforeinstallprompt' in window);
  return wayHome({
    userAgent,
    maxTouchPoints,
    isInstalled: isInstalled(),
    hasWorker: Boolean(serviceWorker),
    isTouched,
  });
}
