import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Keeper } from '../../static/js/practice/keeper.js';
import { begin, QUIET_MS, step, totalReps, VERSION } from '../../static/js/practice/machine.js';

const AT = '2026-11-22T14:00:00.000-05:00';
const PLAN = {
  id: '01900000-0000-7000-8000-000000000001',
  guide: 'g',
  title: 'G',
  sides: ['left', 'right'],
  target: 3,
  counter: 'tap',
  tempo: { eccentric: 3, pause: 1, concentric: 2 },
  painBefore: null,
};
const START = begin(PLAN, { mono: 0, at: AT });
/** After these events, each so long after the one before that every press counts. */
const after = (run, ...types) =>
  types.reduce((now, type, i) => step(now, { type }, { mono: i * QUIET_MS, at: AT }), run);
const reps = (count) => Array(count).fill('rep');

/** A phone's storage that does what the test says. */
class Phone {
  kept = null;
  records = new Map();
  calls = [];
  settings = new Map();
  failing = false;

  #do(name, work) {
    this.calls.push(name);
    return new Promise((resolve, reject) => {
      setImmediate(() => (this.failing ? reject(new Error('full')) : resolve(work())));
    });
  }

  run = async () => this.kept ?? undefined;
  setting = async (name, fallback) => this.settings.get(name) ?? fallback;
  set = async (name, value) => {
    this.settings.set(name, value);
  };
  entry = async (id) => (this.records.has(id) ? { record: { data: this.records.get(id) } } : undefined);
  keepRun = (run) =>
    this.#do('keepRun', () => {
      this.kept = run;
    });
  dropRun = () =>
    this.#do('dropRun', () => {
      this.kept = null;
    });
  save = (_kind, id, data) =>
    this.#do('save', () => {
      this.records.set(id, data);
    });
  remove = (id) =>
    this.#do('remove', () => {
      this.records.delete(id);
    });
  finishRun = (run, data) =>
    this.#do('finishRun', () => {
      this.kept = null;
      this.records.set(run.id, data);
    });
}

function setUp() {
  const phone = new Phone();
  const shown = [];
  const overtaken = [];
  const keeper = new Keeper(
    async () => phone,
    ({ run, saved, error }) => {
      shown.push({
        reps: totalReps(run),
        saved,
        failed: error !== null,
        onPhone: phone.kept ? totalReps(phone.kept) : null,
      });
    },
    () => overtaken.push(phone.calls.length),
  );
  return { phone, keeper, shown, overtaken };
}

/** The next practice on the same phone. */
const setUpOn = (phone) =>
  new Keeper(
    async () => phone,
    () => {},
  );

test('a repetition is on the phone before it is shown', async () => {
  const { keeper, shown } = setUp();
  await keeper.keep(after(START, ...reps(1)));
  await keeper.keep(after(START, ...reps(2)));
  assert.deepEqual(
    shown,
    [1, 2].map((n) => ({ reps: n, saved: false, failed: false, onPhone: n })),
  );
});

test('presses faster than the phone writes are all kept, in order', async () => {
  const { keeper, phone, shown } = setUp();
  await Promise.all([1, 2].map((n) => keeper.keep(after(START, ...reps(n)))));
  assert.equal(totalReps(phone.kept), 2);
  assert.equal(shown.at(-1).reps, 2);
});

test('the last repetition saves the session at once; what follows edits it', async () => {
  const { keeper, phone, shown } = setUp();
  const reached = after(START, ...reps(6));
  await keeper.keep(reached);
  assert.equal(phone.kept, null);
  assert.ok(shown.at(-1).saved);
  for (const types of [['undo'], ['more'], ['finish']]) {
    await keeper.keep(after(reached, ...types));
  }
  assert.deepEqual(phone.calls, ['finishRun', 'save', 'save', 'save']);
  assert.deepEqual(
    phone.records.get(PLAN.id).sets.map((set) => set.reps),
    [3, 3],
  );
});

test('what changes nothing in the session writes nothing', async () => {
  const { keeper, phone } = setUp();
  const reached = after(START, ...reps(6));
  await keeper.keep(reached);
  await keeper.keep(after(reached, 'finish'));
  assert.deepEqual(phone.calls, ['finishRun']);
});

test('a practice with no repetition leaves nothing behind', async () => {
  const { keeper, phone, shown } = setUp();
  await keeper.keep(START);
  await keeper.keep(after(START, 'finish'));
  assert.equal(phone.kept, null);
  assert.equal(phone.records.size, 0);
  assert.ok(!shown.at(-1).saved);
});

