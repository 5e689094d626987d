// Days, hours and numbers as the page's language writes them.

/** A day, to write the names of weekdays. */
export const A_MONDAY = '2024-01-01';

/** The person's own form of the page's language (`en-GB` for `en`), for its clock and its order of dates. */
export function locale(language, preferred) {
  return preferred.find((one) => one === language || one.startsWith(`${language}-`)) ?? language;
}

/** A format that is made when it is first used: making one takes a browser several milliseconds. */
function lazily(make) {
  let format = null;
  return (value) => {
    format ??= make();
    return format.format(value);
  };
}

/**
 * Takes RFC 3339 times, and for days also `2026-11-22`; all are shown as they were written, whatever the zone is now.
 * @param {string} locale BCP 47
 */
export function formats(locale) {
  const write = (options) => lazily(() => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }));
  const date = write({ weekday: 'long', day: 'numeric', month: 'long' });
  const dateAndYear = write({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const shortDate = write({ day: 'numeric', month: 'short' });
  const shortDateAndYear = write({ day: 'numeric', month: 'short', year: 'numeric' });
  const clock = write({ timeStyle: 'short' });
  const mediumDate = write({ dateStyle: 'medium' });
  const month = write({ month: 'long', year: 'numeric' });
  const weekday = write({ weekday: 'narrow' });
  const shortWeekday = write({ weekday: 'short' });
  const longWeekday = write({ weekday: 'long' });
  const number = lazily(() => new Intl.NumberFormat(locale));
  // its own T and Z may be small letters
  const written = (time) => new Date(`${time.slice(0, 10)}T${time.slice(11, 19)}Z`);
  const onDay = (time) => new Date(time.slice(0, 10));
  /** A copy once brought days in that no calendar has: they are shown as they stand there. */
  const orAsWritten = (text, date, format) =>
    Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text) ? text : format(date);
  return {
    /** The year is told only where it isn't the one of `today`. */
    day: (day, today) =>
      orAsWritten(day.slice(0, 10), onDay(day), day.slice(0, 4) === today.slice(0, 4) ? date : dateAndYear),
    date: (day) => orAsWritten(day, onDay(day), mediumDate),
    shortDay: (day, today = day) =>
      orAsWritten(day.slice(0, 10), onDay(day), day.slice(0, 4) === today.slice(0, 4) ? shortDate : shortDateAndYear),
    month: (day) => month(onDay(day)),
    weekday: (day) => weekday(onDay(day)),
    shortWeekday: (day) => shortWeekday(onDay(day)),
    longWeekday: (day) => longWeekday(onDay(day)),
    time: (time) => (Number.isNaN(written(time).getTime()) ? time.slice(11, 16) : clock(written(time))),
    number,
  };
}

/** The first day of the week there: 1 Monday … 7 Sunday. @param {string} locale @returns {number} */
export function firstDayOfWeek(locale) {
  const info = new Intl.Locale(locale);
  return (info.getWeekInfo?.() ?? info.weekInfo)?.firstDay ?? 1;
}
