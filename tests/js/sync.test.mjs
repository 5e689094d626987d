import assert from 'node:assert/strict';
import test from 'node:test';

import { isTaken } from '../../static/js/records/entry.js';
import { newId } from '../../static/js/records/id.js';
import { sync } from '../../static/js/sync/protocol.js';
import { DAMAGED, WHOLE } from './support/damaged.mjs';
import { html, json, ModelServer, refuse } from './support/server.mjs';
import { byId, DATA, nothingHappens, phone, sameEverywhere } from './support/syncing.mjs';

const BAD = { code: 'invalid', field: 'data.note' };

test('what one phone did is on the other', async () => {
  const server = new ModelServer();
  const [a, b] = [await phone({ sessions: 3 }), await phone({ sessions: 2 })];
  await sync(a.ledger, server.fetch);
  assert.equal(await a.store.waiting(), 0);
  assert.ok((await a.store.sessions()).every(isTaken));
  await sync(b.ledger, server.fetch);
  await sync(a.ledger, server.fetch);
  await sameEverywhere(server, a, b);
  await nothingHappens(server, a, b);
});

test('two phones that edited one session with no network end with the same', async () => {
  const server = new ModelServer();
  const [a, b] = [await phone({ sessions: 1 }), await phone()];
  const { id } = a.made[0];
  await sync(a.ledger, server.fetch);
  await sync(b.ledger, server.fetch);
  await a.store.save('session', id, { ...DATA, note: 'from a' });
  await b.store.save('session', id, { ...DATA, note: 'from b' });
  await b.store.save('session', id, { ...DATA, note: 'from b, later' });
  for (const { ledger } of [a, b, a]) await sync(ledger, server.fetch);
  await sameEverywhere(server, a, b);
  await nothingHappens(server, a, b);
});

test('a change that is damaged everywhere is whole everywhere once one phone has it whole', async () => {
  const server = new ModelServer();
  const [a, b] = [await phone(), await phone()];
  await a.store.offer([DAMAGED]);
  for (const { ledger } of [a, b]) await sync(ledger, server.fetch);
  await b.store.offer([WHOLE]);
  for (const { ledger } of [b, a]) await sync(ledger, server.fetch);
  for (const { store } of [a, b]) assert.equal((await store.entry(WHOLE.id)).record.data.note, 'déjà vu');
  await sameEverywhere(server, a, b);
  await nothingHappens(server, a, b);
});

test('phones that mend the same change at the same time, and one that changed it since, agree', async () => {
  const server = new ModelServer();
  const [a, b, c] = [await phone(), await phone(), await phone()];
  await a.store.offer([DAMAGED]);
  for (const { ledger } of [a, b, c]) await sync(ledger, server.fetch);
  for (const { store } of [a, b]) await store.offer([WHOLE]);
  for (const { ledger } of [b, a, b]) await sync(ledger, server.fetch);
  await sameEverywhere(server, a, b);
  assert.equal((await a.store.entry(WHOLE.id)).record.data.note, 'déjà vu');
  const seen = (await c.store.entry(WHOLE.id)).record;
  await c.store.change(seen, { note: 'later' });
  for (const { ledger } of [c, a, b]) await sync(ledger, server.fetch);
  assert.equal((await a.store.entry(WHOLE.id)).record.data.note, 'later');
  await sameEverywhere(server, a, b, c);
  await nothingHappens(server, a, b, c);
});

for (const [first, second] of [
  [WHOLE, DAMAGED],
  [DAMAGED, WHOLE],
]) {
  const way = second === WHOLE ? 'whole that the server has damaged' : 'damaged that the server has whole';
  test(`a phone that joins with a change ${way} ends with it whole`, async () => {
    const server = new ModelServer();
    const [a, b] = [await phone(), await phone()];
    await a.store.offer([first]);
    await b.store.offer([second]);
    for (const { ledger } of [a, b, a]) await sync(ledger, server.fetch);
    for (const { store } of [a, b]) assert.equal((await store.entry(WHOLE.id)).record.data.note, 'déjà vu');
    await sameEverywhere(server, a, b);
    await nothingHappens(server, a, b);
  });
}

