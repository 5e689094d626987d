import assert from 'node:assert/strict';
import { test } from 'node:test';

import { firstDayOfWeek, formats, locale } from '../../static/js/page/format.js';

const write = formats('en-GB');

test('the page’s language is written as the person’s country writes it', () => {
  assert.equal(locale('en', ['de-DE', 'en-GB', 'en-US']), 'en-GB');
  assert.equal(locale('en', ['de-DE']), 'en');
  assert.equal(locale('en', ['eng-XX']), 'en');
});

test('an hour is the one that stood on the phone, in whatever zone it is read', () => {
  assert.equal(write.time('2026-11-22T23:05:00.000-11:00'), '23:05');
  assert.match(formats('en-US').time('2026-11-22T23:05:00.000+14:00'), /^11:05\sPM$/);
});

test('a day tells its year only where it is another one', () => {
  assert.equal(write.day('2026-11-22', '2026-12-01'), 'Sunday 22 November');
  assert.equal(write.day('2026-11-22T23:05:00.000-11:00', '2026-11-22'), 'Sunday 22 November');
  assert.match(write.day('2025-11-22', '2026-01-01'), /^Saturday,? 22 November 2025$/);
});

test('weeks begin as people there begin them', () => {
  assert.equal(firstDayOfWeek('en-GB'), 1);
  assert.equal(firstDayOfWeek('en-US'), 7);
});
