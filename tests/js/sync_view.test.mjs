import assert from 'node:assert/strict';
import test from 'node:test';

import { isTemporary, retryAfter, retryDelay, SyncTrouble } from '../../static/js/sync/trouble.js';
import { maySync, statusWord } from '../../static/js/sync/view.js';

const ON = { on: true, synced: 1, trouble: null, retryAt: 0 };
const CALM = { waiting: 0, rejected: 0, later: 0, syncing: false, online: true };
const trouble = (code) => ({ ...ON, trouble: { code, message: '' } });

test('the word is true', () => {
  assert.equal(statusWord({ ...ON, on: false }, { ...CALM, waiting: 4 }), 'off');
  assert.equal(statusWord(ON, CALM), 'synced');
  assert.equal(statusWord({ ...ON, synced: null }, CALM), 'waiting', 'nothing was ever agreed on');
  assert.equal(statusWord(ON, { ...CALM, waiting: 2 }), 'waiting');
  assert.equal(statusWord(ON, { ...CALM, waiting: 2, syncing: true }), 'syncing');
  assert.equal(statusWord(ON, { ...CALM, online: false }), 'offline');
  assert.equal(statusWord(trouble('unreachable'), CALM), 'offline');
  assert.equal(statusWord(trouble('strange'), CALM), 'offline');
  assert.equal(statusWord(trouble('unavailable'), { ...CALM, waiting: 1 }), 'offline');
  assert.equal(statusWord(trouble('not_signed_in'), { ...CALM, online: false }), 'error');
  assert.equal(
    statusWord(ON, { ...CALM, waiting: 3, rejected: 2, later: 1 }),
    'synced',
    'what is refused holds nothing up',
  );
  assert.equal(statusWord(ON, { ...CALM, waiting: 3, rejected: 1, later: 1 }), 'waiting');
});

test('a try of its own accord waits, the person does not', () => {
  const busy = { ...trouble('slow_down'), retryAt: 5_000 };
  assert.ok(!maySync(busy, 'open', 1_000));
  assert.ok(!maySync(busy, 'change', 1_000));
  assert.ok(maySync(busy, 'button', 1_000));
  assert.ok(maySync(busy, 'open', 5_000));
  assert.ok(!maySync({ ...trouble('not_signed_in'), retryAt: 5_000 }, 'open', 1_000), 'no hammering');
  assert.ok(maySync({ ...trouble('unreachable'), retryAt: 5_000 }, 'online', 1_000));
  assert.ok(!maySync({ ...ON, on: false }, 'button', 1_000));
});

test('a clock that went back does not keep sync waiting', () => {
  const anHour = { ...trouble('slow_down'), retryAt: 3_600_000 };
  assert.ok(!maySync(anHour, 'open', 0), 'the longest pause');
  assert.ok(maySync(anHour, 'open', -1));
});

test('the pause doubles up to a minute, half of it by chance', () => {
  const gone = new SyncTrouble('unreachable');
  assert.deepEqual(
    [1, 2, 3, 6, 40].map((failures) => retryDelay(gone, failures, 1)),
    [2_000, 4_000, 8_000, 60_000, 60_000],
  );
  assert.equal(retryDelay(gone, 3, 0), 4_000);
});

test('the server is never asked again sooner than it said, nor later than in an hour', () => {
  assert.ok(retryDelay(new SyncTrouble('slow_down', '', 30_000), 1, 0) >= 30_000);
  assert.equal(retryDelay(new SyncTrouble('slow_down', '', 9e9), 1), 3_600_000);
  assert.equal(retryDelay(new SyncTrouble('invalid_request'), 1), 3_600_000);
});

test('Retry-After is seconds or a date', () => {
  const now = Date.UTC(2026, 10, 22);
  assert.equal(retryAfter('120', now), 120_000);
  assert.equal(retryAfter(new Date(now + 5_000).toUTCString(), now), 5_000);
  assert.equal(retryAfter(new Date(now - 5_000).toUTCString(), now), 0);
  assert.equal(retryAfter('soon', now), 0);
  assert.equal(retryAfter(null, now), 0);
});

test('what the person must see to does not pass by itself', () => {
  for (const code of ['unreachable', 'strange', 'slow_down', 'server_error', 'unavailable'])
    assert.ok(isTemporary(code));
  for (const code of ['not_signed_in', 'invalid_request', 'too_large', 'forbidden', 'new_code'])
    assert.ok(!isTemporary(code));
});
