// The phone and the import say of every record what the server says of it: tests/support/record_vectors.py makes them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { readExport } from '../../static/js/history/import.js';
import { checkData, checkRecord } from '../../static/js/records/check.js';
import { isRecord } from '../../static/js/records/envelope.js';

const { bases, vectors } = JSON.parse(readFileSync(new URL('../vectors/records.json', import.meta.url), 'utf8'));

const reason = (problem) => (problem ? [problem.code, problem.field] : null);

/** The record of a vector. Its objects get no other prototype by a field of that name. */
function made({ kind, changes }) {
  const record = structuredClone(bases[kind]);
  for (const [place, ...value] of changes) {
    const name = place.at(-1);
    const holder = place.slice(0, -1).reduce((found, part) => found[part], record);
    if (value.length === 0) delete holder[name];
    else
      Object.defineProperty(holder, name, {
        value: structuredClone(value[0]),
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return record;
}

const wrong = (vector, problem) => `${JSON.stringify(vector).slice(0, 300)} → ${JSON.stringify(problem)}`;

test('there are some hundreds, of every reason', () => {
  assert.ok(vectors.length > 500);
  const codes = new Set(vectors.map(({ expected }) => expected?.[0] ?? 'good'));
  assert.deepEqual([...codes].sort(), [
    'before_start',
    'good',
    'half_character',
    'invalid',
    'missing',
    'no_such_time',
    'nul',
    'over_24_hours',
    'says_nothing',
    'twice',
    'unknown',
    'unknown_kind',
  ]);
});

test('the phone gives each its reason', () => {
  for (const vector of vectors) {
    const problem = reason(checkRecord(made(vector)));
    assert.deepEqual(problem, vector.expected, wrong(vector, problem));
  }
});

test('the import takes what is good or of a newer kind, and names the reason of everything else', () => {
  for (const vector of vectors) {
    const text = JSON.stringify({ format: 'hinge-records', version: 1, records: [] }).replace(
      '[]',
      () => `[${json(made(vector))}]`,
    );
    const { records, refused } = readExport(text, checkRecord);
    const isKept = vector.expected === null || vector.expected[0] === 'unknown_kind';
    assert.equal(records.length, isKept ? 1 : 0, wrong(vector, refused));
    assert.deepEqual(
      refused.map(({ problem }) => reason(problem)),
      isKept ? [] : [vector.expected],
      wrong(vector, refused),
    );
  }
});

test('what is taken can be merged and kept', () => {
  for (const vector of vectors) {
    if (vector.expected === null || vector.expected[0] === 'unknown_kind')
      assert.ok(isRecord(made(vector)), wrong(vector));
  }
});

test('there are some hundreds of each kind', () => {
  for (const kind of ['session', 'check', 'plan'])
    assert.ok(vectors.filter((one) => one.kind === kind).length > 300, kind);
});

test('data is told as in its record', () => {
  for (const vector of vectors) {
    const { kind, deleted, data } = made(vector);
    if (
      !Object.hasOwn(bases, kind) ||
      deleted !== false ||
      (vector.expected && !vector.expected[1].startsWith('data.'))
    )
      continue;
    assert.deepEqual(reason(checkData(kind, data)), vector.expected, wrong(vector));
  }
});

test('what is no record is told so', () => {
  for (const value of [null, 1, 'text', [], true, [bases.session]])
    assert.deepEqual(checkRecord(value), { code: 'no_record', field: '' });
});

/** As JSON.stringify, with the number that no float holds. */
const json = (record) =>
  JSON.stringify(record, (_, value) => (value === Infinity ? '@1e400@' : value)).replace('"@1e400@"', '1e400');
