import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { COLUMNS, toCsv } from '../../static/js/history/csv.js';
import { readExport } from '../../static/js/history/import.js';
import { CHECK_COLUMNS, checksTable, PLAN_COLUMNS, plansTable } from '../../static/js/history/tables.js';
import { checkRecord } from '../../static/js/records/check.js';
import { toJson } from '../../static/js/records/copy.js';
import { checkOf } from '../../static/js/records/retests.js';

const data = {
  guide: 'foam-roller-deadlift',
  started_at: '2026-11-22T14:03:11.120-05:00',
  ended_at: '2026-11-22T14:09:11.120-05:00',
  sets: [
    { side: 'left', reps: 15, target: 15, seconds: 95, counter: 'tap' },
    { side: 'right', reps: 12, target: 15, seconds: 91, counter: 'tap' },
  ],
  pain_before: 4,
  pain_after: 0,
  note: '',
};
const record = {
  kind: 'session',
  id: '019aa1b2-0000-7000-8000-000000000001',
  stamp: 1,
  device: 'phone',
  deleted: false,
  data,
};
const tombstone = { ...record, id: '019aa1b2-0000-7000-8000-000000000002', deleted: true, data: null };
const fine = () => null;
const written = (locale, ...notes) =>
  toCsv(
    notes.map((note) => ({ record: { ...record, data: { ...data, note } } })),
    Object.fromEntries(COLUMNS.map((column) => [column, column.toUpperCase()])),
    (slug) => `Guide ${slug}`,
    locale,
    (counter) => `by ${counter}`,
  );
const csv = (...notes) => written('en', ...notes);

