// Two phones change one note: one text wins everywhere, and the phone that wrote the other one keeps it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { newId } from '../../static/js/records/id.js';
import { forgetLost, LOST_NOTES, withNote } from '../../static/js/records/lost-notes.js';
import { Ledger } from '../../static/js/sync/ledger.js';
import { sync } from '../../static/js/sync/protocol.js';
import { memoryStore } from './support/memory.mjs';
import { ModelServer } from './support/server.mjs';

const DATA = { started_at: '2026-11-22T14:03:11.120-05:00', note: '' };

/** Two phones of an account that share a session, and how they sync. */
async function twoPhones(note = '') {
  const server = new ModelServer();
  const phones = [];
  for (let i = 0; i < 2; i++) {
    const store = memoryStore();
    const ledger = new Ledger(store);
    await ledger.join('the account');
    phones.push({
      sync: () => sync(ledger, server.fetch),
      write: (text, more = {}) => store.save('session', id, { ...DATA, ...more, note: text }),
      note: async () => (await store.entry(id)).record.data?.note,
      lost: () => store.setting(LOST_NOTES, {}),
      store,
    });
  }
  const [a, b] = phones;
  const id = newId();
  await a.write(note);
  await a.sync();
  await b.sync();
  return { a, b, id };
}

for (const first of ['a', 'b']) {
  test(`the text that loses is kept where it was written; ${first} syncs first`, async () => {
    const { a, b, id } = await twoPhones();
    await a.write('mine hurt on the left');
    await b.write('the chair is too low');
    await b.write('the chair was too low'); // later, so this one wins
    for (const name of [first, first === 'a' ? 'b' : 'a', 'a', 'b']) await { a, b }[name].sync();
    assert.deepEqual([await a.note(), await b.note()], Array(2).fill('the chair was too low'));
    assert.deepEqual(await a.lost(), { [id]: 'mine hurt on the left' });
    assert.deepEqual(await b.lost(), {});
  });
}

test('a text put back stands below the other, and then neither phone has lost any', async () => {
  const { a, b, id } = await twoPhones();
  await a.write('left');
  await b.write('low');
  await b.write('low.');
  for (const phone of [a, b, a]) await phone.sync();
  const { record } = await a.store.entry(id);
  await a.store.change(record, { note: withNote(record.data.note, (await a.lost())[id]) });
  await forgetLost(a.store, id);
  for (const phone of [a, b]) await phone.sync();
  assert.deepEqual([await a.note(), await b.note()], ['low.\nleft', 'low.\nleft']);
  assert.deepEqual([await a.lost(), await b.lost()], [{}, {}]);
});

test('a note that went on from the other, and a change of all but the note, lose nothing', async () => {
  const { a, b } = await twoPhones('slept badly');
  await b.write('slept badly, then better');
  await b.sync();
  await a.sync();
  await b.write('slept badly, then better', { pain_after: 2 });
  await b.sync();
  await a.sync();
  assert.deepEqual([await a.lost(), await b.lost()], [{}, {}]);
});

test('what the person deleted, and what another phone had written, is not brought back', async () => {
  const { a, b, id } = await twoPhones('written on a');
  await a.store.remove(id);
  await a.sync();
  await b.sync();
  assert.deepEqual(await b.lost(), {});
  const { a: c, b: d } = await twoPhones('');
  await c.write('written on c');
  await c.sync();
  await d.sync();
  await c.write('written again on c');
  await c.sync();
  await d.sync();
  assert.deepEqual(await d.lost(), {});
});

test('a second loss stands beside the first', async () => {
  const { a, b, id } = await twoPhones();
  for (const [mine, other] of [
    ['one', 'x'],
    ['two', 'y'],
  ]) {
    await a.write(mine);
    await a.sync();
    await b.sync();
    await b.write(other);
    await b.sync();
    await a.sync();
  }
  assert.deepEqual(await a.lost(), { [id]: 'one\ntwo' });
});

test('two texts that are too long for one note are not cut', () => {
  assert.equal(withNote('', 'é'), 'é');
  assert.equal(withNote('a\n', 'b'), 'a\nb');
  assert.equal(withNote('é'.repeat(999), '🦵'.repeat(1000)).length, 999 + 1 + 2000);
  assert.equal(withNote('é'.repeat(1000), 'é'.repeat(1000)), null);
});
