// Days, hours and numbers as the page's language writes them.

/** The person's own form of the page's language (`en-GB` for `en`), for its clock and its order of dates. */
export function locale(language, preferred) {
  return preferred.find((one) => one === language || one.startsWith(`${language}-`)) ?? language;
}

/**
 * Takes RFC 3339 times, and for days also `2026-11-22`; all are shown as they were written, whatever the zone is now.
 * @param {string} locale BCP 47
 */
export function formats(locale) {
  const write = (options) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const date = write({ weekday: 'long', day: 'numeric', month: 'long' });
  const dateAndYear = write({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const shortDate = write({ day: 'numeric', month: 'short' });
  const clock = write({ timeStyle: 'short' });
  const month = write({ month: 'long', year: 'numeric' });
  const weekday = write({ weekday: 'narrow' });
  const longWeekday = write({ weekday: 'long' });
  const number = new Intl.NumberFormat(locale);
  const written = (time) => new Date(`${time.slice(0, 19)}Z`);
  const onDay = (time) => new Date(time.slice(0, 10));
  return {
    /** The year is told only where it isn't the one of `today`. */
    day: (day, today) => (day.slice(0, 4) === today.slice(0, 4) ? date : dateAndYear).format(onDay(day)),
    shortDay: (day) => shortDate.format(onDay(day)),
    month: (day) => month.format(onDay(day)),
    weekday: (day) => weekday.format(onDay(day)),
    longWeekday: (day) => longWeekday.format(onDay(day)),
    time: (time) => clock.format(written(time)),
    number: (value) => number.format(value),
  };
}

/** The first day of the week there: 1 Monday … 7 Sunday. @param {string} locale @returns {number} */
export function firstDayOfWeek(locale) {
  const info = new Intl.Locale(locale);
  return (info.getWeekInfo?.() ?? info.weekInfo)?.firstDay ?? 1;
}
