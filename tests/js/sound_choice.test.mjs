import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keepChoice, readChoice, valid } from '../../static/js/sound/choice.js';
import { buzz, canBuzz } from '../../static/js/sound/haptics.js';

const NEW = { speak: 'all', tones: true, volume: 0.8, voice: null, flash: true, haptics: true };
const OTHER = {
  speak: 'count',
  tones: false,
  volume: 0,
  voice: 'com.apple.voice.compact.fr-FR.Thomas',
  flash: false,
  haptics: false,
};

function storeWith(kept) {
  const settings = new Map(kept === undefined ? [] : [['sound', kept]]);
  return {
    settings,
    setting: async (name) => settings.get(name),
    set: async (name, value) => void settings.set(name, value),
  };
}

test('a newcomer hears, sees and feels everything', async () => {
  assert.deepEqual(await readChoice(storeWith()), NEW);
});

test('what was chosen is kept', async () => {
  const store = storeWith();
  await keepChoice(store, OTHER);
  assert.deepEqual(await readChoice(store), OTHER);
});

test('what can’t be understood falls back field by field, and takes nothing along', async () => {
  const damaged = { ...OTHER, speak: 'loud', volume: 1.1, voice: '', tones: 0, later: 'field' };
  assert.deepEqual(await readChoice(storeWith(damaged)), {
    ...OTHER,
    speak: 'all',
    volume: 0.8,
    voice: null,
    tones: true,
  });
  for (const volume of [Number.NaN, '0.5', -0.1, null]) assert.equal(valid({ volume }).volume, 0.8);
  for (const kept of [null, 7, 'x', []]) assert.deepEqual(valid(kept), NEW);
});

test('what is kept can be understood', async () => {
  const store = storeWith();
  await keepChoice(store, { ...OTHER, volume: 3, more: 1 });
  assert.deepEqual(store.settings.get('sound'), { ...OTHER, volume: 0.8 });
});

test('a buzz is a pattern of its own for each kind, and nothing where there is no motor', () => {
  Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true });
  buzz('rep');
  assert.equal(canBuzz(), false);
  const felt = [];
  globalThis.navigator.vibrate = (pattern) => felt.push(pattern);
  for (const kind of ['phase', 'rep', 'last', 'side', 'done']) buzz(kind);
  assert.equal(new Set(felt.map(String)).size, 5);
  assert.ok(felt.flat().every((ms) => ms >= 15 && ms <= 300));
  assert.equal(canBuzz(), true);
});
