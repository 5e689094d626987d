import assert from 'node:assert/strict';
import { test } from 'node:test';

import { changes, level } from '../../static/js/history/changes.js';

const before = { guide: 'hip-hinge', pain_before: 4, pain_after: null, note: 'one\r\ntwo' };
const entered = { pain_before: 4, pain_after: null, note: 'one\ntwo' };

test('a form that was left as it was changes nothing, whatever it does to line breaks', () => {
  assert.deepEqual(changes(before, entered), {});
});

test('only the fields that a person changed are changed', () => {
  assert.deepEqual(changes(before, { ...entered, pain_after: 0 }), { pain_after: 0 });
  assert.deepEqual(changes(before, { ...entered, pain_before: null }), { pain_before: null });
  assert.deepEqual(changes(before, { ...entered, note: ' better \r\nnow\n' }), { note: 'better \nnow' });
  assert.deepEqual(changes(before, { ...entered, note: 'cut \ud83d' }), { note: 'cut' });
});

test('no level of pain is none given, and 0 is 0', () => {
  assert.equal(level(''), null);
  assert.equal(level('0'), 0);
  assert.equal(level('10'), 10);
});
