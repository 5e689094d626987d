// Writes the calendar file of the series that stand in the file named on the command line.
import { readFileSync } from 'node:fs';

import { toCalendar } from '../../../static/js/plan/calendar.js';

const { series, words, now } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const wordsOf = (items) => ({
  summary: words?.summary ?? items.map(({ guide }) => guide).join(' + '),
  lines: words?.lines ?? items.map(({ guide, reps }) => `${guide}: ${reps}`),
});
process.stdout.write(toCalendar(series, wordsOf, now));
