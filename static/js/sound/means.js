// By what a person is led on this device: not every browser has a voice or tones.

import { readChoice, valid } from './choice.js';
import { Voice } from './voice.js';

/**
 * @typedef {'voice'|'tones'|'picture'|'silence'} Means `picture`: nothing can be heard here; `silence`: nothing is
 *   wanted
 */

/** Whether there are tones; Lockdown Mode has none. */
export const hasTones = () => Boolean(globalThis.AudioContext);

/**
 * What leads beside the picture, as far as can be told without a press. Tones stand in for a voice that is wanted and
 * missing.
 * @param {import('../records/store.js').Store} store @param {string} language BCP 47
 * @returns {Promise<Means>} within two seconds
 */
export async function leading(store, language) {
  // as for a newcomer, where nothing can be read
  const { speak, tones } = await readChoice(store).catch(() => valid(null));
  if (speak === 'none' && !tones) return 'silence';
  if (speak !== 'none' && (await Voice.voices(language)).length > 0) return 'voice';
  return hasTones() ? 'tones' : 'picture';
}
