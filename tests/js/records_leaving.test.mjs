// A page that is left: what it was about to change is made by the next one, once.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { keepGuess, readGuesses } from '../../static/js/depth/guesses.js';
import { keepResult, readResults } from '../../static/js/quiz/results.js';
import { ASIDE, OPERATIONS, RUN, STORES } from '../../static/js/records/operations.js';
import { Outbox } from '../../static/js/records/outbox.js';
import { PageLife, settles } from '../../static/js/records/page-life.js';

import { newId, Store } from '../../static/js/records/store.js';
import { MemoryConnection, MemoryStorage } from './support/memory.mjs';

const QUIET = { listen: () => () => {}, tell: () => {} };
const DATA = { guide: 'hip-hinge', note: '' };
const at = (second) => `2026-11-30T10:00:${String(second).padStart(2, '0')}.000+01:00`;

let database;

beforeEach(() => {
  globalThis.localStorage = new MemoryStorage();
  database = new MemoryConnection();
});

/** A page on the same phone; `freeze()`: its database does nothing any more. */
function openPage() {
  const window = new EventTarget();
  const life = new PageLife(window);
  let isFrozen = false;
  const connection = { transact: (...args) => (isFrozen ? new Promise(() => {}) : database.transact(...args)) };
  return {
    life,
    outbox: new Outbox(life),
    get store() {
      return new Store(connection, QUIET, this.outbox);
    },
    freeze: () => {
      isFrozen = true;
    },
    leave: () => window.dispatchEvent(new Event('pagehide')),
    comeBack: () => window.dispatchEvent(new Event('pageshow')),
  };
}

/** As Databases does before the first transaction of a page. */
async function makeWhatWasLeft() {
  const { outbox } = openPage();
  for (const { id, name, args, at } of outbox.list()) {
    await database.transact(STORES, 'readwrite', (tx) => OPERATIONS[name].perform(tx, args, at));
    outbox.done(id);
  }
  return openPage().store;
}

/** Does `work` with a page whose database no longer answers, and leaves it. */
function leaveWith(work) {
  const page = openPage();
  page.freeze();
  work(page.store);
  page.leave();
  return page;
}

test('every change that was under way is made by the next page, in order', async () => {
  const [kept, gone] = [newId(), newId()];
  await openPage().store.save('session', gone, DATA);
  leaveWith((store) => {
    store.save('session', kept, DATA);
    store.change({ kind: 'session', id: kept, data: DATA }, { note: 'later' });
    store.remove(gone);
    store.set('theme', 'dark');
    store.keepRun({ id: newId(), lastAt: at(1) });
  });
  const store = await makeWhatWasLeft();
  assert.equal((await store.entry(kept)).record.data.note, 'later');
  assert.equal(await store.entry(gone), undefined);
  assert.equal(await store.setting('theme'), 'dark');
  assert.equal((await store.run()).lastAt, at(1));
  assert.deepEqual(openPage().outbox.list(), []);
});

test('a plan that is replaced by another is ended and begun by the next page, once', async () => {
  const { id } = await openPage().store.putPlan({ starts_on: '2026-11-02', ended_on: null });
  leaveWith((store) => store.replan([{ id, on: '2026-11-30' }], { starts_on: '2026-11-30', ended_on: null }));
  const [operation] = openPage().outbox.list();
  const store = await makeWhatWasLeft();
  await database.transact(STORES, 'readwrite', (tx) => OPERATIONS.replan.perform(tx, operation.args, operation.at));
  assert.deepEqual(
    (await store.plans()).map(({ record }) => [record.data.starts_on, record.data.ended_on]),
    [
      ['2026-11-30', null],
      ['2026-11-02', '2026-11-30'],
    ],
  );
});

test('what was done before the page is left is not handed over', async () => {
  const page = openPage();
  await page.store.set('theme', 'dark');
  page.leave();
  assert.deepEqual(page.outbox.list(), []);
});

