// Fills the sheet of the report.

import { clone, fill, say } from '../page/dom.js';
import { dayOf } from '../records/time.js';
import { drawPain } from './picture.js';

const MANY = 40; // stops, which need small print to fit on one page
const SIDES = ['left', 'right', 'both'];
const LEVELS = ['before', 'after', 'next'];

/**
 * @param {HTMLElement} root @param {ReturnType<typeof import('./report.js').reportOf>} report
 * @param {{words: import('./words.js').Words, write: import('./words.js').Write, say: import('./words.js').Say, chosen:
 *   Set<string>}} means `chosen`: ids of the records whose notes go along, kept up to date
 */
export function showReport(root, report, { words, write, say: phrase, chosen }) {
  const part = (name) => root.querySelector(`[data-${name}]`);
  const { period, rows, sums, seen, pain, activities, mean, retest, stops, notes, ahead, records } = report;
  const ends = { from: write.day(period.from), to: write.day(period.to) };
  root.dataset.weeks = rows.length;
  root.toggleAttribute('data-full', stops.length > MANY);
  say(part('head'), ends);
  part('ahead').hidden = ahead === 0;
  say(part('ahead'), { n: ahead });

  showWeeks(
    part('weeks-table'),
    [...rows.map((row) => [write.shortDay(row.from), row]), [phrase('all'), sums]],
    words,
    write,
  );
  const plans = records.plans.map(({ record }) => record.data).sort((a, b) => (a.starts_on < b.starts_on ? -1 : 1));
  list(
    root,
    'plans',
    plans.map((plan) => words.plan(plan)),
  );
  part('guides').textContent = words.guides(sums) || phrase('none');
  part('seen').textContent = words.seen(seen);
  part('seen').hidden = seen.length === 0;

  part('change').textContent = words.change(pain.change, pain.answered.before);
  part('band').hidden = pain.change === null;
  drawPain(root.querySelector('svg'), report, (n) => phrase('days', { n }));
  fill(root.querySelector('.report-ends'), ends);
  part('gaps').textContent = words.gaps(pain);
  part('pain-table').tBodies[0].replaceChildren(...pain.rows.map((row) => painRow(row, words, write)));

  list(root, 'activities', [...activities.map((one) => words.activity(one)), ...(mean ? [words.mean(mean)] : [])]);
  list(
    root,
    'retests',
    retest.retests.map((one) => words.retest(one)),
  );
  part('retest-change').textContent = words.retestChange(retest);
  for (const kind of root.querySelectorAll('[data-kind]')) {
    const some = stops.filter((stop) => stop.kind === kind.dataset.kind).map((stop) => words.stop(stop));
    kind.querySelector('dd').textContent = words.listed(some) || phrase('none');
  }
  showNotes(part('notes-section'), notes, chosen, write);
}

function showWeeks(table, rows, words, write) {
  const lines = rows.map(([week, sums]) =>
    fill(clone('report-week'), {
      week,
      planned: words.planned(sums),
      ...Object.fromEntries(['practices', ...SIDES].map((name) => [name, write.number(sums[name])])),
      counters: words.counters(sums),
      doubts: words.doubts(sums),
    }),
  );
  table.tBodies[0].replaceChildren(...lines);
  const [, all] = rows.at(-1);
  for (const side of SIDES) {
    const isEmpty = all[side] === 0 && (side === 'both' || all.both > 0);
    for (const cell of table.querySelectorAll(`[data-side="${side}"]`)) cell.hidden = isEmpty;
  }
}

function painRow(row, words, write) {
  const cells = LEVELS.flatMap((name) => [
    [name, words.levels(row[name], row.practices, name)],
    [`${name}-n`, row[name] ? words.told({ told: row[name].n, of: row.practices }) : ''],
  ]);
  return fill(clone('report-pain-week'), { week: write.shortDay(row.from), ...Object.fromEntries(cells) });
}

function list(root, name, lines) {
  root.querySelector(`[data-${name}]`).replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement('li');
      item.textContent = line;
      return item;
    }),
  );
  const none = root.querySelector(`[data-none="${name}"]`);
  none.hidden = lines.length > 0;
}

/** Those that are gone are chosen no more; the section is printed where any is chosen. */
function showNotes(section, notes, chosen, write) {
  for (const id of chosen) if (!notes.some((note) => note.id === id)) chosen.delete(id);
  const mark = () => section.toggleAttribute('data-some', chosen.size > 0);
  const items = notes.map(({ id, at, text }) => {
    const item = fill(clone('report-note'), { day: write.shortDay(dayOf(at)), text });
    const box = item.querySelector('input');
    const choose = () => {
      if (box.checked) chosen.add(id);
      else chosen.delete(id);
      item.toggleAttribute('data-chosen', box.checked);
      mark();
    };
    box.checked = chosen.has(id);
    box.addEventListener('change', choose);
    choose();
    return item;
  });
  section.querySelector('[data-notes]').replaceChildren(...items);
  section.hidden = notes.length === 0;
  mark();
}