test('a session whose every repetition was taken back is removed', async () => {
  const { keeper, phone } = setUp();
  await keeper.keep(after(START, ...reps(1), 'finish'));
  await keeper.keep(after(START, ...reps(1), 'finish', 'reopen', 'undo', 'finish'));
  assert.equal(phone.records.size, 0);
  await keeper.keep(after(START, ...reps(2), 'finish'));
  assert.equal(phone.records.get(PLAN.id).sets[0].reps, 2);
});

test('when the phone refuses, the count goes on and every step tries again', async () => {
  const { keeper, phone, shown } = setUp();
  await keeper.keep(after(START, ...reps(1)));
  phone.failing = true;
  await keeper.keep(after(START, ...reps(2)));
  assert.ok(keeper.isInTrouble);
  assert.deepEqual(shown.at(-1), { reps: 2, saved: false, failed: true, onPhone: 1 });
  await keeper.keep(after(START, ...reps(3)));
  phone.failing = false;
  await keeper.keep(after(START, ...reps(4)));
  assert.ok(!keeper.isInTrouble);
  assert.deepEqual(shown.at(-1), { reps: 4, saved: false, failed: false, onPhone: 4 });
});

test('nobody waits twice for a phone that does not answer', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { keeper, phone, shown } = setUp();
  await keeper.keep(after(START, ...reps(1)));
  phone.keepRun = () => new Promise(() => {});
  const kept = keeper.keep(after(START, ...reps(2)));
  await new Promise(setImmediate);
  assert.equal(shown.at(-1).reps, 1);
  t.mock.timers.tick(2000);
  await kept;
  assert.deepEqual(shown.at(-1), { reps: 2, saved: false, failed: true, onPhone: 1 });
  keeper.keep(after(START, ...reps(3)));
  assert.equal(shown.at(-1).reps, 3, 'at once');
});

test('a phone that refuses to save the session is asked again', async () => {
  const { keeper, phone, shown } = setUp();
  phone.failing = true;
  await keeper.keep(after(START, ...reps(6)));
  assert.ok(!shown.at(-1).saved);
  phone.failing = false;
  await keeper.keep(after(START, ...reps(6), 'finish'));
  assert.ok(shown.at(-1).saved);
  assert.equal(phone.records.size, 1);
});

test('a practice that still waits there becomes a session of its own', async () => {
  const { keeper, phone } = setUp();
  phone.kept = { ...after(START, ...reps(4)), id: '01900000-0000-7000-8000-000000000002' };
  await keeper.keep(after(START, ...reps(1)));
  assert.equal(phone.kept.id, PLAN.id);
  assert.deepEqual(
    phone.records.get('01900000-0000-7000-8000-000000000002').sets.map((set) => set.reps),
    [3, 1],
  );
  await keeper.keep(after(START, ...reps(2)));
  assert.equal(phone.records.size, 1);
});

test('a practice that goes on is not mistaken for another', async () => {
  const { keeper, phone } = setUp();
  phone.kept = after(START, ...reps(4));
  await keeper.keep(after(START, ...reps(5)));
  assert.equal(phone.records.size, 0);
});

test('once another tab has the practice, nothing more is written', async () => {
  const { keeper, phone } = setUp();
  await keeper.keep(after(START, ...reps(1)));
  keeper.stop();
  await keeper.keep(after(START, ...reps(2)));
  assert.equal(totalReps(phone.kept), 1);
});

/** Two repetitions are on the phone and two in memory, when another tab takes the practice. */
async function setUpShared() {
  const all = setUp();
  await all.keeper.keep(after(START, ...reps(2)));
  all.phone.failing = true;
  await all.keeper.keep(after(START, ...reps(4)));
  all.keeper.share();
  all.phone.failing = false;
  return all;
}

test('in trouble, what another tab counted on is not written over', async () => {
  const counted = { run: after(START, ...reps(3)), drop: null, undo: after(START, ...reps(1)) };
  for (const [what, kept] of Object.entries(counted)) {
    const { keeper, phone, shown, overtaken } = await setUpShared();
    phone.kept = kept;
    const before = shown.length;
    await keeper.keep(after(START, ...reps(5)));
    await keeper.keep(after(START, ...reps(6)));
    assert.equal(phone.kept, kept, what);
    assert.equal(phone.records.size, 0, what);
    assert.equal(overtaken.length, 1, what);
    assert.ok(
      shown.slice(before).every(({ failed }) => failed),
      'never said to be kept',
    );
  }
});

test('in trouble, a session that another tab saved is not written over', async () => {
  const { keeper, phone, overtaken } = await setUpShared();
  await setUpOn(phone).keep(after(START, ...reps(6)));
  const [saved] = phone.records.values();
  await keeper.keep(after(START, ...reps(5)));
  assert.equal(phone.kept, null);
  assert.deepEqual([...phone.records.values()], [saved]);
  assert.equal(overtaken.length, 1);
});

