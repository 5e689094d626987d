import assert from 'node:assert/strict';
import { test } from 'node:test';

import { settleAll, withTimeout } from '../../static/js/practice/clock.js';

test('what is over before anybody awaits it leaves no rejection unhandled', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const unhandled = [];
  const note = (reason) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  t.after(() => process.off('unhandledRejection', note));
  const never = new Promise(() => {});
  const all = settleAll(2_000, [never, Promise.reject(new Error('no room')), Promise.resolve(1)]);
  await new Promise(setImmediate);
  t.mock.timers.tick(2_000);
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
  assert.deepEqual(unhandled, []);
  assert.deepEqual(
    (await all).map(({ status }) => status),
    ['rejected', 'rejected', 'fulfilled'],
  );
});

test('a promise is waited for as long as it says, and what comes later is not missed either', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let fail;
  const slow = withTimeout(
    2_000,
    new Promise((_, reject) => {
      fail = reject;
    }),
  );
  const refused = assert.rejects(slow, /nothing after 2000 ms/);
  t.mock.timers.tick(2_000);
  await refused;
  fail(new Error('late'));
  await new Promise(setImmediate);
});
