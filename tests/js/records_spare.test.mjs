// The second database: what was done in it comes back into the first, and nothing of either is lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ASIDE, RUN, STORES } from '../../static/js/records/operations.js';
import { empty, mergeInto, readAll, seed } from '../../static/js/records/spare.js';
import { newId } from '../../static/js/records/store.js';
import { MemoryConnection } from './support/memory.mjs';

const entry = (stamp, data = {}, id = newId()) => ({
  id,
  record: { kind: 'session', id, stamp, device: 'a', deleted: false, data },
  state: 'waiting',
  error: null,
});
const run = (second, id = newId()) => ({ id, lastAt: `2026-11-30T10:00:0${second}.000+01:00` });

function database({ records = [], current, settings = {} } = {}) {
  const made = new MemoryConnection();
  for (const one of records) made.stores.records.set(one.id, one);
  for (const [name, value] of Object.entries(settings)) made.stores.settings.set(name, value);
  if (current) made.stores.runs.set(RUN, current);
  return made;
}

const write = (one, work) => one.transact(STORES, 'readwrite', work);
const all = (one) => one.transact(STORES, 'readonly', readAll);

async function copy(main) {
  const spare = database();
  const contents = await all(main);
  await write(spare, (tx) => seed(tx, contents));
  return spare;
}

async function merge(main, spare) {
  const contents = await all(spare);
  await write(main, (tx) => mergeInto(tx, contents));
  return write(spare, (tx) => empty(tx, contents));
}

test('a copy that nobody changed changes nothing', async () => {
  const main = database({
    records: [entry(1), entry(2)],
    current: run(1),
    settings: { device: 'phone', sync: { on: true } },
  });
  const before = await all(main);
  const spare = await copy(main);
  assert.equal(await merge(main, spare), true);
  assert.deepEqual(await all(main), before);
  assert.deepEqual(await all(spare), { records: [], run: undefined, settings: [] });
});

test('of two changes of a record the rule decides, whichever database has it', async () => {
  const [ours, theirs] = [entry(1), entry(1)];
  const main = database({ records: [ours, { ...theirs, record: { ...theirs.record, stamp: 7 } }] });
  const spare = database({
    records: [{ ...ours, record: { ...ours.record, stamp: 5, data: { note: 'newer' } } }, theirs, entry(3)],
  });
  await merge(main, spare);
  const { records } = await all(main);
  assert.equal(records.length, 3);
  assert.equal(records.find(({ id }) => id === ours.id).record.data.note, 'newer');
  assert.equal(records.find(({ id }) => id === theirs.id).record.stamp, 7);
});

test('the practice in progress goes on where it was last', async () => {
  const id = newId();
  const main = database({ current: run(1, id) });
  await merge(main, database({ current: run(5, id) }));
  assert.deepEqual((await all(main)).run, run(5, id));
  await merge(main, database({ current: run(3, id) }));
  assert.deepEqual((await all(main)).run, run(5, id));
});

test('of two practices in progress neither is lost', async () => {
  const [early, late] = [run(1), run(5)];
  const main = database({ current: early });
  await merge(main, database({ current: late }));
  assert.deepEqual((await all(main)).run, late);
  assert.deepEqual(main.stores.settings.get(ASIDE), [early]);
});

test('a practice that became a session in the spare is no longer in progress', async () => {
  const id = newId();
  const main = database({ current: run(1, id) });
  await merge(main, database({ records: [entry(5, {}, id)] }));
  assert.equal((await all(main)).run, undefined);
});

test('a spare that began empty does not know who this device is, nor its account', async () => {
  const main = database({ settings: { device: 'phone', sync: { account: 'a' }, theme: 'light' } });
  await merge(main, database({ settings: { device: 'other', sync: { account: 'b' }, theme: 'dark' } }));
  assert.deepEqual(Object.fromEntries(main.stores.settings), {
    device: 'phone',
    sync: { account: 'a' },
    theme: 'dark',
  });
});

test('a spare that began as a copy knows what was agreed on since', async () => {
  const main = database({ settings: { device: 'phone', sync: { cursor: '1' } } });
  const spare = await copy(main);
  spare.stores.settings.set('sync', { cursor: '2' });
  await merge(main, spare);
  assert.deepEqual(Object.fromEntries(main.stores.settings), { device: 'phone', sync: { cursor: '2' } });
});

test('what the server took is offered again where a spare may know of another account', async () => {
  const taken = { ...entry(1), state: 'taken' };
  const main = database();
  await merge(main, database({ records: [taken] }));
  assert.equal(main.stores.records.get(taken.id).state, 'waiting');
  const spare = await copy(main);
  spare.stores.records.set(taken.id, taken);
  await merge(main, spare);
  assert.equal(main.stores.records.get(taken.id).state, 'taken');
});

test('a spare that is in use is not written over by a copy', async () => {
  const spare = database({ records: [entry(1)] });
  const before = await all(spare);
  const contents = await all(database({ records: [entry(2)], settings: { device: 'phone' } }));
  await write(spare, (tx) => seed(tx, contents));
  assert.deepEqual(await all(spare), before);
});

test('what another tab put into the spare meanwhile stays there', async () => {
  const spare = database({ records: [entry(1)], current: run(1), settings: { theme: 'dark' } });
  const contents = await all(spare);
  const late = entry(2);
  await write(spare, (tx) => tx.objectStore('records').put(late));
  assert.equal(await write(spare, (tx) => empty(tx, contents)), false);
  assert.deepEqual((await all(spare)).records, [late]);
});

test('a practice that was dropped in the copy does not come back, one that went on in the first database does', async () => {
  const [id, other] = [newId(), run(4)];
  for (const [here, left] of [
    [run(1, id), undefined],
    [run(3, id), run(3, id)],
  ]) {
    for (const begun of [undefined, other]) {
      const main = database({ current: run(1, id) });
      const spare = await copy(main);
      spare.stores.runs.delete(RUN);
      if (begun) spare.stores.runs.set(RUN, begun);
      main.stores.runs.set(RUN, here);
      await merge(main, spare);
      assert.deepEqual(main.stores.runs.get(RUN), begun ?? left);
      assert.deepEqual(main.stores.settings.get(ASIDE), begun && left ? [left] : undefined);
    }
  }
});

test('a record that was let go in the copy does not come back, one that was not copied stays', async () => {
  const [later, kept, taken] = ['later', 'rejected', 'taken'].map((state) => ({ ...entry(1), state }));
  const main = database({ records: [later, kept, taken] });
  const spare = await copy(main);
  const late = { ...entry(1), state: 'later' };
  main.stores.records.set(late.id, late); // of another tab
  spare.stores.records.delete(later.id);
  await merge(main, spare);
  assert.deepEqual(new Set(main.stores.records.keys()), new Set([kept, taken, late].map((one) => one.id)));
});
