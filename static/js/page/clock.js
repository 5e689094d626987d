// The current time and day of the page, and an event when the day may have changed.

import { dayOf, localTime } from '../records/time.js';

// nothing tells of another time zone or of a clock that was set, and timers sleep with the phone
const CHECK_MS = 15_000;

/** This moment as the phone's clock shows it. @returns {string} RFC 3339 with the phone's own offset */
export const now = () => localTime(Date.now());

/** @returns {string} such as `2026-11-22` */
export const today = () => dayOf(now());

/**
 * From a moment to the beginning of the next day here, also of one with 23 or 25 hours.
 * @param {number} ms since 1970 @returns {number} ms, at least 1
 */
export function untilMidnight(ms) {
  const date = new Date(ms);
  return Math.max(1, new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime() - ms);
}

/**
 * Calls when what was drawn may belong to another day: at midnight, when the page is seen again, and soon after the
 * time zone or the day of the phone's clock was changed.
 * @param {() => void} listener
 */
export function onRenewal(listener) {
  let drawn = dayAndZone();
  let timer;
  const wait = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(check, Math.min(CHECK_MS, untilMidnight(Date.now())));
  };
  const renew = () => {
    drawn = dayAndZone();
    wait();
    listener();
  };
  const check = () => (dayAndZone() === drawn ? wait() : renew());
  document.addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(timer) : renew()));
  addEventListener('pageshow', ({ persisted }) => persisted && renew());
  wait();
}

const dayAndZone = () => now().replace(/T[\d:.]+/, ' '); // such as `2026-11-22 +01:00`
