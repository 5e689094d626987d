// SMART Health Links: static/js/report/jwe.js and health-links.js. tests/js/test_jwe.py decrypts with jwcrypto.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { modulesOf } from '../../static/js/page/qr.js';
import { hasRoom, makeHealthLink, shlinkOf } from '../../static/js/report/health-links.js';
import { sealed } from '../../static/js/report/jwe.js';

const KEY = new Uint8Array(32).fill(7);
const TEXT = JSON.stringify({ note: 'é — 🦵'.repeat(500) });
const STANDING = { id: 'x'.repeat(43), created_at: '2026-11-22T17:30:00Z', expires_at: '2026-11-29T17:30:00Z' };

async function opened(token, key = KEY) {
  const [head, none, iv, text, tag] = token.split('.').map((part) => Buffer.from(part, 'base64url'));
  assert.equal(none.length, 0);
  const how = { name: 'AES-GCM', iv, additionalData: Buffer.from(token.split('.')[0]) };
  const aes = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  const plain = Buffer.from(await crypto.subtle.decrypt(how, aes, Buffer.concat([text, tag])));
  const header = JSON.parse(head);
  return { header, text: (header.zip ? inflateRawSync(plain) : plain).toString() };
}

test('a text is compressed, encrypted, and comes out whole', async () => {
  const token = await sealed(TEXT, KEY, 'application/fhir+json');
  assert.deepEqual(await opened(token), {
    header: { alg: 'dir', enc: 'A256GCM', cty: 'application/fhir+json', zip: 'DEF' },
    text: TEXT,
  });
  assert.ok(token.length < TEXT.length / 10);
  assert.match(token, /^[\w-]+\.\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/);
  await assert.rejects(opened(token, new Uint8Array(32)));
});

test('no two tokens are the same, nor their initialization vectors', async () => {
  const tokens = await Promise.all(Array.from({ length: 20 }, () => sealed('x', KEY, 'text/plain')));
  assert.equal(new Set(tokens.map((token) => token.split('.')[2])).size, 20);
});

test('a browser that can not compress leaves it out, and says so', async (t) => {
  const { CompressionStream } = globalThis;
  t.after(() => {
    globalThis.CompressionStream = CompressionStream;
  });
  globalThis.CompressionStream = undefined;
  const { header, text } = await opened(await sealed(TEXT, KEY, 'application/fhir+json'));
  assert.deepEqual(header, { alg: 'dir', enc: 'A256GCM', cty: 'application/fhir+json' });
  assert.equal(text, TEXT);
});

test('a link holds the address, the key, the flag, the end and a label', () => {
  const link = shlinkOf('https://hinge.example', STANDING, KEY, 'Exercices à la maison');
  assert.match(link, /^shlink:\/[\w-]+$/);
  assert.deepEqual(JSON.parse(Buffer.from(link.slice('shlink:/'.length), 'base64url')), {
    url: `https://hinge.example/api/shl/${'x'.repeat(43)}`,
    flag: 'U',
    key: Buffer.from(KEY).toString('base64url'),
    exp: Date.parse('2026-11-29T17:30:00Z') / 1000,
    label: 'Exercices à la maison',
  });
});

test('an address of more than 128 characters makes no link, and the longest link a code', () => {
  const host = (length) => `https://${'h'.repeat(length)}`;
  assert.ok(!hasRoom(host(69)));
  assert.ok(hasRoom(host(68)));
  const link = shlinkOf(host(68), STANDING, KEY, '日'.repeat(80));
  assert.equal(JSON.parse(Buffer.from(link.slice('shlink:/'.length), 'base64url')).url.length, 128);
  assert.ok(modulesOf(link).version <= 23);
});

test('nothing is kept on a server whose name is too long', async (t) => {
  const { fetch } = globalThis;
  t.after(() => {
    globalThis.fetch = fetch;
    delete globalThis.location;
  });
  globalThis.fetch = () => assert.fail('asked');
  globalThis.location = { origin: `https://${'h'.repeat(69)}` };
  await assert.rejects(makeHealthLink('{}', 'application/json', '', 1), { name: 'SyncTrouble', code: 'long_host' });
});
