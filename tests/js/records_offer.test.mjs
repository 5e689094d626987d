import assert from 'node:assert/strict';
import test from 'node:test';

import { StorageError } from '../../static/js/records/errors.js';
import { newId } from '../../static/js/records/id.js';
import { compare } from '../../static/js/records/merge.js';
import { Store } from '../../static/js/records/store.js';
import { DAMAGED, WHOLE } from './support/damaged.mjs';
import { MemoryConnection, memoryStore } from './support/memory.mjs';
import { DATA } from './support/syncing.mjs';

test('a file that is read twice changes nothing the second time', async () => {
  const store = memoryStore();
  const held = await store.save('session', newId(), DATA);
  const other = { ...held, id: newId(), device: 'other' };
  const newer = { ...held, stamp: held.stamp + 5, device: 'other', data: { ...DATA, note: 'newer' } };
  const older = { ...held, stamp: held.stamp - 5, data: { ...DATA, note: 'older' } };
  const grave = { ...held, id: newId(), deleted: true, data: null };
  assert.deepEqual(await store.offer([other, newer, older, grave]), { added: 1, changed: 1, same: 2 });
  const before = await store.all();
  assert.deepEqual(await store.offer([other, newer, older, grave]), { added: 0, changed: 0, same: 4 });
  assert.deepEqual(await store.all(), before);
  assert.equal((await store.entry(held.id)).record.data.note, 'newer');
});

test('a file with something that is no record brings nothing', async () => {
  const store = memoryStore();
  const good = { kind: 'session', id: newId(), stamp: 1, device: 'a', deleted: false, data: DATA };
  await assert.rejects(store.offer([good, { ...good, id: 'no id' }]), TypeError);
  assert.deepEqual(await store.all(), []);
});

test('a change that is held damaged gives way to the same change whole, as a change of its own', async () => {
  const store = memoryStore();
  await store.offer([DAMAGED]);
  assert.deepEqual(await store.offer([WHOLE]), { added: 0, changed: 1, same: 0 });
  const [mended] = await store.all();
  assert.deepEqual(mended.data, WHOLE.data);
  assert.ok(compare(mended, WHOLE) > 0, 'so that every other device and the server take it');
  assert.equal(await store.waiting(), 1);
  assert.deepEqual(await store.offer([WHOLE]), { added: 0, changed: 0, same: 1 });
  assert.deepEqual(await store.all(), [mended]);
});

test('what came after a damaged change is not undone by mending it', async () => {
  const store = memoryStore();
  await store.offer([DAMAGED]);
  await store.offer([WHOLE]);
  const later = { ...WHOLE, stamp: 7, data: { ...DATA, note: 'later' } };
  assert.deepEqual(await store.offer([later]), { added: 0, changed: 1, same: 0 });
  assert.deepEqual(await store.offer([WHOLE]), { added: 0, changed: 0, same: 1 });
  assert.deepEqual(await store.all(), [later]);
});

test('a damaged file does not take the place of what is held whole', async () => {
  const store = memoryStore();
  await store.offer([WHOLE]);
  assert.deepEqual(await store.offer([DAMAGED]), {
    added: 0,
    changed: 0,
    same: 1,
  });
  assert.deepEqual(await store.all(), [WHOLE]);
});

const many = (count) =>
  Array.from({ length: count }, () => ({
    kind: 'session',
    id: newId(),
    stamp: 5,
    device: 'other',
    deleted: false,
    data: DATA,
  }));

test('a large file comes in part by part, is told of once, and tells how far it is', async () => {
  const told = [];
  const store = memoryStore({ listen: () => () => {}, tell: (what) => told.push(what) });
  const records = many(3000);
  const reached = [];
  assert.deepEqual(await store.offer([...records, ...records], (done) => reached.push(done)), {
    added: 3000,
    changed: 0,
    same: 3000,
  });
  assert.deepEqual(told, ['records']);
  assert.deepEqual(
    reached,
    [...new Set(reached)].sort((a, b) => a - b),
  );
  assert.equal(reached[0], 0);
  assert.equal(reached.at(-1), 6000);
  assert.ok(reached.length >= 7, 'no transaction has more than a thousand');
  assert.equal((await store.all()).length, 3000);
});

test('what came in before the phone was full stays, and the rest comes in the next time', async () => {
  const connection = new MemoryConnection();
  const store = new Store(connection, { listen: () => () => {}, tell: () => {} });
  const records = many(900);
  const transact = connection.transact.bind(connection);
  let writes = 0;
  connection.transact = (names, mode, work) => {
    if (mode === 'readwrite' && ++writes > 1) return Promise.reject(new StorageError('full'));
    return transact(names, mode, work);
  };
  let reached;
  const onProgress = (done) => {
    reached = done;
  };
  await assert.rejects(store.offer(records, onProgress), StorageError);
  const first = (await store.all()).length;
  assert.ok(first > 0 && first < 900);
  assert.equal(reached, first);
  connection.transact = transact;
  assert.deepEqual(await store.offer(records), { added: 900 - first, changed: 0, same: first });
  assert.equal((await store.all()).length, 900);
});
