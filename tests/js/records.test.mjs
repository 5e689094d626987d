import assert from 'node:assert/strict';
import test from 'node:test';

import { newId } from '../../static/js/records/id.js';
import { wins } from '../../static/js/records/merge.js';
import { memoryStore } from './support/memory.mjs';

const DATA = { started_at: '2026-11-22T14:03:11.120-05:00', note: '' };

test('what is saved is there, waiting, newest practice first', async () => {
  const store = memoryStore();
  const [early, late] = [newId(), newId()];
  await store.save('session', late, { ...DATA, started_at: '2026-11-22T01:00:00.000+09:00' });
  await store.save('session', early, { ...DATA, started_at: '2026-11-21T12:00:00.000-05:00' });
  await store.save('plan', newId(), { weekly: 3 });
  const entries = await store.sessions();
  assert.deepEqual(
    entries.map(({ record }) => record.id),
    [early, late],
    'ordered by moment, not by local clock',
  );
  assert.deepEqual(
    entries.map(({ state, reason }) => [state, reason]),
    [
      ['waiting', null],
      ['waiting', null],
    ],
  );
  assert.equal(await store.waiting(), 3);
});

test('a practice whose date has not come stands behind all others', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-22T18:00:00.000+01:00') });
  const store = memoryStore();
  const days = [
    '2026-11-20T10:00:00.000+01:00',
    '2026-11-23T07:30:00.000+13:00',
    '2026-11-24T10:00:00.000+01:00',
    '2036-05-01T10:00:00.000+01:00',
  ];
  for (const started_at of days) await store.save('session', newId(), { ...DATA, started_at });
  const order = async () => (await store.sessions()).map(({ record }) => days.indexOf(record.data.started_at));
  assert.deepEqual(await order(), [1, 0, 3, 2], 'on the other side of the date line it is tomorrow');
  t.mock.timers.setTime(Date.parse('2026-11-24T10:00:00.000+01:00'));
  assert.deepEqual(await order(), [2, 1, 0, 3]);
});

test('a removed session is gone, its tombstone travels, and undo brings it back', async () => {
  const store = memoryStore();
  const id = newId();
  const saved = await store.save('session', id, DATA);
  const before = await store.remove(id);
  assert.deepEqual(before, saved);
  assert.deepEqual(await store.sessions(), []);
  assert.equal(await store.entry(id), undefined);
  const [tombstone] = await store.all();
  assert.equal(tombstone.deleted, true);
  assert.equal(tombstone.data, null);
  assert.ok(tombstone.stamp > saved.stamp);
  await store.remove(id);
  assert.deepEqual(await store.all(), [tombstone], 'deleting twice is one deletion');
  const back = await store.save('session', id, before.data);
  assert.ok(back.stamp > tombstone.stamp);
  assert.deepEqual((await store.sessions())[0].record, back);
});

test('fields are changed in the record as it stands, and one that was deleted meanwhile comes back', async () => {
  const store = memoryStore();
  const seen = await store.save('session', newId(), DATA);
  await store.save('session', seen.id, { ...DATA, pain_after: 2 });
  await store.change(seen, { note: 'mine' });
  assert.deepEqual((await store.entry(seen.id)).record.data, { ...DATA, pain_after: 2, note: 'mine' });
  await store.remove(seen.id);
  await store.change(seen, { note: 'mine' });
  assert.deepEqual((await store.entry(seen.id)).record.data, { ...DATA, note: 'mine' });
});

test('a clock set back does not make an edit older than what it edits', async (t) => {
  const store = memoryStore();
  const id = newId();
  t.mock.timers.enable({ apis: ['Date'], now: 2_000_000 });
  const first = await store.save('session', id, DATA);
  t.mock.timers.setTime(1_000_000);
  const second = await store.save('session', id, { ...DATA, note: 'later' });
  assert.equal(second.stamp, first.stamp + 1);
});

test('a kind of a later version is kept untouched', async () => {
  const store = memoryStore();
  const record = {
    kind: 'dance',
    id: newId(),
    stamp: 1,
    device: 'a',
    deleted: false,
    data: { steps: [1, 2] },
    since: 9,
  };
  await store.offer([record]);
  assert.deepEqual(await store.all(), [record]);
  assert.deepEqual(await store.sessions(), []);
});

test('the practice in progress becomes a session, and is over', async () => {
  const store = memoryStore();
  const run = { id: newId(), reps: 3 };
  await store.keepRun(run);
  assert.deepEqual(await store.run(), run);
  const record = await store.finishRun(run, DATA);
  assert.equal(record.id, run.id);
  assert.equal(await store.run(), undefined);
  assert.equal((await store.sessions()).length, 1);
});