test('what is asked for while the page is being left is handed over too', async () => {
  const page = openPage();
  page.freeze();
  page.leave();
  page.store.set('theme', 'dark');
  assert.equal(await (await makeWhatWasLeft()).setting('theme'), 'dark');
});

test('a page that is seen again makes its own changes', () => {
  const page = leaveWith((store) => store.set('theme', 'dark'));
  assert.equal(page.outbox.list().length, 1);
  page.comeBack();
  assert.deepEqual(page.outbox.list(), []);
});

test('a change that was made and handed over is made once', async () => {
  const id = newId();
  const first = await openPage().store.save('session', id, DATA);
  leaveWith((store) => store.save('session', id, DATA));
  const store = await makeWhatWasLeft();
  assert.deepEqual((await store.entry(id)).record, first);
});

test('a practice that an older version was ending takes along what that kept beside it, once', async () => {
  const id = newId();
  const sets = [{ side: 'left', reps: 2 }];
  const end = (store) => {
    store.set(`beside ${id}`, { effort: 5, depths: [{ side: 'left', degrees: [50, null] }] });
    store.finishRun({ id }, { ...DATA, sets });
  };
  leaveWith(end);
  const store = await makeWhatWasLeft();
  const { record } = await store.entry(id);
  assert.deepEqual(record.data, { ...DATA, sets: [{ ...sets[0], tilts: [50, null] }], effort: 5 });
  leaveWith(end); // as where it was made and handed over
  assert.deepEqual((await (await makeWhatWasLeft()).entry(id)).record.data, record.data);
});

test('a change that was handed over leaves alone what was edited since', async () => {
  const id = newId();
  await openPage().store.save('session', id, DATA);
  leaveWith((store) => store.save('session', id, { ...DATA, note: 'older' }));
  await new Promise((later) => setTimeout(later, 5));
  await openPage().store.save('session', id, { ...DATA, note: 'newer' });
  assert.equal((await (await makeWhatWasLeft()).entry(id)).record.data.note, 'newer');
});

test('a record that bears a stamp to come is changed all the same', async () => {
  const id = newId();
  await openPage().store.offer([
    { kind: 'session', id, stamp: Date.now() + 86_400_000, device: 'other', deleted: false, data: DATA },
  ]);
  leaveWith((store) => store.save('session', id, { ...DATA, note: 'mine' }));
  assert.equal((await (await makeWhatWasLeft()).entry(id)).record.data.note, 'mine');
});

for (const garbage of [
  '{',
  '5',
  '{"a":1}',
  '[null]',
  '[{"id":1,"name":"save"}]',
  '[{"id":"a","name":"toString","args":{},"at":1}]',
]) {
  test(`an outbox that holds ${garbage} is left alone`, () => {
    localStorage.setItem('outbox', garbage);
    const page = leaveWith((store) => store.set('theme', 'dark'));
    assert.equal(page.outbox.list().filter(({ name }) => name === 'set').length, 1);
    page.comeBack();
    assert.deepEqual(
      page.outbox.list().filter(({ name }) => name === 'set'),
      [],
    );
  });
}

test('a follower of the page that fails keeps none of the others from being called', async () => {
  const page = openPage();
  const called = [];
  page.life.follow(
    () => {
      throw new Error('a bug');
    },
    () => {
      throw new Error('a bug');
    },
  );
  page.life.follow(
    () => called.push('leave'),
    () => called.push('return'),
  );
  page.leave();
  page.comeBack();
  await page.life.whenShown();
  assert.deepEqual(called, ['leave', 'return']);
});

test('whatever the clock does, the newest state of a practice is known', async () => {
  const id = newId();
  await openPage().store.keepRun({ id, seq: 3, lastAt: at(9) });
  leaveWith((store) => store.keepRun({ id, seq: 4, lastAt: at(1) }));
  assert.equal((await (await makeWhatWasLeft()).run()).seq, 4);
});

