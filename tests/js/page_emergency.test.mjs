import assert from 'node:assert/strict';
import { test } from 'node:test';

import { emergencyNumber } from '../../static/js/page/emergency.js';

test('the emergency number is that of the region of the most wanted language that names one', () => {
  for (const [languages, number] of [
    [['en-GB', 'en'], '999'],
    [['en-US', 'en'], '911'],
    [['fr-CA'], '911'],
    [['fr', 'fr-CH'], '112'],
    [['en', 'en-AU'], '000'],
    [['zh-Hans-CN'], '120'],
    [['de-DE', 'en-US'], '112'],
  ]) {
    assert.equal(emergencyNumber(languages), number, languages.join());
  }
});

test('where no region is named it is the number that mobile phones know everywhere', () => {
  assert.equal(emergencyNumber(['en']), '112');
  assert.equal(emergencyNumber([]), '112');
});