test('a finish that fails leaves the practice in progress', async () => {
  const store = memoryStore();
  const run = { id: newId(), reps: 3 };
  await store.keepRun(run);
  await assert.rejects(store.finishRun(run, { note: () => 'cannot be kept' }));
  assert.deepEqual(await store.run(), run);
  assert.deepEqual(await store.all(), []);
});

test('a record with the greatest stamp there is can be changed: it goes on under another id', async () => {
  const store = memoryStore();
  const last = {
    kind: 'session',
    id: newId(),
    stamp: Number.MAX_SAFE_INTEGER,
    device: 'zzz',
    deleted: false,
    data: { note: 'before' },
  };
  await store.offer([last]);
  const changed = await store.change(last, { note: 'after' });
  assert.notEqual(changed.id, last.id);
  assert.deepEqual(
    (await store.sessions()).map(({ record }) => record.data.note),
    ['after'],
  );
  const gone = (await store.all()).find(({ id }) => id === last.id);
  assert.ok(gone.deleted && wins(gone, last));
  await store.change(changed, { note: 'later' });
  assert.deepEqual(
    (await store.sessions()).map(({ record }) => [record.id, record.data.note]),
    [[changed.id, 'later']],
  );
});

test('what both sides know is let go as one that is deleted, and anything else is forgotten', async () => {
  const store = memoryStore();
  const [check, plan] = [await store.putCheck({ note: 'a' }), await store.putPlan({ words: 'b' })];
  await store.alter(async (tx) => {
    const records = tx.objectStore('records');
    await records.put({ ...(await records.get(plan.id)), state: 'later' });
  });
  for (const record of [check, plan]) assert.equal(await store.letGo(record), true);
  assert.deepEqual(
    (await store.all()).map(({ id, deleted }) => [id, deleted]),
    [[check.id, true]],
  );
  for (const record of [check, plan]) await store.bringBack(record);
  assert.deepEqual([(await store.checks()).length, (await store.plans()).length], [1, 1]);
});

test('checks and plans are read by kind, the latest first', async () => {
  const store = memoryStore();
  for (const at of ['2026-11-22T08:00:00+01:00', '2026-11-23T08:00:00+14:00', '2026-11-22T23:00:00-05:00'])
    await store.putCheck({ at });
  const { id } = await store.putPlan({ starts_on: '2026-11-30', words: '' });
  await store.putPlan({ starts_on: '2026-11-30', words: 'same' }, id);
  const later = await store.putPlan({ starts_on: '2026-11-30' });
  const gone = await store.putPlan({ starts_on: '2026-12-30' });
  await store.putPlan({ starts_on: '2026-01-30' });
  await store.remove(gone.id);
  assert.deepEqual(
    (await store.checks()).map(({ record }) => record.data.at.slice(8, 13)),
    ['22T23', '23T08', '22T08'],
  );
  const plans = (await store.plans()).map(({ record }) => record);
  assert.deepEqual(
    plans.slice(0, 2).map((plan) => plan.id),
    [id, later.id].sort().reverse(),
  ); // prettier-ignore
  assert.equal(plans.find((plan) => plan.id === id).data.words, 'same');
  assert.equal(plans.length, 3);
  assert.deepEqual(await store.sessions(), []);
});

test('a session is let go as one that is deleted, and an unknown kind is forgotten; both come back', async () => {
  const store = memoryStore();
  const session = await store.save('session', newId(), { note: '' });
  const [walk, tombstone] = [
    { deleted: false, data: { x: 1 } },
    { deleted: true, data: null },
  ].map((of) => ({ kind: 'walk', id: newId(), stamp: 1, device: 'a', ...of }));
  await store.offer([walk, tombstone]);
  for (const record of [session, walk, tombstone]) assert.equal(await store.letGo(record), true);
  assert.deepEqual(
    (await store.all()).map(({ id, deleted }) => [id, deleted]),
    [[session.id, true]],
  );
  for (const record of [session, walk, tombstone]) await store.bringBack(record);
  assert.deepEqual(
    (await store.sessions()).map(({ record }) => record.data),
    [session.data],
  );
  assert.deepEqual(
    (await store.all()).filter(({ kind }) => kind === 'walk').sort((a, b) => a.deleted - b.deleted),
    [walk, tombstone],
  );
});

test('a record that was changed since a person saw it is not let go', async () => {
  const store = memoryStore();
  const seen = await store.save('session', newId(), { note: '' });
  await store.save('session', seen.id, { note: 'mended' });
  assert.equal(await store.letGo(seen), false);
  assert.equal((await store.sessions()).length, 1);
});