test('of two states of a practice that was put aside the newer stands', async () => {
  const id = newId();
  await openPage().store.keepRun({ id: newId(), lastAt: at(1) });
  leaveWith((store) => {
    store.keepRun({ id, seq: 1, lastAt: at(2) });
    store.keepRun({ id, seq: 2, lastAt: at(3) });
  });
  assert.deepEqual(await (await makeWhatWasLeft()).setting(ASIDE), [{ id, seq: 2, lastAt: at(3) }]);
});

test('a file is left out where it has no room, and nothing else is', async () => {
  const records = Array.from({ length: 20 }, () => ({
    kind: 'session',
    id: newId(),
    stamp: 1,
    device: 'a',
    deleted: false,
    data: DATA,
  }));
  localStorage.room = 1000;
  leaveWith((store) => {
    store.offer(records);
    store.set('theme', 'dark');
  });
  const store = await makeWhatWasLeft();
  assert.equal(await store.setting('theme'), 'dark');
  assert.deepEqual(await store.all(), []);
});

test('without localStorage a page is left like any other', () => {
  delete globalThis.localStorage;
  const page = leaveWith((store) => store.set('theme', 'dark'));
  assert.deepEqual(page.outbox.list(), []);
});

test('a practice that went on in another page, or is a session, is not set back', async () => {
  const id = newId();
  leaveWith((store) => store.keepRun({ id, lastAt: at(5) }));
  await openPage().store.keepRun({ id, lastAt: at(9) });
  assert.equal((await (await makeWhatWasLeft()).run()).lastAt, at(9));

  leaveWith((store) => store.keepRun({ id, lastAt: at(10) }));
  await openPage().store.finishRun({ id }, DATA);
  assert.equal(await (await makeWhatWasLeft()).run(), undefined);
});

test('a practice that finds another in its place is put aside, not over it', async () => {
  const [other, mine] = [
    { id: newId(), lastAt: at(1) },
    { id: newId(), lastAt: at(2) },
  ];
  await openPage().store.keepRun(other);
  leaveWith((store) => store.keepRun(mine));
  const store = await makeWhatWasLeft();
  assert.deepEqual(await store.run(), other);
  assert.deepEqual(await store.setting(ASIDE), [mine]);
});

test('a field of a setting is kept by the next page, beside what was there', async () => {
  await openPage().store.setFields('results', { first: 1, second: 1 });
  leaveWith((store) => keepResult(store, 'hip-hinge', { at: at(1), right: 8, missed: [] }));
  leaveWith((store) => keepGuess(store, at(2), 40));
  leaveWith((store) => store.setFields('results', { first: null, third: 3 }));
  await openPage().store.setFields('results', { fourth: 4 });
  const store = await makeWhatWasLeft();
  assert.deepEqual(Object.keys(await readResults(store)), ['hip-hinge']);
  assert.deepEqual(await readGuesses(store), { [at(2)]: 40 });
  assert.deepEqual(await store.setting('results'), { second: 1, third: 3, fourth: 4 });
});

test('finishing or dropping a practice leaves another one alone', async () => {
  const [other, mine] = [newId(), newId()];
  leaveWith((store) => store.finishRun({ id: mine }, DATA));
  leaveWith((store) => store.dropRun(mine));
  await openPage().store.keepRun({ id: other, lastAt: at(1) });
  const store = await makeWhatWasLeft();
  assert.equal((await store.run()).id, other);
  assert.ok(await store.entry(mine));
  assert.ok(database.stores.runs.has(RUN));
});

test('while a page is left, nothing is begun', async () => {
  const page = openPage();
  page.leave();
  let isShown = false;
  const shown = page.life.whenShown().then(() => {
    isShown = true;
  });
  await new Promise(setImmediate);
  assert.ok(!isShown);
  page.comeBack();
  await shown;
  assert.equal(page.life.visit, 1);
});

test('a page that slept was not kept waiting for longer than it was awake', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let answer;
  const outcome = settles(
    new Promise((resolve) => {
      answer = resolve;
    }),
    1_000,
  );
  t.mock.timers.tick(60_000); // one turn, however long
  await new Promise(setImmediate);
  answer();
  assert.equal(await outcome, true);
});
