import assert from 'node:assert/strict';
import test from 'node:test';

import { isRecord } from '../../static/js/records/envelope.js';
import { newDevice, newId } from '../../static/js/records/id.js';
import { localTime, nextStamp } from '../../static/js/records/time.js';

test('an id is a UUID of version 7 that sorts by time', () => {
  const ids = Array.from({ length: 200 }, (_, i) => newId(1_700_000_000_000 + i));
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual([...ids].sort(), ids);
  assert.equal(newId(0x0190_0000_0001, new Uint8Array(10).fill(255)), '01900000-0001-7fff-bfff-ffffffffffff');
});

test('ids made in the same millisecond differ', () => {
  assert.equal(new Set(Array.from({ length: 1000 }, () => newId(5))).size, 1000);
});

test('a device is named within the limits of the protocol', () => {
  assert.match(newDevice(), /^[0-9a-f]{16}$/);
});

test('a moment is written with the offset that the clock showed', () => {
  const moment = Date.UTC(2026, 10, 22, 19, 3, 11, 120);
  assert.equal(localTime(moment, -300), '2026-11-22T14:03:11.120-05:00');
  assert.equal(localTime(moment, 345), '2026-11-23T00:48:11.120+05:45');
  assert.equal(localTime(moment, -210), '2026-11-22T15:33:11.120-03:30');
  assert.equal(localTime(moment, 0), '2026-11-22T19:03:11.120+00:00');
  assert.equal(Date.parse(localTime(moment)), moment);
  assert.equal(localTime(Number.MAX_SAFE_INTEGER).slice(0, 4), '9999', 'a stamp that no Date can hold');
});

test('a stamp is beyond all that was seen, also when the clock went back', () => {
  assert.equal(nextStamp(1000.7, 500), 1000);
  assert.equal(nextStamp(1000, 5000), 5001);
  assert.equal(nextStamp(-5), 0);
  assert.equal(nextStamp(1000, Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
});

test('an envelope has every field, of its type', () => {
  const good = { kind: 'plan', id: newId(), stamp: 0, device: 'a', deleted: false, data: {} };
  assert.ok(isRecord(good));
  assert.ok(isRecord({ ...good, deleted: true, data: null, later: 'field' }));
  const wrong = [
    { kind: '' },
    { kind: 1 },
    { id: 'x' },
    { id: good.id.toUpperCase() },
    { stamp: -1 },
    { stamp: 1.5 },
    { stamp: 2 ** 53 },
    { device: '' },
    { device: 'a b' },
    { device: 'a'.repeat(65) },
    { deleted: 0 },
    { data: null },
    { data: [] },
    { deleted: true },
  ];
  for (const change of wrong) assert.ok(!isRecord({ ...good, ...change }), JSON.stringify(change));
  for (const value of [null, 'text', [], 3]) assert.ok(!isRecord(value));
});
