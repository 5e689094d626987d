import assert from 'node:assert/strict';
import { test } from 'node:test';

import { best, keepResult, readResults } from '../../static/js/depth/results.js';
import { checkRecord } from '../../static/js/records/check.js';
import { bringRetests } from '../../static/js/records/retests.js';
import { memoryStore } from './support/memory.mjs';

const day = (n, bows = [50]) => ({ at: `2026-11-${String(n).padStart(2, '0')}T08:00:00.000+01:00`, bows });

/** A device on which an older version kept this. */
async function keptBefore(kept) {
  const store = memoryStore();
  await store.set('depth', kept);
  return store;
}

test('results are kept as checks, newest first', async () => {
  const store = memoryStore();
  for (const one of [day(1), day(3), day(2, [41, 52, 47])]) await keepResult(store, one);
  const results = await readResults(store);
  assert.deepEqual(results, [day(3), day(2, [41, 52, 47]), day(1)]);
  assert.equal(best(results[1]), 52);
  assert.deepEqual((await store.all()).map(checkRecord), [null, null, null]);
});

test('the newest fifty are shown, and none is lost', async () => {
  const store = memoryStore();
  const start = Date.parse('2026-01-01T00:00:00Z');
  for (let i = 0; i < 53; i++)
    await keepResult(store, { at: new Date(start + i * 86_400_000).toISOString(), bows: [i] });
  const results = await readResults(store);
  assert.deepEqual([results.length, results[0].bows, results.at(-1).bows], [50, [52], [3]]);
  assert.equal((await store.checks()).length, 53);
});

test('a check without bows is no result', async () => {
  const store = memoryStore();
  await store.putCheck({ at: day(1).at, session: null, pain: 3, activities: [], tilts: [], note: '' });
  assert.deepEqual(await readResults(store), []);
});

test('a result can be taken out again, and no other goes with it', async () => {
  const store = memoryStore();
  await keepResult(store, day(2)); // a clock that stood still
  const id = await keepResult(store, day(2));
  await keepResult(store, day(1));
  await store.remove(id);
  assert.deepEqual(await readResults(store), [day(2), day(1)]);
});

test('what an older version kept becomes checks, once', async () => {
  const store = await keptBefore([day(1), day(3), day(2, [41, 52, 47])]);
  await Promise.all([bringRetests(store), bringRetests(store)]);
  await readResults(store);
  const records = await store.all();
  assert.deepEqual(records.map(checkRecord), [null, null, null]);
  assert.equal(new Set(records.map(({ device }) => device)).size, 1);
  assert.deepEqual(await readResults(store), [day(3), day(2, [41, 52, 47]), day(1)]);
  assert.equal(await store.setting('depth'), undefined);
});

test('what a tab with the older scripts keeps afterwards comes too', async () => {
  const store = await keptBefore([day(1)]);
  await readResults(store);
  await store.set('depth', [day(2)]);
  assert.deepEqual(await readResults(store), [day(2), day(1)]);
});

for (const damaged of [null, 'x', {}, 7, []]) {
  test(`where ${JSON.stringify(damaged)} was kept there are no results`, async () => {
    assert.deepEqual(await readResults(await keptBefore(damaged)), []);
  });
}

test('of what is damaged only the sound part is taken', async () => {
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
  assert.deepEqual(await readResults(await keptBefore([...odd, { ...day(4), extra: '<b>' }])), [day(4)]);
});
