// Tables for spreadsheets (CSV), and the one of all sessions.

import { repsBySide, repsOf, secondsOf } from '../records/days.js';
import { dayOf } from '../records/time.js';

/** The columns of the CSV, in order. The page holds their headings. */
export const COLUMNS = [
  'date',
  'time',
  'guide',
  'left',
  'right',
  'both',
  'total',
  'minutes',
  'pain_before',
  'pain_after',
  'effort',
  'tilt',
  'hips',
  'knees',
  'counter',
  'counted',
  'note',
];

/**
 * One row a session.
 * @param {import('../records/entry.js').Entry[]} entries @param {Record<string, string>} headings by column
 * @param {(slug: string) => string} titleOf @param {string} [locale] BCP 47: whose decimal sign is written
 * @param {(counter: string) => string} [wordOf] what counted
 * @returns {string}
 */
export function toCsv(entries, headings, titleOf, locale = 'en', wordOf = String) {
  const rows = entries.map(({ record }) => cells(record.data, titleOf, wordOf));
  return tableOf(COLUMNS, rows, headings, locale);
}

/**
 * A table by RFC 4180, with the mark by which spreadsheets know UTF-8. Where a comma is the decimal sign, spreadsheets
 * expect a semicolon between cells.
 * @param {string[]} columns in order @param {Record<string, ?(string|number)>[]} rows by column
 * @param {Record<string, string>} headings by column @param {string} locale BCP 47 @returns {string}
 */
export function tableOf(columns, rows, headings, locale) {
  const decimal = decimalSign(locale);
  const separator = decimal === ',' ? ';' : ',';
  const lines = [headings, ...rows].map((row) =>
    columns.map((column) => formatCell(row[column] ?? '', decimal)).join(separator),
  );
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function decimalSign(locale) {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  return parts.find(({ type }) => type === 'decimal').value === ',' ? ',' : '.';
}

function cells(data, titleOf, wordOf) {
  return {
    date: dayOf(data.started_at),
    time: data.started_at.slice(11, 16),
    guide: titleOf(data.guide),
    ...repsBySide(data),
    total: repsOf(data),
    minutes: Math.round(secondsOf(data) / 6) / 10,
    pain_before: data.pain_before,
    pain_after: data.pain_after,
    effort: data.effort,
    tilt: most(data, 'tilts'),
    hips: most(data, 'hips'),
    knees: most(data, 'knees'),
    counter: [...new Set(data.sets.map((set) => wordOf(set.counter)))].join(', '),
    counted: countedOf(data),
    note: data.note,
  };
}

/** The most that was measured, in degrees; undefined where nothing was. @param {'tilts'|'hips'|'knees'} what */
function most({ sets }, what) {
  const degrees = sets.flatMap((set) => set[what] ?? []).filter((one) => one !== null);
  return degrees.length ? Math.max(...degrees) : undefined;
}

/** All repetitions as they were counted; undefined where none were corrected. */
function countedOf({ sets }) {
  if (sets.every(({ counted }) => counted === undefined)) return undefined;
  return sets.reduce((sum, { counted, reps }) => sum + (counted ?? reps), 0);
}

function formatCell(value, decimal) {
  if (typeof value === 'number') return String(value).replace('.', decimal);
  const inner = INNER_FORMULAS.reduce((text, pattern) => text.replace(pattern, "$&'"), value);
  const text = FORMULA.test(value) ? `'${inner}` : inner;
  return /[",;|\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// A spreadsheet runs a cell that begins like a formula, in the wide characters of East Asia too: an apostrophe keeps it
// text.
const FORMULA = /^[\s\p{C}"]*[=+\-@＝＋－＠]|^\s*[\t\r]/u;
// A cell also begins after what a spreadsheet takes for the separator that was told another one, or has one of its own.
const SEPARATED_FORMULA =
  /[,;|\t\n\v\f\r\x85\u2028\u2029](?:(?![\t\n\v\f\r\x85\u2028\u2029])[\s\p{C}"])*(?=[=+\-@＝＋－＠])/gu;
// So it may after a space or a colon; but a dash, a minus and a plus stand there in many a note, so only what could
// call something, and no ":-(".
const SPACED_FORMULA = /[ \xa0\u202f]"*(?=[=@＝＠][^ ]|[+\-＋－][^ \t\r\n]*[(|!])/gu;
const COLON_FORMULA = /:"*(?=[=@＝＠][^ ]|[+\-＋－]\w[^ \t\r\n]*[(|!])/gu;
const INNER_FORMULAS = [SEPARATED_FORMULA, SPACED_FORMULA, COLON_FORMULA];
