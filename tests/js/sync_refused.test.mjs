import assert from 'node:assert/strict';
import test from 'node:test';

import { isTaken, rejectionOf } from '../../static/js/records/entry.js';
import { newId } from '../../static/js/records/id.js';
import { sync } from '../../static/js/sync/protocol.js';
import { ModelServer, refuse } from './support/server.mjs';
import { DATA, nothingHappens, phone } from './support/syncing.mjs';

const BAD = { code: 'invalid', field: 'data.note' };

test('a record too large for any request is kept and named, and holds nothing else up', async () => {
  const server = new ModelServer();
  const { store, ledger } = await phone({ sessions: 20 });
  const big = await store.save('session', newId(), { ...DATA, note: 'x'.repeat(1_100_000) });
  await store.save('session', newId(), DATA);
  await sync(ledger, server.fetch);
  assert.equal(server.records.size, 21);
  assert.deepEqual(rejectionOf(await store.entry(big.id)), { code: 'too_large', field: '' });
  assert.equal(await store.waiting(), 1);
  await nothingHappens(server, { store, ledger });
});

test('a full account takes every change and keeps nothing of a phone from the others', async () => {
  const server = new ModelServer();
  const [a, b] = [await phone({ sessions: 700 }), await phone()];
  await sync(a.ledger, server.fetch);
  await sync(b.ledger, server.fetch);
  server.room = 710;
  for (let i = 0; i < 900; i++)
    await a.store.save('session', `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`, DATA);
  await a.store.save('session', a.made[3].id, { ...DATA, note: 'edited' });
  await a.store.remove(a.made[5].id);
  const before = server.requests.length;
  await sync(a.ledger, server.fetch);
  assert.ok(server.requests.length - before < 30);
  await sync(b.ledger, server.fetch);
  assert.equal((await b.store.entry(a.made[3].id)).record.data.note, 'edited');
  assert.equal(await b.store.entry(a.made[5].id), undefined);
  assert.equal((await a.store.sessions()).length, 1599);
  assert.equal(server.records.size, 710);
  const refused = await a.ledger.rejected();
  assert.equal(refused.length, 890);
  assert.ok(refused.every(({ reason }) => reason.code === 'account_full'));
  await nothingHappens(server, a, b);
});

test('a refused record is kept with the reason, and offered again only once it changed', async () => {
  const server = new ModelServer(({ data }) => (data?.note === 'bad' ? BAD : null));
  const { store, ledger, made } = await phone({ sessions: 2 });
  const { id } = await store.save('session', newId(), { ...DATA, note: 'bad' });
  await sync(ledger, server.fetch);
  assert.deepEqual([...server.records.keys()].sort(), made.map((record) => record.id).sort());
  assert.deepEqual(rejectionOf(await store.entry(id)), BAD);
  assert.equal(isTaken(await store.entry(id)), false);
  assert.equal(await store.waiting(), 1);
  await nothingHappens(server, { store, ledger });

  await store.save('session', id, { ...DATA, note: 'mended' });
  assert.equal(rejectionOf(await store.entry(id)), null);
  await sync(ledger, server.fetch);
  assert.equal(isTaken(await store.entry(id)), true);
  await nothingHappens(server, { store, ledger });
});

test('a refusal does not stick to a change made while the request was under way', async () => {
  const server = new ModelServer(({ data }) => (data?.note === 'bad' ? BAD : null));
  const { store, ledger } = await phone();
  const { id } = await store.save('session', newId(), { ...DATA, note: 'bad' });
  let mended = false;
  await sync(ledger, async (...request) => {
    const response = await server.fetch(...request);
    if (!mended) await store.save('session', id, { ...DATA, note: 'mended' });
    mended = true;
    return response;
  });
  assert.equal((await store.entry(id)).state, 'taken');
  await nothingHappens(server, { store, ledger });
});