test('in trouble, a tab that only looked costs no repetition', async () => {
  const { keeper, phone, overtaken } = await setUpShared();
  await keeper.keep(after(START, ...reps(5)));
  assert.equal(totalReps(phone.kept), 5);
  assert.deepEqual(overtaken, []);
  phone.kept = after(START, ...reps(1));
  await keeper.keep(after(START, ...reps(6)));
  assert.equal([...phone.records.values()].length, 1, 'and is asked no more once it is kept');
});

test('a practice that can not be read is put aside, and comes back once it can', async () => {
  const { keeper, phone } = setUp();
  const newer = { ...after(START, ...reps(4)), id: '01900000-0000-7000-8000-000000000002', version: VERSION + 1 };
  phone.kept = newer;
  await keeper.keep(after(START, ...reps(1)));
  assert.equal(phone.kept.id, PLAN.id);
  const [[name, aside]] = phone.settings;
  assert.deepEqual(aside, [newer]);

  phone.settings.set(name, [{ ...newer, version: VERSION }, 'damaged']);
  await setUpOn(phone).keep(after(START, ...reps(2)));
  assert.deepEqual(
    phone.records.get(newer.id).sets.map((set) => set.reps),
    [3, 1],
  );
  assert.deepEqual(phone.settings.get(name), ['damaged']);
});

test('a screen that fails does not stop the keeping', async () => {
  const phone = new Phone();
  const keeper = new Keeper(
    async () => phone,
    () => {
      throw new Error('no such element');
    },
  );
  await keeper.keep(after(START, ...reps(1)));
  await keeper.keep(after(START, ...reps(2)));
  assert.equal(totalReps(phone.kept), 2);
});

test('a session that is kept late leaves no older practice to go on with', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { keeper, phone } = setUp();
  const finishRun = phone.finishRun;
  let wake;
  phone.finishRun = async (...args) => {
    await new Promise((resolve) => {
      wake = resolve;
    });
    return finishRun(...args);
  };
  const reached = after(START, ...reps(6));
  const late = keeper.keep(reached);
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  t.mock.timers.tick(2000);
  await late;
  phone.finishRun = finishRun;
  const keepRun = phone.keepRun;
  phone.keepRun = async (run) => {
    wake();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    return keepRun(run);
  };
  await keeper.keep(after(reached, 'undo'));
  assert.equal(totalReps(phone.kept), 5);
  await keeper.keep(after(reached, 'finish'));
  assert.equal(phone.kept, null);
  assert.deepEqual(
    phone.records.get(PLAN.id).sets.map((set) => set.reps),
    [3, 3],
  );
});

test('what a page has not kept when it is left is asked for at once, by the way it would have been kept', async () => {
  const { keeper, phone } = setUp();
  await keeper.keep(after(START, ...reps(1)));
  keeper.keep(after(START, ...reps(2)));
  keeper.keep(after(START, ...reps(3))); // still waits for the write before it
  phone.calls.length = 0;
  keeper.leave(phone);
  assert.deepEqual(phone.calls, ['keepRun']);
  await keeper.keep(after(START, ...reps(6)));
  phone.calls.length = 0;
  keeper.leave(phone);
  assert.deepEqual(phone.calls, [], 'all is kept');
  keeper.keep(after(START, ...reps(6), 'undo'));
  keeper.leave(phone);
  assert.deepEqual(phone.calls, ['save']);
});

test('an Undo right after the last repetition is handed over as a change of the session, not lost to it', async () => {
  for (const [taken, call] of [
    [after(START, ...reps(6), 'undo'), 'finishRun'],
    [after({ ...START, sets: [{ ...START.sets[0], target: 1 }] }, 'rep', 'undo'), 'remove'],
  ]) {
    const { keeper, phone } = setUp();
    keeper.keep(after(taken, 'rep'));
    while (!phone.calls.includes('finishRun')) await new Promise(setImmediate); // it is under way
    keeper.keep(taken);
    phone.calls.length = 0;
    keeper.leave(phone);
    assert.ok(phone.calls.includes(call), `${phone.calls}`);
    assert.ok(!phone.calls.includes('keepRun'));
    await keeper.keep(taken);
  }
});

test('a page that another tab has overtaken hands nothing over when it is left', async () => {
  const { keeper, phone } = await setUpShared();
  phone.calls.length = 0;
  keeper.leave(phone);
  assert.deepEqual(phone.calls, []);
});