test('a deletion reaches the other phone, and so does taking it back', async () => {
  const server = new ModelServer();
  const [a, b] = [await phone({ sessions: 1 }), await phone()];
  for (const { ledger } of [a, b]) await sync(ledger, server.fetch);
  const before = await b.store.remove(a.made[0].id);
  for (const { ledger } of [b, a]) await sync(ledger, server.fetch);
  assert.deepEqual(await a.store.sessions(), []);
  await b.store.save(before.kind, before.id, before.data);
  for (const { ledger } of [b, a]) await sync(ledger, server.fetch);
  assert.equal((await a.store.sessions()).length, 1);
  await nothingHappens(server, a, b);
});

test('a change made while the request is under way is not marked as taken', async () => {
  const server = new ModelServer();
  const { store, ledger, made } = await phone({ sessions: 1 });
  let edited = false;
  const slow = async (...request) => {
    const response = await server.fetch(...request);
    if (!edited) {
      edited = true;
      await store.save('session', made[0].id, { ...DATA, note: 'while it was under way' });
      assert.equal(await store.waiting(), 1);
    }
    return response;
  };
  await sync(ledger, slow);
  assert.deepEqual(
    server.requests.map(({ changes }) => changes.length),
    [1, 1],
    'the edit went in a request of its own',
  );
  assert.equal(server.records.get(made[0].id).record.data.note, 'while it was under way');
  assert.equal(await store.waiting(), 0);
  await nothingHappens(server, { store, ledger });
});

test('an answer that got lost is no loss', async () => {
  const server = new ModelServer();
  const [a, b] = [await phone({ sessions: 3 }), await phone({ sessions: 1 })];
  await sync(b.ledger, server.fetch);
  const lost = async (...request) => {
    await server.fetch(...request);
    throw new TypeError('network changed');
  };
  await assert.rejects(sync(a.ledger, lost), { code: 'unreachable' });
  assert.equal(await a.store.waiting(), 3);
  await sync(a.ledger, server.fetch);
  await sync(b.ledger, server.fetch);
  await sameEverywhere(server, a, b);
  await nothingHappens(server, a, b);
});

test('many records go in pages of at most 500, each way', async () => {
  const server = new ModelServer();
  const [a, b] = [await phone({ sessions: 1203 }), await phone()];
  assert.equal((await sync(a.ledger, server.fetch)).pushed, 1203);
  assert.deepEqual(
    server.requests.slice(0, 3).map(({ changes }) => changes.length),
    [500, 500, 203],
  );
  assert.equal((await sync(b.ledger, server.fetch)).pulled, 1203);
  await sameEverywhere(server, a, b);
  await nothingHappens(server, a, b);
});

test('a request is never larger than the server takes', async () => {
  const server = new ModelServer();
  const { store, ledger } = await phone({ sessions: 300, note: 'ö€😀'.repeat(700) }); // 9 bytes as UTF-8, 4 units
  await sync(ledger, server.fetch);
  assert.equal(await store.waiting(), 0);
  assert.ok(server.requests.length > 1);
  await nothingHappens(server, { store, ledger });
});

test('a proxy with a smaller limit gets smaller pages', async () => {
  const server = new ModelServer();
  server.limit = 20_000;
  const { store, ledger } = await phone({ sessions: 120, note: 'x'.repeat(500) });
  await sync(ledger, async (...request) => {
    const answer = await server.fetch(...request);
    return answer.status === 413 ? html(413) : answer;
  });
  assert.equal(await store.waiting(), 0);
  await nothingHappens(server, { store, ledger });
});

test('a server put back from a backup gets back all that any phone has', async () => {
  const server = new ModelServer();
  const [a, b] = [await phone({ sessions: 3 }), await phone({ sessions: 2 })];
  for (const { ledger } of [a, b, a]) await sync(ledger, server.fetch);
  await a.store.remove(a.made[0].id);
  await sync(a.ledger, server.fetch);
  server.forget();
  for (const { ledger } of [a, b, a]) await sync(ledger, server.fetch);
  assert.equal(server.records.size, 5);
  assert.equal(server.records.get(a.made[0].id).record.deleted, true);
  await sameEverywhere(server, a, b);
  await nothingHappens(server, a, b);
});

test('a server that always asks to start again is left alone', async () => {
  const { store, ledger } = await phone({ sessions: 1 });
  let requests = 0;
  await assert.rejects(
    sync(ledger, async () => {
      requests += 1;
      return refuse(409, 'resync');
    }),
    { code: 'resync' },
  );
  assert.equal(requests, 2);
  assert.equal((await store.sessions()).length, 1);
});

