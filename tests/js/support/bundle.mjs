// Reads records and what to do with them as JSON from standard input, and writes the FHIR bundle of their report.

import { readFileSync } from 'node:fs';
import { bundleOf } from '../../../static/js/report/fhir.js';
import { reportOf } from '../../../static/js/report/report.js';

const { records, weeks, now, notes } = JSON.parse(readFileSync(0, 'utf-8'));
const of = (kind) => records.filter((record) => record.kind === kind).map((record) => ({ id: record.id, record }));
const report = reportOf({ sessions: of('session'), checks: of('check'), plans: of('plan') }, weeks, now);
let made = 0;
const means = {
  now,
  language: 'en',
  notes: new Set(notes),
  say: (name, values = {}) => [name, ...Object.values(values)].join(' '),
  titleOf: (slug) => `Title of ${slug}`,
  isOneSided: (slug) => slug === 'foam-roller-deadlift',
  percent: (share) => `${100 * share}%`,
  makeId: () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
};
process.stdout.write(JSON.stringify(bundleOf(report, means)));
