// What an older version kept beside a session goes into the record when the session next changes, and not before.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { forgetBesides } from '../../static/js/records/besides.js';
import { checkSession } from '../../static/js/records/check.js';
import { withBeside } from '../../static/js/records/operations.js';
import { memoryStore } from './support/memory.mjs';

const set = (side, reps) => ({ side, reps, target: 3, seconds: 20, counter: 'motion' });
const DATA = {
  guide: 'hip-hinge',
  started_at: '2026-11-22T14:03:11.120-05:00',
  ended_at: '2026-11-22T14:09:40.007-05:00',
  sets: [set('left', 3), set('right', 2)],
  pain_before: null,
  pain_after: null,
  note: '',
};
const BESIDE = { effort: 4, depths: [{ side: 'left', degrees: [50, null, -3] }] };
const NAME = (id) => `beside ${id}`;

async function withSession(beside = BESIDE) {
  const store = memoryStore();
  const record = await store.save('session', '019aabf2-1f40-7c3e-9d52-6a0c1b2d3e4f', DATA);
  await store.set(NAME(record.id), beside);
  return { store, record };
}

test('a change brings it into the record', async () => {
  const { store, record } = await withSession();
  const { data } = await store.change(record, { note: 'changed' });
  const sets = [{ ...set('left', 3), tilts: [50, null, 0] }, set('right', 2)];
  assert.deepEqual(data, { ...DATA, note: 'changed', sets, effort: 4 });
  assert.equal(checkSession(data), null);
});

test('so does a deletion that is taken back', async () => {
  const { store, record } = await withSession();
  const { data } = await store.remove(record.id);
  assert.equal((await store.save('session', record.id, data)).data.effort, 4);
});

test('until then nothing is made anew', async () => {
  const { store, record } = await withSession();
  await forgetBesides(store);
  assert.deepEqual(await store.all(), [record]);
  assert.deepEqual(await store.setting(NAME(record.id)), BESIDE);
});

test('it is forgotten once the record has it', async () => {
  const { store, record } = await withSession();
  await store.change(record, { note: 'changed' });
  assert.deepEqual(await store.setting(NAME(record.id)), BESIDE);
  await forgetBesides(store);
  assert.equal(await store.setting(NAME(record.id)), undefined);
});

test('it is forgotten with a session that is deleted', async () => {
  const { store, record } = await withSession();
  await store.remove(record.id);
  await forgetBesides(store);
  assert.equal(await store.setting(NAME(record.id)), undefined);
});

test('what fits no set is kept', async () => {
  const odd = {
    effort: null,
    depths: [
      { side: 'both', degrees: [1] },
      { side: 'right', degrees: [1, 2, 3] },
    ],
  }; // prettier-ignore
  const { store, record } = await withSession(odd);
  assert.deepEqual((await store.change(record, { note: 'x' })).data.sets, DATA.sets);
  await forgetBesides(store);
  assert.deepEqual(await store.setting(NAME(record.id)), odd);
});

test('what the record has stays, also where it says that there was no answer', () => {
  const sets = [{ ...set('left', 3), tilts: [1, 2, 3] }];
  assert.deepEqual(withBeside({ ...DATA, sets, effort: null }, BESIDE), { ...DATA, sets, effort: null });
});

test('each of several sets of a side gets its own', () => {
  const sets = [set('left', 2), set('left', 3), set('left', 2)];
  const depths = [
    [1, 2],
    [3, 4, 5],
    [6, 7],
  ].map((degrees) => ({ side: 'left', degrees })); // prettier-ignore
  const data = withBeside({ ...DATA, sets }, { effort: null, depths });
  assert.deepEqual(
    data.sets.map(({ tilts }) => tilts),
    [
      [1, 2],
      [3, 4, 5],
      [6, 7],
    ], // prettier-ignore
  );
  assert.equal(data.effort, undefined);
});

test('a set whose repetitions were corrected is known by what was counted', () => {
  const sets = [{ ...set('left', 5), counted: 3 }];
  assert.deepEqual(withBeside({ ...DATA, sets }, BESIDE).sets[0].tilts, [50, null, 0]);
});
