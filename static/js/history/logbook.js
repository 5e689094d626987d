// A history as a person reads it: by day, in sums, over time; and changing a practice or a check.

import { now } from '../page/clock.js';
import { only, say } from '../page/dom.js';
import { firstDayOfWeek, formats, locale } from '../page/format.js';
import { byDay, firstDays, totals, weekStart } from '../records/days.js';
import { dayOf, isAhead } from '../records/time.js';
import { sessionFields } from './edit.js';
import { checkFields } from './edit-check.js';
import { Log } from './log.js';
import { Months } from './months.js';
import { showPain } from './pain-line.js';
import { Sheet } from './sheet.js';
import { storyOf, timeOf } from './story.js';
import { showRetests, showScores } from './then-now.js';
import { showTotals } from './totals.js';
import { startUndo } from './undo.js';

const PART = 50; // lines that are shown at first, and that "Show earlier" adds

export class Logbook {
  #root;
  #heading;
  #earlier;
  #ahead;
  #weekStartsOn;
  #write;
  #months;
  #log;
  #wanted = PART;

  /**
   * @param {HTMLElement} root @param {import('../records/store.js').Store} store
   * @param {() => Promise<void>} refresh calls `show` with what the store holds by then
   */
  constructor(root, store, refresh) {
    const here = locale(document.documentElement.lang, navigator.languages);
    this.#root = root;
    this.#earlier = root.querySelector('[data-earlier]');
    this.#weekStartsOn = firstDayOfWeek(here);
    this.#write = formats(here);
    this.#months = new Months(root.querySelector('.months'), this.#write, this.#weekStartsOn);
    this.#ahead = root.querySelector('[data-ahead-days]');
    this.#log = new Log(root.querySelector('[data-log]'), this.#ahead.querySelector('[data-log-ahead]'), this.#write);
    this.#earlier.querySelector('button').addEventListener('click', () => this.#showEarlier(refresh));
    this.#heading = root.querySelector('h1');
    const focus = (id) => (id ? refresh().then(() => this.#focusBack(id)) : this.#heading.focus());
    const offerUndo = startUndo(store, this.#write, focus);
    const sheets = [sessionFields(), checkFields()].map((fields) => new Sheet(fields, store, this.#write, offerUndo));
    const open = (id) => Promise.all(sheets.map((sheet) => sheet.open(id)));
    root.addEventListener('click', ({ target }) => {
      const line = target.closest('[data-action="edit"]') && target.closest('[data-id]');
      if (line) open(line.dataset.id);
    });
    openLinked(open);
  }

  /** @param {import('./story.js').Records} records newest first */
  show(records) {
    const moment = now();
    const today = dayOf(moment);
    const { sessions, checks, plans } = records;
    const { past, ahead } = storyOf(records, moment);
    const { shown, earlier } = firstDays(byDay(past, timeOf), this.#wanted);
    const byId = new Map(sessions.map(({ id, record }) => [id, record.data]));
    this.#showLog(shown, byDay(ahead, timeOf), today, (id) => byId.get(id));
    this.#showAhead(ahead);
    const come = (entries) => entries.filter((entry) => !isAhead(timeOf(entry), moment));
    const told = { sessions: come(sessions), checks: come(checks), plans };
    showTotals(
      this.#root.querySelector('.totals'),
      { week: totals(told.sessions, weekStart(today, this.#weekStartsOn)), ever: totals(sessions) },
      this.#write.number,
    );
    showPain(this.#root.querySelector('[data-pain-line]'), told, this.#write, today);
    showScores(this.#root.querySelector('[data-scores]'), told, this.#write, moment);
    showRetests(this.#root.querySelector('[data-retests]'), told, this.#write, moment);
    this.#months.show(sessions, today);
    this.#showEarlierCount(earlier, told.sessions, shown);
  }

  #showEarlierCount(earlier, sessions, shown) {
    const isPractice = ({ record }) => record.kind === 'session';
    const n = sessions.length - shown.flatMap(({ entries }) => entries).filter(isPractice).length;
    const words = this.#earlier.querySelector('[data-text]');
    this.#earlier.hidden = earlier === 0;
    words.hidden = n === 0; // checks and plans alone
    say(words, { n });
  }

  /** What has a new day keeps the focus where it goes. */
  #showLog(shown, ahead, today, sessionOf) {
    const focused = this.#root.querySelector('.log').contains(document.activeElement) ? document.activeElement : null;
    this.#log.show(shown, ahead, today, sessionOf);
    if (focused && focused !== document.activeElement) (focused.isConnected ? focused : this.#heading).focus();
  }

  #showAhead(lines) {
    const part = this.#root.querySelector('[data-some-ahead]');
    for (const one of [this.#ahead, part]) one.hidden = lines.length === 0;
    const isMore = lines.some(({ record }) => record.kind !== 'session');
    only(part, 'later', isMore ? 'entries' : 'practices');
    for (const words of part.querySelectorAll('[data-later]')) say(words, { n: lines.length });
  }

  /** Leads the keyboard to what came back, unless the person has gone elsewhere meanwhile. @param {string} id */
  #focusBack(id) {
    const at = document.activeElement;
    if (at === document.body || at.closest('[hidden]')) this.#log.focusLine(id);
  }

  async #showEarlier(refresh) {
    const days = this.#log.length;
    this.#wanted += PART;
    await refresh();
    this.#log.focusDay(days);
  }
}

/** A link of the settings leads to one practice: `#practice=` and its id. @param {(id: string) => void} open */
function openLinked(open) {
  const look = () => {
    const [, id] = /^#practice=(.+)$/.exec(location.hash) ?? [];
    if (!id) return;
    history.replaceState(null, '', location.pathname); // a reload need not open it again
    open(id);
  };
  addEventListener('hashchange', look);
  look();
}
