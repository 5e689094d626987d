import assert from 'node:assert/strict';
import { test } from 'node:test';

import { best, dropResult, keepResult, readResults, valid } from '../../static/js/depth/results.js';

const day = (n, bows = [50]) => ({ at: `2026-11-${String(n).padStart(2, '0')}T08:00:00.000+01:00`, bows });

/** What the store does with settings. */
function memory(kept) {
  const settings = new Map([['depth', kept]]);
  return { setting: async (name) => settings.get(name), set: async (name, value) => void settings.set(name, value) };
}

test('results are kept newest first, however they were kept before', async () => {
  const store = memory([day(1), day(3)]);
  await keepResult(store, day(2, [41, 52, 47]));
  const results = await readResults(store);
  assert.deepEqual(
    results.map(({ at }) => at.slice(8, 10)),
    ['03', '02', '01'],
  );
  assert.equal(best(results[1]), 52);
});

test('the newest fifty are kept', async () => {
  const store = memory(undefined);
  const start = Date.parse('2026-01-01T00:00:00Z');
  for (let i = 0; i < 53; i++)
    await keepResult(store, { at: new Date(start + i * 86_400_000).toISOString(), bows: [i] });
  const results = await readResults(store);
  assert.deepEqual([results.length, results[0].bows, results.at(-1).bows], [50, [52], [3]]);
});

test('a result can be taken out again, and no other goes with it', async () => {
  const store = memory([day(2), day(2), day(2, [60]), day(1)]); // a clock that stood still
  await dropResult(store, day(2));
  await dropResult(store, day(9));
  assert.deepEqual(await readResults(store), [day(2), day(2, [60]), day(1)]);
});

for (const damaged of [null, 'x', {}, 7]) {
  test(`where ${JSON.stringify(damaged)} is kept there are no results`, () => assert.deepEqual(valid(damaged), []));
}

test('of what is damaged only the sound part is read', () => {
  const odd = [
    null,
    5,
    {},
    day(1, []),
    day(1, [50.5]),
    day(1, ['50']),
    day(1, [181]),
    day(1, [-1]),
    { at: 'today', bows: [50] },
    { at: '2026-13-45T08:00:00Z', bows: [50] },
  ];
  assert.deepEqual(valid([...odd, { ...day(4), extra: '<b>' }]), [day(4)]);
});
