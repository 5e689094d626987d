// Times and days as records keep them, told from those that no calendar or clock has.

const TIME = /^(\d{4}-\d\d-\d\d)[Tt](\d\d):(\d\d):([0-5]\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/** Whether a calendar has a day such as `2026-11-30`. @param {string} day */
export function isDay(day) {
  const midnight = new Date(Date.parse(day));
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day) && !day.startsWith('0000');
}

/**
 * Since 1970, exact; `Date.parse` takes days that no calendar has, and drops what is shorter than a millisecond.
 * @param {string} time @returns {{seconds: number, nanoseconds: number}|{code: 'invalid'|'no_such_time'}}
 */
export function moment(time) {
  const found = TIME.exec(time);
  if (!found) return { code: 'invalid' };
  const [, day, hours, minutes, seconds, fraction = '', sign = '+', offsetHours = 0, offsetMinutes = 0] = found;
  if (!isDay(day) || hours > 23 || minutes > 59) return { code: 'no_such_time' };
  const offset = Number(`${sign}1`) * (offsetHours * 3600 + offsetMinutes * 60);
  return {
    seconds: Date.parse(day) / 1000 + hours * 3600 + minutes * 60 + Number(seconds) - offset,
    nanoseconds: Number(fraction.padEnd(9, '0')),
  };
}
