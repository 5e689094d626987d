// The sessions of a history as a person reads them: by day, in sums, over time; and changing one.

import { say } from '../page/dom.js';
import { firstDayOfWeek, formats, locale } from '../page/format.js';
import { localTime } from '../records/time.js';
import { byDay, dayOf, firstDays, weekStart } from './days.js';
import { startEditing } from './edit.js';
import { Log } from './log.js';
import { Months } from './months.js';
import { showPain } from './pain-line.js';
import { showTotals } from './totals.js';
import { startUndo } from './undo.js';

const PART = 50; // sessions that are shown at first, and that "Show earlier" adds

export class Logbook {
  #root;
  #earlier;
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
    this.#log = new Log(root.querySelector('[data-log]'), this.#write);
    this.#earlier.querySelector('button').addEventListener('click', () => this.#showEarlier(refresh));
    const heading = root.querySelector('h1');
    const focus = (id) => (id ? refresh().then(() => this.#log.focusSession(id)) : heading.focus());
    openLinked(startEditing(store, root, this.#write, startUndo(store, this.#write, focus)));
  }

  /** @param {import('../records/store.js').Item[]} items newest first */
  show(items) {
    const today = dayOf(localTime(Date.now()));
    const { shown, earlier } = firstDays(byDay(items), this.#wanted);
    this.#log.show(shown, today);
    showTotals(this.#root.querySelector('.totals'), items, weekStart(today, this.#weekStartsOn), this.#write.number);
    showPain(this.#root.querySelector('[data-pain-line]'), items, this.#write);
    this.#months.show(items, today);
    this.#earlier.hidden = earlier === 0;
    say(this.#earlier.querySelector('[data-text]'), { n: earlier });
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
