// A device brings many records along in short transactions, which may be cut off anywhere.

import assert from 'node:assert/strict';
import test from 'node:test';

import { newId } from '../../static/js/records/id.js';
import { Store } from '../../static/js/records/store.js';
import { Ledger } from '../../static/js/sync/ledger.js';
import { sync } from '../../static/js/sync/protocol.js';
import { MemoryConnection } from './support/memory.mjs';
import { ModelServer } from './support/server.mjs';

const HELD = 2_500;
const MOST = 1_000; // records that one transaction may change
const DATA = { started_at: '2026-11-22T14:03:11.120-05:00', note: '' };
const QUIET = { listen: () => () => {}, tell: () => {} };

/** Notes how many records each transaction changes, and can end like a page that is closed. */
class Watched extends MemoryConnection {
  changed = [];
  left = Infinity; // transactions until it ends

  async transact(names, mode, work) {
    if (this.left-- <= 0) throw new Error('the page is closed');
    const before = this.stores.records;
    const result = await super.transact(names, mode, work);
    const after = this.stores.records;
    const count = [...after].filter(([id, entry]) => before.get(id) !== entry).length;
    if (count > 0) this.changed.push(count);
    return result;
  }
}

/** A device that an account has taken all records of. */
async function device(state = 'taken') {
  const connection = new Watched();
  const store = new Store(connection, QUIET);
  const ledger = new Ledger(store);
  await ledger.join('the first account');
  for (let i = 0; i < HELD; i++) {
    const record = { kind: 'session', id: newId(), stamp: 1, device: 'phone', deleted: false, data: DATA };
    connection.stores.records.set(record.id, { id: record.id, record, state, reason: null });
  }
  connection.changed = [];
  return { connection, store, ledger };
}

/** The same device after its page was closed. */
function reopened({ connection }) {
  connection.left = Infinity;
  const store = new Store(connection, QUIET);
  return { connection, store, ledger: new Ledger(store) };
}

async function stateOf(ledger) {
  const { waiting, agreement } = await ledger.overview();
  return [waiting, agreement.again];
}

async function isWhole(server, { store, ledger }) {
  assert.equal(server.records.size, HELD);
  assert.deepEqual(await stateOf(ledger), [0, false]);
  assert.deepEqual(await sync(ledger, server.fetch), { pushed: 0, pulled: 0 });
  assert.equal((await store.all()).length, HELD);
}

for (const [way, begin] of Object.entries({
  joins: (ledger) => ledger.join('another account').then(() => ledger.offerAll()),
  'is told to start again': (ledger) => ledger.startAgain('the first account'),
  'has its account erased': (ledger) => ledger.leave({ erased: true }),
}))
  test(`a device with many records that ${way} does it in short transactions`, async () => {
    const { connection, ledger } = await device();
    await begin(ledger);
    assert.equal(
      connection.changed.reduce((a, b) => a + b),
      HELD,
    );
    assert.ok(Math.max(...connection.changed) <= MOST, `${connection.changed}`);
    assert.deepEqual(await stateOf(ledger), [HELD, false]);
  });

test('many rejected records are offered to another program in short transactions', async () => {
  const { connection, ledger } = await device('rejected');
  const server = new ModelServer();
  await sync(ledger, server.fetch);
  assert.equal(server.records.size, HELD);
  assert.ok(Math.max(...connection.changed) <= MOST, `${connection.changed}`);
});

for (let cut = 1; cut <= 6; cut++)
  test(`joining that is cut off after ${cut} transactions goes on with the next sync`, async () => {
    const server = new ModelServer();
    const before = await device();
    await before.ledger.join('another account');
    assert.deepEqual(await stateOf(before.ledger), [HELD, true]);
    before.connection.left = cut;
    await assert.rejects(sync(before.ledger, server.fetch), { message: 'the page is closed' });
    const after = reopened(before);
    assert.deepEqual(await stateOf(after.ledger), [HELD, true]);
    assert.equal(server.requests.length, 0);
    await sync(after.ledger, server.fetch);
    await isWhole(server, after);
  });

test('what a person does meanwhile is kept, and comes along', async () => {
  const { connection, store, ledger } = await device();
  const transact = connection.transact.bind(connection);
  const [{ id: changed }, { id: removed }] = await store.all();
  let step = 0;
  connection.transact = async (...asked) => {
    const result = await transact(...asked);
    step += 1;
    if (step === 2) await store.save('session', changed, { ...DATA, note: 'now' });
    if (step === 5) await store.remove(removed);
    return result;
  };
  const server = new ModelServer();
  await ledger.join('another account');
  await sync(ledger, server.fetch);
  assert.equal(server.records.get(changed).record.data.note, 'now');
  assert.equal(server.records.get(removed).record.deleted, true);
  await isWhole(server, { store, ledger });
});

test('two tabs that do it at once leave nothing out', async () => {
  const one = await device();
  const another = reopened(one);
  await one.ledger.join('another account');
  const server = new ModelServer();
  await Promise.all([sync(one.ledger, server.fetch), sync(another.ledger, server.fetch)]);
  await isWhole(server, one);
});
