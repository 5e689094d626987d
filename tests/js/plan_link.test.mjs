import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fromBase64Url, toBase64Url } from '../../static/js/page/base64url.js';
import { crc32 } from '../../static/js/plan/crc32.js';
import { fromFragment, toFragment } from '../../static/js/plan/link.js';

const ITEM = { guide: 'hip-hinge', reps: 10, rounds: 2, tempo: 100, days: [1, 3, 5] };
const PLAN = {
  items: [ITEM],
  starts_on: '2026-11-30',
  review_on: null,
  remind_at: null,
  activities: [],
  given_by: '',
  words: '',
};
const FULL = {
  items: [ITEM, { guide: 'foam-roller-deadlift', reps: 100, rounds: 10, tempo: 200, days: [1, 2, 3, 4, 5, 6, 7] }],
  starts_on: '2028-02-29',
  review_on: '2028-04-11',
  remind_at: '23:59',
  activities: ['mettre mes chaussures', '靴下を履く', '\u{1F9E6}'],
  given_by: 'Zoë Müller, Physio',
  words: 'Slowly. Stop at 4 of 10.\n"<b>&amp;</b>"',
};
const LONGEST = {
  items: Array.from('abcdef', (letter) => ({ ...FULL.items[1], guide: letter.repeat(64) })),
  starts_on: '9999-12-31',
  review_on: '9999-12-31',
  remind_at: '00:00',
  activities: Array.from('12345', (one) => one + '\u{1F9E6}'.repeat(79)),
  given_by: '\u{1F9E6}'.repeat(80),
  words: '\u{1F9E6}'.repeat(500),
};

const reason = (code) => (error) => error.reason === code;
/** A fragment of any bytes, with the right checksum. */
const signed = (bytes) => {
  const sum = crc32(Uint8Array.from(bytes));
  return toBase64Url(Uint8Array.from([...bytes, sum >>> 24, (sum >>> 16) & 255, (sum >>> 8) & 255, sum & 255]));
};
const bodyOf = (plan) => [...fromBase64Url(toFragment(plan)).subarray(0, -4)];

test('the checksum is that of gzip and PNG', () => {
  assert.equal(crc32(new TextEncoder().encode('123456789')), 0xcbf43926);
  assert.equal(crc32(new Uint8Array()), 0);
});

test('a plan comes out of its link as it went in', () => {
  for (const plan of [PLAN, FULL, LONGEST, { ...PLAN, starts_on: '0001-01-01', remind_at: '00:00' }]) {
    const fragment = toFragment(plan);
    assert.match(fragment, /^[\w-]+$/);
    assert.deepEqual(fromFragment(fragment), plan);
    assert.deepEqual(Object.keys(fromFragment(`#${fragment}`)), Object.keys(plan));
  }
});

test('links that were given out can be read for ever', () => {
  assert.deepEqual(fromFragment('AQESaGlwLWhpbmdlCgJkFe2ULQAAAAAAaV5gUQ'), PLAN);
});

test('what a message leaves around a link is ignored', () => {
  const fragment = toFragment(FULL);
  for (const after of ['.', ').', ' ', '\n', '»', '">', ',', '!'])
    assert.deepEqual(fromFragment(` #${fragment}${after}`), FULL);
});

test('what an address makes of that is ignored too', () => {
  for (const after of ['%22', '%C2%BB', '.%E2%80%9D', '%20)'])
    assert.deepEqual(fromFragment(`#${toFragment(FULL)}${after}`), FULL);
});

test('a long text is looked through once', () => {
  for (const text of ['.'.repeat(200_000), ' '.repeat(200_000), '%20'.repeat(80_000), '#'.repeat(200_000)])
    for (const whole of [text, `${text}x`, `x${text}~`, `${toFragment(FULL)}${text}x`])
      assert.throws(() => fromFragment(whole), reason('damaged'));
});

test('two guides and 200 characters of any alphabet stay short', () => {
  const url = 'https://hinge.example/plan/#';
  for (const letter of ['a', 'é', 'ж', '靴']) {
    const plan = { ...PLAN, items: FULL.items, review_on: '2027-01-11', words: letter.repeat(200) };
    assert.ok((url + toFragment(plan)).length <= 665, letter); // bytes in a QR code of version 20, level M
  }
});

test('a link with any letter changed, lost or added is damaged', () => {
  const fragment = toFragment(FULL);
  for (let at = 0; at < fragment.length; at += 1) {
    const other = fragment[at] === 'A' ? 'B' : 'A';
    for (const wrong of [
      fragment.slice(0, at) + other + fragment.slice(at + 1),
      fragment.slice(0, at) + fragment.slice(at + 1),
      fragment.slice(0, at) + other + fragment.slice(at),
      fragment.slice(0, at),
    ])
      if (wrong !== fragment) assert.throws(() => fromFragment(wrong), reason('damaged'), wrong);
  }
});

test('what is no link is damaged', () => {
  const longest = toFragment(LONGEST);
  assert.ok(longest.length < 8000);
  for (const wrong of [
    '',
    '#',
    '%',
    'a',
    '\0',
    'A='.repeat(9),
    'é',
    null,
    undefined,
    {},
    'A'.repeat(1e6),
    `${longest}!x`,
  ])
    assert.throws(() => fromFragment(wrong), reason('damaged'), String(wrong).slice(0, 20));
});

test('a newer version is told from damage', () => {
  assert.throws(() => fromFragment(signed([2, 1, 2, 3])), reason('newer'));
  assert.throws(() => fromFragment(signed([200, 1])), reason('newer'));
  assert.throws(() => fromFragment(signed([0, 1, 2])), reason('damaged'));
});

test('a plan beyond the limits is neither written nor read', () => {
  const beyond = [
    { ...PLAN, items: [] },
    { ...PLAN, items: [{ ...ITEM, reps: 0 }] },
    { ...PLAN, items: [{ ...ITEM, days: [] }] },
    { ...PLAN, items: [ITEM, ITEM] },
    { ...PLAN, review_on: '2026-11-29' },
    { ...PLAN, starts_on: '2026-02-30' },
    { ...PLAN, remind_at: '24:00' },
    { ...PLAN, words: 'a'.repeat(501) },
    { ...PLAN, given_by: '\0' },
    { ...PLAN, words: '\ud800' },
    { ...PLAN, ended_on: null },
    { ...PLAN, more: 1 },
    { items: [ITEM] },
  ];
  for (const plan of beyond) assert.throws(() => toFragment(plan), reason('limits'), JSON.stringify(plan));

  const body = bodyOf(PLAN);
  const at = body.indexOf(ITEM.reps);
  for (const reps of [0, 101]) assert.throws(() => fromFragment(signed(body.with(at, reps))), reason('limits'));
  assert.throws(() => fromFragment(signed(body.with(at + 3, 0))), reason('limits')); // no day
});

test('bytes that no plan is written as are damaged or beyond the limits, and never anything else', () => {
  let seed = 7;
  const random = (below) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return seed % below;
  };
  const body = bodyOf(FULL);
  for (let round = 0; round < 20_000; round += 1) {
    const bytes = [...body];
    for (let n = 1 + random(3); n > 0; n -= 1) {
      if (random(2)) bytes[random(bytes.length)] = random(256);
      else bytes.splice(random(bytes.length), random(3), ...Array.from({ length: random(3) }, () => random(256)));
    }
    const fragment = signed(bytes);
    try {
      assert.equal(toFragment(fromFragment(fragment)), fragment);
    } catch (error) {
      assert.ok(['damaged', 'newer', 'limits'].includes(error.reason), `${error} ${fragment}`);
    }
  }
});
