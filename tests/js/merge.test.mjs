import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { compare, wins } from '../../static/js/records/merge.js';
import { chance, pick } from './support/random.mjs';

const record = (stamp, deleted, device) => ({
  kind: 'session',
  id: 'x',
  stamp,
  deleted,
  device,
  data: deleted ? null : {},
});

test('the later stamp stands, then the deletion, then the greater device', () => {
  assert.ok(wins(record(2, false, 'a'), record(1, true, 'z')));
  assert.ok(wins(record(1, true, 'a'), record(1, false, 'z')));
  assert.ok(wins(record(1, false, 'b'), record(1, false, 'a')));
  assert.ok(wins(record(1, false, 'ab'), record(1, false, 'a')));
  assert.ok(wins(record(1, false, 'a'), record(1, false, 'Z')), 'by code point, not by alphabet');
  assert.ok(!wins(record(1, false, 'a'), record(1, false, 'a')));
});

test('devices are ordered by code point, beyond the 16 bits of a unit too', () => {
  assert.ok(wins(record(1, false, '\u{1F600}'), record(1, false, '\uFF5E')));
});

test('stamps near 2^53 are told apart', () => {
  assert.ok(wins(record(2 ** 53 - 1, false, 'a'), record(2 ** 53 - 2, true, 'z')));
});

test('the rule is a total order: any order of arrival ends with the same change', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = chance(seed);
    const changes = Array.from({ length: 12 }, () =>
      record(Math.floor(random() * 4), random() < 0.5, pick(random, ['a', 'b', 'B', 'a-1', '_', '0'])),
    );
    for (const a of changes) {
      for (const b of changes) {
        assert.equal(Math.sign(compare(a, b)), -Math.sign(compare(b, a)) + 0, `seed ${seed}`);
        for (const c of changes) if (wins(a, b) && wins(b, c)) assert.ok(wins(a, c), `seed ${seed}`);
      }
    }
    const merge = (list) => list.reduce((held, change) => (wins(change, held) ? change : held));
    const shuffled = [...changes].sort(() => random() - 0.5);
    assert.equal(compare(merge(changes), merge(shuffled)), 0, `seed ${seed}`);
  }
});

test('the server and the phone agree on every vector', () => {
  const vectors = JSON.parse(readFileSync(new URL('../vectors/merge.json', import.meta.url), 'utf8'));
  assert.ok(vectors.length > 0);
  for (const vector of vectors) {
    assert.ok(wins(vector.wins, vector.loses), vector.why);
    assert.ok(!wins(vector.loses, vector.wins), vector.why);
    assert.ok(!wins(vector.wins, { ...vector.wins }), 'a change does not beat itself');
  }
});
