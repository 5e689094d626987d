// The sessions of a history as a person reads them: by day, in sums, over time; and changing one.

import { now } from '../page/clock.js';
import { say } from '../page/dom.js';
import { firstDayOfWeek, formats, locale } from '../page/format.js';
import { byDay, firstDays, totals, weekStart } from '../records/days.js';
import { dayOf, splitAhead } from '../records/time.js';
import { EditSheet } from './edit.js';
import { Log } from './log.js';
import { Months } from './months.js';
import { showPain } from './pain-line.js';
import { showTotals } from './totals.js';
import { startUndo } from './undo.js';

const PART = 50; // sessions that are shown at first, and that "Show earlier" adds

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
    const focus = (id) => (id ? refresh().then(() => this.#log.focusSession(id)) : this.#heading.focus());
    const sheet = new EditSheet(store, root, this.#write, startUndo(store, this.#write, focus));
    openLinked((id) => sheet.open(id));
  }

  /** @param {import('../records/entry.js').Entry[]} entries newest first */
  show(entries) {
    const moment = now();
    const today = dayOf(moment);
    const { past, ahead } = splitAhead(entries, moment);
    const { shown, earlier } = firstDays(byDay(past), this.#wanted);
    this.#showLog(shown, byDay(ahead), today);
    this.#showAhead(ahead.length);
    showTotals(
      this.#root.querySelector('.totals'),
      { week: totals(past, weekStart(today, this.#weekStartsOn)), ever: totals(entries) },
      this.#write.number,
    );
    showPain(this.#root.querySelector('[data-pain-line]'), past, this.#write);
    this.#months.show(entries, today);
    this.#earlier.hidden = earlier === 0;
    say(this.#earlier.querySelector('[data-text]'), { n: earlier });
  }

  /** A session whose day was set keeps the focus where it goes. */
  #showLog(shown, ahead, today) {
    const focused = this.#root.querySelector('.log').contains(document.activeElement) ? document.activeElement : null;
    this.#log.show(shown, ahead, today);
    if (focused && focused !== document.activeElement) (focused.isConnected ? focused : this.#heading).focus();
  }

  #showAhead(n) {
    const line = this.#root.querySelector('[data-some-ahead]');
    for (const part of [this.#ahead, line]) part.hidden = n === 0;
    say(line.querySelector('a'), { n });
  }

  async #showEarlier(refresh) {
    const days = this.#log.length;
    this.#wanted += PART;
    await refresh();
    this.#log.focusDay(days);
  }
}

/** A link of the settings leads to one session: `#practice=` and its id. @param {(id: string) => void} open */
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
