import assert from 'node:assert/strict';
import test from 'node:test';

import { clock, lasts, linkedCode, typedCode } from '../../static/js/settings/code.js';

test('a code is taken however it was typed', () => {
  for (const text of [
    'ABCD-2345',
    ' abcd 2345 ',
    'abcd2345\n',
    'AB CD–23 45',
    'https://hinge.example/settings/#pair=ABCD-2345',
  ]) {
    assert.equal(typedCode(text), 'ABCD2345', text);
  }
});

test('a link has its code in the fragment', () => {
  assert.equal(linkedCode('#pair=ABCD-2345'), 'ABCD2345');
  assert.equal(linkedCode('#pair=ABCD%2D2345'), 'ABCD2345');
  assert.equal(linkedCode('#pair=%E0%A4'), '%E0%A4');
  for (const hash of ['', '#sync', '#pair=', '#pair=--', '#other=1']) assert.equal(linkedCode(hash), null, hash);
});

test('a code lasts until its end, and its whole life on a phone whose clock is wrong', () => {
  const now = Date.UTC(2026, 10, 22);
  assert.equal(lasts(new Date(now + 90_000).toISOString(), now), 90_000);
  assert.equal(lasts(new Date(now - 7_200_000).toISOString(), now), 600_000);
  assert.equal(lasts(new Date(now + 7_200_000).toISOString(), now), 600_000);
  assert.equal(lasts('no time', now), 600_000);
});

test('the time left reads as on a clock', () => {
  assert.deepEqual([600_000, 599_400, 61_000, 900, 0, -5].map(clock), [
    '10:00',
    '10:00',
    '1:01',
    '0:01',
    '0:00',
    '0:00',
  ]);
});
