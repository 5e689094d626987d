// Writes the table of a copy: node table.mjs LOCALE COPY

import { readFileSync } from 'node:fs';

import { COLUMNS, toCsv } from '../../../static/js/history/csv.js';

const [, , locale, copy] = process.argv;
const entries = JSON.parse(readFileSync(copy, 'utf8')).records.map((record) => ({ record }));
process.stdout.write(
  toCsv(entries, Object.fromEntries(COLUMNS.map((column) => [column, column])), (slug) => slug, locale),
);