test('what one program refused is offered to the next one, once', async () => {
  const knows = new Set(['session']);
  const server = new ModelServer(({ kind, data }) =>
    !knows.has(kind) ? { code: 'unknown_kind', field: 'kind' } : data?.note === 'bad' ? BAD : null,
  );
  const { store, ledger } = await phone({ sessions: 1, note: 'bad' });
  await store.putPlan({ words: 'x' });
  await store.putCheck({ note: 'x' });
  await sync(ledger, server.fetch);
  const { waiting, rejected, later } = await ledger.overview();
  assert.deepEqual([waiting, rejected, later], [3, 1, 2]);
  await nothingHappens(server, { store, ledger });

  for (const kind of ['plan', 'check']) knows.add(kind);
  server.program = '0000000000000002';
  server.requests = [];
  await sync(ledger, server.fetch);
  assert.deepEqual(
    server.requests.map(({ changes }) => changes.length),
    [0, 3],
    'all, once',
  );
  assert.deepEqual([...server.records.values()].map(({ record }) => record.kind).sort(), ['check', 'plan']);
  assert.deepEqual(
    (await ledger.rejected()).map(({ state, reason }) => [state, reason]),
    [['rejected', BAD]],
  );
  await nothingHappens(server, { store, ledger });
});

test('what Hinge 0.1.0 kept as refused is offered once more', async () => {
  const server = new ModelServer(({ kind }) => (kind === 'plan' ? { code: 'unknown_kind', field: 'kind' } : null));
  const { store, ledger } = await phone();
  const { id } = await store.save('plan', newId(), { x: 1 });
  await store.alter(async (tx) => {
    const records = tx.objectStore('records');
    const { record } = await records.get(id);
    await records.put({
      id,
      record,
      state: 'rejected',
      error: 'kind plan is reserved: this server does not take it yet',
    });
  });
  assert.deepEqual(rejectionOf(await store.entry(id)), { code: 'other', field: '' });
  await sync(ledger, server.fetch);
  assert.deepEqual(
    (await ledger.rejected()).map(({ state }) => state),
    ['later'],
  );
  await nothingHappens(server, { store, ledger });
});

test('a server that does not name its program, and two that take turns, are not asked without end', async () => {
  const server = new ModelServer(() => BAD);
  const { store, ledger } = await phone({ sessions: 1 });
  let requests = 0;
  await sync(ledger, (...request) => {
    server.program = `${requests++ % 2}`.padStart(16, '0');
    return server.fetch(...request);
  });
  assert.ok(requests < 6, `${requests} requests`);
  server.program = null;
  await nothingHappens(server, { store, ledger });
});

test('sync that is turned off leaves nothing refused, for no server refuses it any more', async () => {
  const server = new ModelServer(() => BAD);
  const { ledger } = await phone({ sessions: 2 });
  await sync(ledger, server.fetch);
  assert.equal((await ledger.overview()).rejected, 2);
  await ledger.leave();
  assert.deepEqual(await ledger.rejected(), []);
});

test('a record that makes the server refuse the whole request is found, and the rest goes through', async () => {
  const server = new ModelServer();
  const { store, ledger } = await phone({ sessions: 40 });
  const poison = await store.save('session', newId(), { ...DATA, note: 'poison' });
  await store.save('session', newId(), DATA);
  const picky = (path, options) =>
    options.body.includes('poison') ? refuse(400, 'invalid_request') : server.fetch(path, options);
  await sync(ledger, picky);
  assert.equal(server.records.size, 41);
  assert.deepEqual(rejectionOf(await store.entry(poison.id)), { code: 'invalid_request', field: '' });
  await nothingHappens(server, { store, ledger });
});

test('a server that refuses the request itself blames no record', async () => {
  const { store, ledger } = await phone({ sessions: 5 });
  let requests = 0;
  const never = async () => {
    requests += 1;
    return refuse(400, 'invalid_request');
  };
  await assert.rejects(sync(ledger, never), { code: 'invalid_request', message: 'Refused: invalid_request.' });
  assert.ok(requests <= 5, 'no hammering');
  assert.ok((await store.sessions()).every(({ state }) => state === 'waiting'));
});
