// Asks the browser not to clear Hinge's storage when the device runs full. Some browsers put the question to the
// person, so it waits until there is something to lose: a saved practice, or Hinge on the home screen.
import { hasPast } from '../records/local.js';

/** True where Hinge runs as an installed app. @returns {boolean} */
export const isInstalled = () => matchMedia('(display-mode: standalone)').matches || navigator.standalone === true;

/**
 * Asks, if that was not granted yet and it makes sense now; a browser that can't say is left alone.
 * @returns {Promise<void>}
 */
export const keepStorage = () => ask().catch(() => {});

async function ask() {
  if (!navigator.storage?.persist || document.documentElement.dataset.practising) return;
  if (await navigator.storage.persisted()) return;
  if (isInstalled() || hasPast()) await navigator.storage.persist();
}
