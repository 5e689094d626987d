import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';

const page = Object.assign(new EventTarget(), { hidden: false });
globalThis.document = page;
globalThis.addEventListener = (name, listener) => page.addEventListener(name, listener);

const { now, onRenewal, today, untilMidnight } = await import('../../static/js/page/clock.js');

const HOUR = 3_600_000;
const here = (zone) => {
  process.env.TZ = zone;
};

beforeEach(() => {
  mock.timers.reset();
  page.hidden = false;
});

/** Watches from a moment on. @returns {string[]} the days on which it was called */
function watch(moment, zone = 'Europe/Berlin') {
  here(zone);
  mock.timers.enable({ apis: ['Date', 'setTimeout'], now: Date.parse(moment) });
  const days = [];
  onRenewal(() => days.push(today()));
  return days;
}

test('a day of 23, 24 or 25 hours ends at its own midnight, also one that has no midnight', () => {
  const left = (zone, moment) => {
    here(zone);
    return untilMidnight(Date.parse(moment)) / HOUR;
  };
  assert.equal(left('Europe/Berlin', '2026-03-29T00:00:00+01:00'), 23);
  assert.equal(left('Europe/Berlin', '2026-06-01T00:00:00+02:00'), 24);
  assert.equal(left('Europe/Berlin', '2026-10-25T00:00:00+02:00'), 25);
  assert.equal(left('America/Santiago', '2026-09-05T12:00:00-04:00'), 12); // the clocks go from 24:00 to 01:00
  assert.equal(left('America/Santiago', '2026-04-04T12:00:00-03:00'), 13); // and from 24:00 back to 23:00
});

for (const [zone, moment, day] of [
  ['Pacific/Kiritimati', '2026-11-22T23:59:50+14:00', '2026-11-23'],
  ['Pacific/Pago_Pago', '2026-11-22T23:59:50-11:00', '2026-11-23'],
  ['Europe/Berlin', '2026-03-28T23:59:50+01:00', '2026-03-29'],
  ['Europe/Berlin', '2026-12-31T23:59:50+01:00', '2027-01-01'],
]) {
  test(`the day turns at midnight in ${zone}, once`, () => {
    const days = watch(moment, zone);
    mock.timers.tick(9_999);
    assert.deepEqual(days, []);
    mock.timers.tick(1);
    assert.deepEqual(days, [day]);
    mock.timers.tick(HOUR);
    assert.deepEqual(days, [day]);
  });
}

test('a page that nobody sees waits for nothing, and looks when it is seen again', () => {
  const days = watch('2026-11-22T23:00:00+01:00');
  page.hidden = true;
  page.dispatchEvent(new Event('visibilitychange'));
  mock.timers.tick(2 * HOUR);
  assert.deepEqual(days, []);
  page.hidden = false;
  page.dispatchEvent(new Event('visibilitychange'));
  assert.deepEqual(days, ['2026-11-23']);
  mock.timers.tick(24 * HOUR);
  assert.deepEqual(days, ['2026-11-23', '2026-11-24']);
});

test('one that comes back out of the cache is drawn anew, one that is opened is not', () => {
  const days = watch('2026-11-22T12:00:00+01:00');
  page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
  assert.equal(days.length, 0);
  page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  assert.equal(days.length, 1);
});

test('another time zone is noticed while the page is seen', () => {
  const days = watch('2026-11-22T23:00:00+01:00');
  here('Asia/Tokyo');
  mock.timers.tick(15_000);
  assert.deepEqual(days, ['2026-11-23']);
  here('America/Los_Angeles');
  mock.timers.tick(15_000);
  assert.deepEqual(days, ['2026-11-23', '2026-11-22']);
});

test('a clock that is set to another day is noticed, forwards and back', () => {
  const days = watch('2036-05-01T12:00:00+02:00');
  for (const day of ['2026-11-22', '2026-11-24', '1970-01-01']) {
    mock.method(Date, 'now', () => Date.parse(`${day}T12:00:00+01:00`));
    mock.timers.tick(15_000);
    assert.equal(now(), `${day}T12:00:00.000+01:00`);
  }
  assert.deepEqual(days, ['2026-11-22', '2026-11-24', '1970-01-01']);
});
