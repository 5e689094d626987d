// Any number of phones, edits, losses, repeats, restores and refusals end in one state, and none is lost.

import assert from 'node:assert/strict';
import test from 'node:test';

import { newId } from '../../static/js/records/id.js';
import { compare } from '../../static/js/records/merge.js';
import { Ledger } from '../../static/js/sync/ledger.js';
import { sync } from '../../static/js/sync/protocol.js';
import { memoryStore } from './support/memory.mjs';
import { chance, pick } from './support/random.mjs';
import { html, ModelServer } from './support/server.mjs';

const data = (random) => ({ started_at: '2026-11-22T14:03:11.120-05:00', note: `${random()}` });

/** A network that loses requests and answers, or has a login page in front of it. */
const bad =
  (random, fetch) =>
  async (...request) => {
    const luck = random();
    if (luck < 0.15) throw new TypeError('no network');
    if (luck < 0.25) return html();
    const response = await fetch(...request);
    if (luck < 0.4) throw new TypeError('answer lost');
    return response;
  };

async function life(seed) {
  const random = chance(seed);
  const server = new ModelServer();
  server.page = 1 + Math.floor(random() * 4);
  const phones = [];
  for (let i = 0; i < 3; i++) {
    const store = memoryStore();
    const ledger = new Ledger(store);
    await ledger.join('the account');
    phones.push({ store, ledger });
  }
  const greatest = new Map(); // id → the change that must stand in the end
  const saw = (record) => {
    const known = greatest.get(record.id);
    if (!known || compare(record, known) > 0) greatest.set(record.id, record);
  };
  const edit = async ({ store }) => {
    const known = await store.all();
    const luck = random();
    if (luck < 0.4 || known.length === 0) saw(await store.save('session', newId(), data(random)));
    else if (luck < 0.8) saw(await store.save('session', pick(random, known).id, data(random)));
    else {
      const { id } = pick(random, known);
      await store.remove(id);
      saw((await store.all()).find((record) => record.id === id));
    }
  };
  for (let step = 0; step < 40; step++) {
    const phone = pick(random, phones);
    const luck = random();
    if (luck < 0.5) await edit(phone);
    else if (luck < 0.53) server.forget();
    else if (luck < 0.56) await phone.store.offer(await pick(random, phones).store.all());
    else {
      const network = bad(random, server.fetch);
      const busy = async (...request) => {
        const response = await network(...request);
        if (random() < 0.3) await edit(phone);
        return response;
      };
      await sync(phone.ledger, busy).catch((error) => assert.ok(error.code, error));
    }
  }
  for (const phone of [...phones, ...phones]) await sync(phone.ledger, server.fetch);

  const expected = [...greatest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { store, ledger } of phones) {
    assert.deepEqual(
      (await store.all()).sort((a, b) => (a.id < b.id ? -1 : 1)),
      expected,
    );
    assert.equal(await store.waiting(), 0);
    assert.deepEqual(await sync(ledger, server.fetch), { pushed: 0, pulled: 0 }, 'sync again, nothing happens');
  }
  assert.equal(server.records.size, expected.length);
}

test('whatever happens to phones and network, all end with the same, and nothing is lost', async () => {
  for (let seed = 1; seed <= 60; seed++) {
    await life(seed).catch((error) => {
      error.message = `seed ${seed}: ${error.message}`;
      throw error;
    });
  }
});
