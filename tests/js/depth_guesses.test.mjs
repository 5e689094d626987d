import assert from 'node:assert/strict';
import { test } from 'node:test';

import { forgetGuess, keepGuess, readGuesses } from '../../static/js/depth/guesses.js';
import { memoryStore } from './support/memory.mjs';

const at = (n) => new Date(Date.parse('2026-01-01T00:00:00Z') + n * 86_400_000).toISOString();

test('a guess is kept by the moment of its result, and goes with it', async () => {
  const store = memoryStore();
  assert.deepEqual(await readGuesses(store), {});
  await keepGuess(store, at(1), 60);
  await keepGuess(store, at(2), 40);
  await forgetGuess(store, at(1));
  await forgetGuess(store, at(7));
  assert.deepEqual(await readGuesses(store), { [at(2)]: 40 });
});

test('the newest fifty are kept, and no record has them', async () => {
  const store = memoryStore();
  for (let i = 0; i < 53; i++) await keepGuess(store, at(i), 30);
  const kept = Object.keys(await readGuesses(store));
  assert.deepEqual([kept.length, kept[0], kept.at(-1)], [50, at(3), at(52)]);
  assert.deepEqual(await store.all(), []);
});
