// What a person takes away: every record as JSON, to be put back one day, and the sessions as CSV, to be read.

import { dayOf, repsBySide, repsOf, secondsOf } from './days.js';

export const FORMAT = 'hinge-records';
export const VERSION = 1;

/** The columns of the CSV, in order. The page holds their headings. */
export const COLUMNS = [
  'date', 'time', 'guide', 'left', 'right', 'both', 'total', 'minutes', 'pain_before', 'pain_after', 'counter', 'note',
];

/**
 * Every record, deletions too, so that a copy brings back exactly what was there.
 * @param {object[]} records envelopes @param {import('../records/besides.js').Besides} beside
 * @param {string} exportedAt RFC 3339 @returns {string} JSON
 */
export function toJson(records, beside, exportedAt) {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, exported_at: exportedAt, records, beside }, null, 1)}\n`;
}

/**
 * One row a session, by RFC 4180, with the mark by which spreadsheets know UTF-8.
 * @param {import('./days.js').Item[]} items @param {Record<string, string>} headings by column
 * @param {(slug: string) => string} titleOf @returns {string}
 */
export function toCsv(items, headings, titleOf) {
  const rows = [
    COLUMNS.map((column) => headings[column]),
    ...items.map(({ record }) => {
      const row = cells(record.data, titleOf);
      return COLUMNS.map((column) => row[column]);
    }),
  ];
  return `\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function cells(data, titleOf) {
  return {
    date: dayOf(data.started_at),
    time: data.started_at.slice(11, 16),
    guide: titleOf(data.guide),
    ...repsBySide(data),
    total: repsOf(data),
    minutes: Math.round(secondsOf(data) / 6) / 10,
    pain_before: data.pain_before,
    pain_after: data.pain_after,
    counter: [...new Set(data.sets.map((set) => set.counter))].join(' '),
    note: data.note,
  };
}

// A spreadsheet runs a cell that begins like a formula: an apostrophe keeps it text.
const FORMULA = /^[\s\uFEFF]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

function quoted(value) {
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value ?? '') ? `'${value}` : (value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
