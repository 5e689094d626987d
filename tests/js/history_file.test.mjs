import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { decode, readText } from '../../static/js/history/file.js';
import { readExport } from '../../static/js/history/import.js';
import { checkRecord } from '../../static/js/records/check.js';

const CP1252 = readFileSync(new URL('../cases/copy-cp1252.json', import.meta.url));
const TEXT = new TextDecoder('windows-1252').decode(CP1252);
const bytes = (text) => new TextEncoder().encode(text);
const utf16 = (text, isBig) => {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 * at, text.charCodeAt(at), !isBig);
  return new Uint8Array(view.buffer);
};
/** What becomes of a file: its notes, or what is wrong with it. */
function read(file) {
  const { text, problem } = decode(new Uint8Array(file));
  if (problem) return problem;
  const found = readExport(text, checkRecord);
  return found.problem ?? found.records.map(({ data }) => data.note).join();
}

for (const [name, file] of [
  ['UTF-8', bytes(TEXT)],
  ['UTF-8 with a byte order mark', bytes(`\uFEFF${TEXT}`)],
  ['UTF-16 as Windows saves it', utf16(`\uFEFF${TEXT}`, false)],
  ['UTF-16 in the other order', utf16(`\uFEFF${TEXT}`, true)],
  ['UTF-16 without a mark', utf16(TEXT, false)],
  ['UTF-16 in the other order without a mark', utf16(TEXT, true)],
  ['UTF-8 with a line break before and after', bytes(`\r\n${TEXT}\r\n`)],
]) {
  test(`a copy in ${name} is read whole`, () => assert.equal(read(file), 'déjà vu'));
}

const LATER = TEXT.replace('"hinge-records"', `"hinge-records", "exported_by": "${'x'.repeat(9000)}"`);
for (const [name, file, problem] of [
  ['in windows-1252', CP1252, 'encoding'],
  ['in windows-1252, its first letter late', Uint8Array.from(LATER, (letter) => letter.charCodeAt(0)), 'encoding'],
  [
    'in UTF-8 with one byte that is none',
    new Uint8Array([...bytes(TEXT).slice(0, -5), 0xff, ...bytes(TEXT).slice(-5)]),
    'encoding',
  ],
  [
    'in UTF-8 with half a surrogate pair',
    new Uint8Array([...bytes(TEXT).slice(0, 400), 0xed, 0xa0, 0x80, ...bytes(TEXT).slice(400)]),
    'encoding',
  ],
  ['with an overlong form', new Uint8Array([...bytes(TEXT), 0xc0, 0x80]), 'encoding'],
  ['in UTF-16 with half a pair', utf16(`\uFEFF${TEXT.replace('vu', '\uD83D')}`, false), 'encoding'],
  ['cut off', bytes(TEXT).slice(0, 300), 'not-json'],
  [
    'cut off in the middle of a letter',
    bytes(TEXT).slice(0, bytes(TEXT.slice(0, TEXT.indexOf('é'))).length + 1),
    'not-json',
  ],
  ['with half a letter after its end', new Uint8Array([...bytes(TEXT), 0xc3]), 'not-json'],
  ['in UTF-16 with a byte too many', new Uint8Array([...utf16(`\uFEFF${TEXT}`, false), 0x20]), 'not-json'],
  ['twice in one file', bytes(TEXT + TEXT), 'not-json'],
  ['with zeros at its end, as a disk that was full leaves', new Uint8Array([...bytes(TEXT), 0, 0, 0]), 'not-json'],
  ['with a zero in it', bytes(TEXT.replace('d', '\0')), 'not-json'],
]) {
  test(`a copy ${name} is refused whole as ${problem}`, () => assert.equal(read(file), problem));
}

for (const [name, file] of [
  ['empty', []],
  ['one zero', [0]],
  ['nothing but zeros', new Array(4096).fill(0)],
  ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]],
  ['nothing but a mark', [0xef, 0xbb, 0xbf]],
  ['nothing but a mark of UTF-16', [0xff, 0xfe]],
  ['half a unit of UTF-16', [0xff, 0xfe, 0x7b]],
  ['UTF-32', [0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]],
]) {
  test(`a file that is ${name} is no copy`, () => assert.equal(read(file), 'not-json'));
}

test('lists in lists without end are no copy, and a record that has them is left out', () => {
  const deep = (open, close, times) => bytes(`${open.repeat(times)}${close.repeat(times)}`);
  assert.match(read(deep('[', ']', 200_000)), /^(not-json|other-format)$/);
  const record = (levels) =>
    `{"kind": "later", "id": "019aa1b2-0000-7000-8000-00000000e001", "stamp": 1, "device": "a", "deleted": false,
    "data": ${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}`;
  const copy = (levels) =>
    readExport(`{"format": "hinge-records", "version": 1, "records": [${record(levels)}]}`, checkRecord);
  assert.equal(copy(10).records.length, 1);
  assert.deepEqual(copy(100).refused, [{ index: 1, problem: { code: 'deep', field: '' } }]);
  assert.deepEqual(copy(5_000).refused, [{ index: 1, problem: { code: 'deep', field: '' } }]);
});

test('a file that is too large is not read, and one that can not be read is told of', async () => {
  const unread = { arrayBuffer: () => assert.fail('it was read') };
  assert.deepEqual(await readText({ ...unread, size: 2 ** 28 + 1 }), { problem: 'too-large' });
  assert.deepEqual(
    await readText({ size: 3, arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }),
    { problem: 'unreadable' },
  );
  assert.deepEqual(await readText(new Blob(['{}'])), { text: '{}' });
});