test('a server that never comes to an end is left alone', async () => {
  const { ledger } = await phone();
  const endless = async () => json(200, { cursor: 'x', changes: [], more: true, rejected: [] });
  await assert.rejects(sync(ledger, endless), { code: 'strange' });
});

test('whatever else answers, nothing is marked, nothing is lost', async () => {
  const good = { cursor: 'c', changes: [], more: false, rejected: [] };
  const answers = {
    strange: [
      () => html(),
      () => html(511),
      () => html(401),
      () => json(200, null),
      () => json(200, { ...good, cursor: 4 }),
      () => json(200, { ...good, changes: [{ id: 'no record' }] }),
      () => json(200, { ...good, rejected: [{}] }),
      () => json(500, { detail: 'of a proxy' }),
      () => new Response('{"cursor": "c', { headers: { 'Content-Type': 'application/json' } }),
    ],
    unreachable: [
      () => Promise.reject(new TypeError('Failed to fetch')),
      () => Promise.reject(new DOMException('', 'TimeoutError')),
    ],
    not_signed_in: [() => refuse(401, 'not_signed_in')],
    slow_down: [() => refuse(429, 'slow_down', { 'Retry-After': '7' }), () => html(429)],
    unavailable: [
      () => refuse(503, 'unavailable', { 'Retry-After': '2' }),
      () => html(502),
      () => html(503),
      () => html(504),
    ],
    server_error: [() => refuse(500, 'server_error')],
    forbidden: [() => refuse(403, 'forbidden')],
  };
  for (const [code, makers] of Object.entries(answers)) {
    for (const make of makers) {
      const { store, ledger, made } = await phone({ sessions: 2 });
      await assert.rejects(
        sync(ledger, async () => make()),
        { code },
      );
      assert.deepEqual((await store.all()).sort(byId), made.sort(byId));
      assert.equal(await store.waiting(), 2);
      assert.equal((await ledger.agreement()).cursor, '');
      const server = new ModelServer();
      await sync(ledger, server.fetch);
      await sameEverywhere(server, { store });
      await nothingHappens(server, { store, ledger });
    }
  }
});

test('an answer for an account that was left meanwhile changes nothing', async () => {
  const server = new ModelServer();
  const { store, ledger } = await phone({ sessions: 2 });
  const other = new ModelServer();
  await sync((await phone({ sessions: 1 })).ledger, other.fetch);
  const late = async (...request) => {
    const response = await other.fetch(...request);
    await ledger.join('another account');
    return response;
  };
  await assert.rejects(sync(ledger, late), { code: 'superseded' });
  assert.equal(await store.waiting(), 2);
  assert.equal((await store.sessions()).length, 2);
  await sync(ledger, server.fetch);
  await sameEverywhere(server, { store });
  await nothingHappens(server, { store, ledger });
});

test('a phone that joins an account brings everything along, refused records too', async () => {
  const strict = new ModelServer(({ data }) => (data?.note === 'bad' ? BAD : null));
  const { store, ledger } = await phone({ sessions: 2 });
  await store.save('session', newId(), { ...DATA, note: 'bad' });
  await sync(ledger, strict.fetch);
  const server = new ModelServer();
  await ledger.join('another account');
  const { waiting, rejected } = await ledger.overview();
  assert.deepEqual([waiting, rejected], [3, 0]);
  assert.deepEqual(await ledger.rejected(), []);
  await sync(ledger, server.fetch);
  await sameEverywhere(server, { store });
  await nothingHappens(server, { store, ledger });
});

test('turning sync off keeps every record', async () => {
  const server = new ModelServer();
  const { store, ledger } = await phone({ sessions: 2 });
  await sync(ledger, server.fetch);
  const before = await store.all();
  await ledger.leave();
  assert.deepEqual(await store.all(), before);
  assert.equal((await ledger.agreement()).on, false);
  assert.equal(await store.waiting(), 0, 'the server still has them');
  await ledger.leave({ erased: true });
  assert.deepEqual(await store.all(), before);
  assert.equal(await store.waiting(), 2, 'the server has them no more');
});

test('a server that shows less than the phone holds is told again', async () => {
  const server = new ModelServer();
  const { store, ledger, made } = await phone({ sessions: 1 });
  await sync(ledger, server.fetch);
  const older = { ...made[0], stamp: made[0].stamp - 1 };
  server.records.set(older.id, { record: older, seq: 1 });
  await ledger.join('the account');
  await sync(ledger, server.fetch);
  await sameEverywhere(server, { store });
  await nothingHappens(server, { store, ledger });
});
