import assert from 'node:assert/strict';
import { test } from 'node:test';

import { mends } from '../../static/js/records/mend.js';

const LOSSY = new TextDecoder();

for (const [whole, damaged] of [
  ['déjà vu', 'd\uFFFDj\uFFFD vu'],
  ['é', '\uFFFD'],
  ['où ça ? là', 'o\uFFFD \uFFFDa ? l\uFFFD'],
  ['éà', '\uFFFD'], // a decoder may write one for several letters,
  ['é', '\uFFFD\uFFFD'], // or several for one
  ['aba', 'a\uFFFDa'],
  ['xabab', 'x\uFFFDb'],
  ['déjà \uFFFD', 'd\uFFFDj\uFFFD \uFFFD'], // where a person wrote that sign
]) {
  test(`“${whole}” mends “${damaged}”`, () => {
    assert.ok(mends(whole, damaged));
    assert.ok(
      mends({ note: whole, list: [1, { a: null }, whole] }, { list: [1, { a: null }, damaged], note: damaged }),
    );
    assert.ok(!mends(damaged, whole));
  });
}

for (const [whole, damaged] of [
  ['deja vu', 'deja vu'],
  ['d\uFFFDj\uFFFD', 'd\uFFFDj\uFFFD'],
  ['dj vu', 'd\uFFFDj vu'],
  ['déjà vu', 'd\uFFFDj\uFFFD vue'],
  ['déjà vu', 'e\uFFFDj\uFFFD vu'],
  ['déja vu', 'd\uFFFDj\uFFFDx vu'],
  ['ab', 'ab\uFFFDb'],
  ['', '\uFFFD'],
  ['d\uFFFDjà vu\uFFFD', 'd\uFFFDj\uFFFD vu'],
]) {
  test(`“${whole}” is not “${damaged}” whole`, () => assert.ok(!mends(whole, damaged)));
}

test('nothing but the lost letters may differ', () => {
  const damaged = { note: '\uFFFD', reps: 3, sets: [1, 2] };
  assert.ok(mends({ note: 'é', reps: 3, sets: [1, 2] }, damaged));
  for (const whole of [
    { note: 'é', reps: 4, sets: [1, 2] },
    { note: 'é', reps: 3, sets: [1] },
    { note: 'é', reps: 3 },
    { note: 'é', reps: 3, sets: { 0: 1, 1: 2 } },
    { note: 'é', reps: 3, sets: [1, 2], more: 1 },
    null,
    'é',
  ]) {
    assert.ok(!mends(whole, damaged), JSON.stringify(whole));
  }
  assert.ok(!mends(null, null));
});

test('what an older Windows wrote and was read as UTF-8 is mended', () => {
  const text = 'Très légère gêne à gauche, même après';
  const bytes = Uint8Array.from(text, (letter) => letter.codePointAt(0)); // windows-1252 has these as they are
  assert.ok(mends(text, LOSSY.decode(bytes)));
});

test('a long text that is nearly the same takes no time', () => {
  const part = 'a'.repeat(40);
  assert.ok(!mends(`${part.repeat(50)}b`, `${'a\uFFFD'.repeat(900)}c`));
});