/** The cells of a CSV by RFC 4180, or with another separator, read by a parser that knows nothing of the writer. */
function parse(text, separator = ',') {
  const rows = [];
  let row = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"' && isQuoted && text[at + 1] === '"') {
      at += 1;
      cell += char;
    } else if (char === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
    else if (isQuoted || ![separator, '\r', '\n'].includes(char)) cell += char;
    else {
      row.push(cell);
      cell = '';
      if (char === separator) continue;
      if (char === '\r' && text[at + 1] === '\n') at += 1;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

test('what was exported reads back the same, deletions and kinds of a later version too', () => {
  const plan = { ...record, kind: 'plan', id: '019aa1b2-0000-7000-8000-000000000003', data: { any: 'thing' } };
  const { records, refused } = readExport(toJson([record, tombstone, plan], {}, '2026-11-22T15:00:00.000-05:00'), fine);
  assert.deepEqual(records, [record, tombstone, plan]);
  assert.deepEqual(refused, []);
});

test('an export says what it is and when it was made', () => {
  const file = JSON.parse(toJson([], {}, '2026-11-22T15:00:00.000-05:00'));
  assert.deepEqual(file, {
    format: 'hinge-records',
    version: 1,
    exported_at: '2026-11-22T15:00:00.000-05:00',
    records: [],
    beside: {},
  });
});

test('a byte order mark that an editor put there does no harm', () => {
  assert.deepEqual(readExport(`\uFEFF${toJson([record], {}, 'x')}`, fine).records, [record]);
});

for (const [text, problem] of [
  ['', 'not-json'],
  ['{"format": "hinge-rec', 'not-json'],
  ['null', 'other-format'],
  ['[]', 'other-format'],
  ['"hinge-records"', 'other-format'],
  ['{"format": "strong-app", "version": 1, "records": []}', 'other-format'],
  ['{"format": "hinge-records", "version": "1", "records": []}', 'other-format'],
  ['{"format": "hinge-records", "version": 1, "records": {}}', 'other-format'],
  ['{"format": "hinge-records", "version": 2, "records": []}', 'newer-version'],
]) {
  test(`a file that is ${text || 'empty'} is told apart as ${problem}`, () => {
    assert.deepEqual(readExport(text, fine), { problem });
  });
}

test('the valid records of a file are taken, and each other one is named by its place', () => {
  const text = toJson([record, { ...record, stamp: -1 }, tombstone, null], {}, 'x');
  assert.deepEqual(readExport(text, checkRecord), {
    records: [record, tombstone],
    beside: {},
    refused: [
      { index: 2, problem: { code: 'invalid', field: 'stamp' } },
      { index: 4, problem: { code: 'no_record', field: '' } },
    ],
  });
});

const beside = { effort: 4, depths: [{ side: 'left', degrees: [50, null, -3] }] };

test('what a device alone knew of a session comes back with it', () => {
  const text = toJson([record, tombstone], { [record.id]: beside }, 'x');
  assert.deepEqual(readExport(text, fine), {
    records: [record, tombstone],
    beside: { [record.id]: beside },
    refused: [],
  });
});

for (const wrong of [
  null,
  'x',
  { effort: 4 },
  { ...beside, effort: 11 },
  { ...beside, effort: '4' },
  { ...beside, depths: [null] },
  { ...beside, depths: [{ side: 'front', degrees: [] }] },
  { ...beside, depths: [{ side: 'left', degrees: [50.5] }] },
  { ...beside, depths: [{ side: 'left', degrees: new Array(1001).fill(1) }] },
]) {
  test(`a session is taken without what is damaged beside it: ${JSON.stringify(wrong).slice(0, 60)}`, () => {
    const text = toJson([record], { [record.id]: wrong }, 'x');
    assert.deepEqual(readExport(text, fine), {
      records: [record],
      beside: {},
      refused: [{ index: 1, problem: { code: 'beside', field: '' } }],
    });
  });
}

test('CSV has a heading and one row a session, with the hour of the person’s own clock', () => {
  const text = csv('good');
  assert.ok(text.startsWith('\uFEFF'));
  const [heading, row, ...more] = parse(text.slice(1));
  assert.deepEqual(
    heading,
    COLUMNS.map((column) => column.toUpperCase()),
  );
  assert.deepEqual(row, [
    '2026-11-22',
    '14:03',
    'Guide foam-roller-deadlift',
    '15',
    '12',
    '0',
    '27',
    '3.1',
    '4',
    '0',
    '',
    '',
    '',
    '',
    'by tap',
    '',
    'good',
  ]);
  assert.deepEqual(more, []);
});

test('pain that was not given is an empty cell, pain of 0 is 0', () => {
  const items = [{ record: { ...record, data: { ...data, pain_before: null } } }];
  const row = parse(toCsv(items, {}, String).slice(1))[1];
  assert.deepEqual(row.slice(8, 10), ['', '0']);
});

test('effort, tilt, what counted and corrections have their columns', () => {
  const sets = [
    { ...data.sets[0], counter: 'motion', tilts: [48, null, 55], counted: 12 },
    { ...data.sets[1], tilts: [null], hips: [70, null, 82], knees: [15, null, 5] },
  ];
  const items = [{ record: { ...record, data: { ...data, sets, effort: 0 } } }];
  const row = parse(toCsv(items, {}, String, 'en', (counter) => `by ${counter}`).slice(1))[1];
  assert.deepEqual(row.slice(10, 16), ['0', '55', '82', '15', 'by motion, by tap', '24']);
});

test('commas, quotes and line breaks in a note stay one cell', () => {
  const notes = ['a, b', 'say "ah"', 'one\ntwo', 'one\r\ntwo', '"', ',"\r\n",'];
  assert.deepEqual(
    parse(csv(...notes).slice(1))
      .slice(1)
      .map((row) => row.at(-1)),
    notes,
  );
});

const FORMULAS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  ' =1',
  '\u00A0=1',
  '\u200B=1',
  '"=1+1"',
  '＝1',
  '＋1',
  '－1',
  '＠A1',
  '=HYPERLINK("http://x","y")',
  '\uFEFF=1',
];

test('a cell that a spreadsheet would run stays text', () => {
  for (const note of FORMULAS) {
    const cell = parse(csv(note).slice(1))[1].at(-1);
    assert.equal(cell[0], "'");
    assert.equal(cell.replaceAll("'", ''), note.replaceAll("'", ''));
  }
  for (const note of ['\ta', '\ra']) assert.equal(parse(csv(note).slice(1))[1].at(-1), `'${note}`);
  assert.equal(parse(csv('1 = good').slice(1))[1].at(-1), '1 = good');
});

for (const locale of ['en', 'fr']) {
  for (const [name, separator] of [
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
    ['pipe', '|'],
    ['nothing but the line’s end', '\0'],
  ]) {
    test(`no cell of a table in ${locale} is a formula where the separator is ${name}`, () => {
      const notes = FORMULAS.flatMap((formula) =>
        ['', 'a', '"', '""', ' '].flatMap((before) =>
          [',', ';', '\t', '|', '\n', '\r', '\r\n', ', ', ',"', ';\u00A0', '\n\n', ';;', '\t,'].map(
            (between) => `${before}${between}${formula}${between}b`,
          ),
        ),
      );
      const found = parse(written(locale, ...notes, ...FORMULAS).slice(1), separator)
        .flat()
        .filter((cell) => /^[\s\p{C}"]*[=+\-@＝＋－＠]/u.test(cell));
      assert.deepEqual(found, []);
    });
  }
}

test('a text that is made safe can still be read, and one that is safe stays as it is', () => {
  const note = (text) => parse(csv(text).slice(1))[1].at(-1);
  assert.equal(note('a;=1+1;b'), "a;'=1+1;b");
  assert.equal(note('better, -1 today'), "better, '-1 today");
  assert.equal(note('a\r\n=1'), "a\r\n'=1");
  assert.equal(note('a =1+1'), "a '=1+1");
  assert.equal(note('a @SUM(1) b'), "a '@SUM(1) b");
  assert.equal(note('a "=1'), 'a "\'=1');
  assert.equal(note("a +cmd|' /C calc'!A0"), "a '+cmd|' /C calc'!A0");
  assert.equal(note('a:=1+1:b'), "a:'=1+1:b");
  assert.equal(note("a:+cmd|' /C calc'!A0"), "a:'+cmd|' /C calc'!A0");
  for (const plain of [
    ':-( or :-|',
    'pain:-1, ratio 1:2',
    'left - right',
    'pain 5 -3',
    '1 + 1 = 2',
    'at @ home',
    'a-b; c=d',
    'well-being\nlow-back',
    'x@y.z, 1+1',
    '8 | 9\tok',
  ])
    assert.equal(note(plain), plain);
});

test('where a comma is the decimal sign a semicolon stands between the cells', () => {
  const rows = (locale, separator) => parse(written(locale, 'a;b,c').slice(1), separator);
  const rest = ['4', '0', '', '', '', '', 'by tap', '', 'a;b,c'];
  for (const locale of ['fr', 'fr-CA', 'de', 'es-ES']) {
    assert.deepEqual(
      rows(locale, ';')[0],
      COLUMNS.map((column) => column.toUpperCase()),
      locale,
    );
    assert.deepEqual(rows(locale, ';')[1].slice(6), ['27', '3,1', ...rest], locale);
  }
  for (const locale of ['en', 'en-GB', 'ja'])
    assert.deepEqual(rows(locale, ',')[1].slice(6), ['27', '3.1', ...rest], locale);
});

test('the example in the docs is a copy that can be brought in', () => {
  const docs = readFileSync(new URL('../../docs/copies.md', import.meta.url), 'utf8');
  const [, example] = /```json\n([\s\S]*?)```/.exec(docs);
  const { records, refused } = readExport(example, checkRecord);
  assert.deepEqual(refused, []);
  assert.deepEqual(
    records.map(({ deleted }) => deleted),
    [false, true],
  );
  for (const column of COLUMNS) assert.ok(docs.includes(`\`${column}\``), column);
});

const same = (columns) => Object.fromEntries(columns.map((column) => [column, column]));
const check = {
  at: '2026-11-23T08:15:00.000-05:00',
  session: record.id,
  pain: 2,
  activities: [
    { text: '=1+1', score: 4 },
    { text: 'a, "b"', score: 0 },
  ],
  tilts: [48, 52],
  note: '@SUM(1)',
};
const checks = (data, locale = 'en') =>
  checksTable([{ record: { data } }], (id) => (id === record.id ? record.data : undefined), {
    headings: same(CHECK_COLUMNS),
    locale,
    titleOf: (slug) => `Guide ${slug}`,
    aboutIn: (about) => `about ${about}`,
  });

test('the table of checks has a row for each activity, and all else once', () => {
  const [heading, ...rows] = parse(checks(check).slice(1));
  assert.deepEqual(heading, CHECK_COLUMNS);
  const when = ['2026-11-23', '08:15', 'about next-day'];
  const back = ['2026-11-22', 'Guide foam-roller-deadlift'];
  assert.deepEqual(rows, [
    [...when, ...back, '2', "'=1+1", '4', '48 52', '52', '', "'@SUM(1)"],
    [...when, '', '', '', 'a, "b"', '0', '', '', '', ''],
  ]);
});

test('a check without activities is one row, and a practice that is gone is an empty cell', () => {
  const data = {
    ...check,
    session: '019aa1b2-0000-7000-8000-00000000000f',
    activities: [],
    tilts: [],
    pain: 0,
    note: '',
  };
  const [, ...rows] = parse(checks(data, 'fr').slice(1), ';');
  assert.deepEqual(rows, [['2026-11-23', '08:15', 'about next-day', '', '', '0', '', '', '', '', '', '']]);
});

test('a retest by camera has the knees in a column, and its line is no word of the person', () => {
  const seen = checkOf({ at: check.at, bows: [60, 72], knees: [10, 15] });
  const [, row] = parse(checks({ ...seen, note: `easier\n${seen.note}` }).slice(1));
  assert.deepEqual(row.slice(-4), ['60 72', '72', '10 15', 'easier']);
});

test('the table of plans has a row for each exercise', () => {
  const plan = {
    items: [
      { guide: 'hip-hinge', reps: 12, rounds: 2, tempo: 100, days: [1, 3, 5] },
      { guide: 'wall-tap', reps: 10, rounds: 1, tempo: 120, days: [7] },
    ],
    starts_on: '2026-11-30',
    review_on: null,
    ended_on: '2026-12-14',
    remind_at: '07:30',
    activities: ['socks', '=1+1'],
    given_by: '+1',
    words: 'Slowly.\nNo rush.',
  };
  const words = { headings: same(PLAN_COLUMNS), locale: 'en', titleOf: String, weekday: (number) => `d${number}` };
  const [heading, ...rows] = parse(plansTable([{ record: { data: plan } }], words).slice(1));
  assert.deepEqual(heading, PLAN_COLUMNS);
  const days = ['2026-11-30', '2026-12-14', ''];
  const last = ['07:30', "socks · '=1+1", "'+1", 'Slowly.\nNo rush.'];
  assert.deepEqual(rows, [
    [...days, 'hip-hinge', '12', '2', '100', 'd1 d3 d5', ...last],
    [...days, 'wall-tap', '10', '1', '120', 'd7', ...last],
  ]);
});

test('a copy holds checks and plans, and gives them back as they were', () => {
  const kinds = [record, { ...record, id: '019aa1b2-0000-7000-8000-000000000003', kind: 'check', data: check }];
  assert.deepEqual(readExport(toJson(kinds, {}, 'x'), checkRecord), { records: kinds, beside: {}, refused: [] });
});
