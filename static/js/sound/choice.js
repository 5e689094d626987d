// What a person chose to hear, see and feel during a practice. It is kept on this device.

const NAME = 'sound';

/**
 * @typedef {{speak: 'all'|'count'|'none', tones: boolean, volume: number, voice: ?string, flash: boolean, haptics:
 *   boolean}} Choice `volume` 0–1; `voice` a voiceURI, null for the best of the page's language
 */

const isBoolean = (value) => typeof value === 'boolean';
const FIELDS = {
  speak: ['all', (value) => ['all', 'count', 'none'].includes(value)],
  tones: [true, isBoolean],
  volume: [0.8, (value) => typeof value === 'number' && value >= 0 && value <= 1],
  voice: [null, (value) => value === null || (typeof value === 'string' && value !== '')],
  flash: [true, isBoolean],
  haptics: [true, isBoolean],
};

/** What can be understood of `kept`; the rest as it is for a newcomer. @param {any} kept @returns {Choice} */
export function valid(kept) {
  const field = ([name, [fallback, isValid]]) => [name, isValid(kept?.[name]) ? kept[name] : fallback];
  return Object.fromEntries(Object.entries(FIELDS).map(field));
}

/** @param {import('../records/store.js').Store} store @returns {Promise<Choice>} rejects with StorageError */
export const readChoice = async (store) => valid(await store.setting(NAME));

/**
 * @param {import('../records/store.js').Store} store @param {Choice} choice
 * @returns {Promise<void>} rejects with StorageError
 */
export const keepChoice = (store, choice) => store.set(NAME, valid(choice));
