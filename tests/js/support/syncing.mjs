// Phones that sync with a model of the server, for tests of sync.

import assert from 'node:assert/strict';

import { newId } from '../../../static/js/records/id.js';
import { Ledger } from '../../../static/js/sync/ledger.js';
import { sync } from '../../../static/js/sync/protocol.js';
import { memoryStore } from './memory.mjs';

export const DATA = { started_at: '2026-11-22T14:03:11.120-05:00', note: '' };
export const byId = (a, b) => (a.id < b.id ? -1 : 1);

/** A phone in the account, with as many sessions as are asked for. */
export async function phone({ sessions = 0, note = '' } = {}) {
  const store = memoryStore();
  const ledger = new Ledger(store);
  await ledger.join('the account');
  const made = [];
  for (let i = 0; i < sessions; i++) made.push(await store.save('session', newId(), { ...DATA, note }));
  return { store, ledger, made };
}

/** Sync again, nothing happens: on every phone, and on the server. */
export async function nothingHappens(server, ...phones) {
  for (const { store, ledger } of phones) {
    const [before, records] = [await store.all(), structuredClone([...server.records])];
    assert.deepEqual(await sync(ledger, server.fetch), { pushed: 0, pulled: 0 });
    assert.deepEqual(await store.all(), before);
    assert.deepEqual([...server.records], records);
  }
}

export async function sameEverywhere(server, ...phones) {
  const held = [...server.records.values()].map(({ record }) => record).sort(byId);
  for (const { store } of phones) assert.deepEqual((await store.all()).sort(byId), held);
}
