// The records that the server does not take: each can be seen, mended where that is possible, saved, and let go.

import { clone, fill, only, say } from '../page/dom.js';
import { download } from '../page/download.js';
import { formats, locale } from '../page/format.js';
import { fillTitle, titleOf } from '../page/guides.js';
import { inWords } from '../page/reasons.js';
import { ignoreStorageError } from '../page/storage-errors.js';
import { allBesides } from '../records/besides.js';
import { reasonOf } from '../records/check.js';
import { toJson } from '../records/copy.js';
import { isKnown } from '../records/envelope.js';
import { localTime } from '../records/time.js';
import { syncSoon } from '../sync/client.js';

const PART = 50; // records that are shown at first, and that "Show more" adds
// in the sheet of a session
const MENDED_BY_HAND = ['started_at', 'ended_at', 'pain_before', 'pain_after', 'effort', 'note'].map(
  (one) => `data.${one}`,
);

export class RejectedRecords {
  #store;
  #dialog;
  #line;
  #lists;
  #write = formats(locale(document.documentElement.lang, navigator.languages));
  #letGo = null;
  #returning = null; // the id of the record that was brought back, until its line is there

  /**
   * @param {HTMLElement} root @param {import('../records/store.js').Store} store
   * @param {HTMLDialogElement} dialog asks before one goes
   */
  constructor(root, store, dialog) {
    this.#store = store;
    this.#dialog = dialog;
    this.#line = root.querySelector('[data-let-go]');
    this.#lists = Array.from(root.querySelectorAll('[data-refused]'), (part) => ({ part, wanted: PART, entries: [] }));
    for (const list of this.#lists) {
      list.part.querySelector('[data-action="more"]').addEventListener('click', () => {
        const before = list.wanted;
        list.wanted += PART;
        this.#draw(list);
        list.part.querySelector('ul').children[before]?.querySelector('[data-action="save"]').focus();
      });
    }
    this.#line.querySelector('[data-action="undo"]').addEventListener('click', () => this.#undo());
  }

  /** @param {import('../records/entry.js').Entry[]} entries */
  show(entries) {
    const reasons = new Map(entries.map((entry) => [entry, reasonOf(entry.record, entry.reason)]));
    for (const list of this.#lists) {
      const isLater = list.part.dataset.refused === 'later';
      list.entries = entries.filter((entry) => (reasons.get(entry).code === 'unknown_kind') === isLater);
      this.#draw(list);
    }
  }

  #draw({ part, wanted, entries }) {
    const shown = entries.slice(0, wanted);
    const more = part.querySelector('[data-action="more"]');
    const lines = new Map(Array.from(part.querySelectorAll('li'), (line) => [line.dataset.version, line]));
    part.hidden = entries.length === 0;
    more.hidden = entries.length <= wanted;
    if (entries.length > 0)
      for (const [element, n] of [
        [part.querySelector('h3'), entries.length],
        [part.querySelector('p'), entries.length],
        [more, entries.length - wanted],
      ]) {
        if (element.dataset.text) say(element, { n });
      }
    // A line that stays keeps the focus.
    const list = part.querySelector('ul');
    const wantedLines = shown.map((entry) => lines.get(versionOf(entry)) ?? this.#lineOf(entry));
    for (const line of lines.values()) if (!wantedLines.includes(line)) line.remove();
    for (const [at, line] of wantedLines.entries()) {
      if (line !== list.children[at]) list.insertBefore(line, list.children[at] ?? null);
    }
    this.#focusReturned(wantedLines);
  }

  /** A server has to reject it again first. Whoever has gone elsewhere meanwhile stays there. */
  #focusReturned(lines) {
    const line = lines.find(({ dataset }) => dataset.id === this.#returning);
    if (!line) return;
    this.#returning = null;
    if (document.activeElement === heading()) line.querySelector('[data-action="save"]').focus();
  }

  #lineOf(entry) {
    const { record } = entry;
    const { id, kind, data } = record;
    const reason = reasonOf(entry.record, entry.reason);
    const line = clone('refused-record');
    const isSession = kind === 'session' && !record.deleted;
    const own = data?.started_at ?? data?.at;
    const moment = typeof own === 'string' && isKnown(record) ? own : localTime(record.stamp);
    Object.assign(line.dataset, { id, kind, version: versionOf(entry) });
    fill(line, {
      what: this.#nameOf(record),
      day: this.#write.day(moment, ''),
      time: this.#write.time(moment),
      why: inWords(reason),
    });
    if (isSession) fillTitle(line, 'what', data.guide);
    const actions = Object.fromEntries(
      Array.from(line.querySelectorAll('[data-action]'), (one) => [one.dataset.action, one]),
    );
    actions.mend.hidden = !isSession || !MENDED_BY_HAND.includes(reason.field);
    actions.mend.href += id;
    actions.save.addEventListener('click', () => this.#save(record));
    actions['let-go'].addEventListener('click', () => this.#ask(record));
    return line;
  }

  #nameOf({ kind, deleted, data }) {
    if (isKnown({ kind }))
      return deleted ? this.#words.dataset.deleted : (this.#words.dataset[kind] ?? titleOf(data.guide));
    return this.#words.dataset.foreign.replace('{kind}', () => Array.from(kind).slice(0, 40).join(''));
  }

  get #words() {
    return document.getElementById('refused-record').content.querySelector('[data-field="what"]');
  }

  async #save(record) {
    const { [record.id]: beside } = (await ignoreStorageError(() => allBesides(this.#store))) ?? {};
    const now = localTime(Date.now());
    const text = toJson([record], beside ? { [record.id]: beside } : {}, now);
    download(
      `hinge-${record.kind.replace(/[^\w-]/g, '').slice(0, 20)}-${record.id.slice(0, 8)}.json`,
      'application/json',
      text,
    );
  }

  #ask(record) {
    const what = this.#nameOf(record);
    const confirm = this.#dialog.querySelector('[data-action="confirm"]');
    only(this.#dialog, 'part', 'record');
    fill(this.#dialog, { label: what });
    this.#dialog.querySelector('[data-problem]').textContent = '';
    confirm.onclick = async () => {
      const isGone = await ignoreStorageError(() => this.#store.letGo(record));
      if (isGone === undefined) return; // a notice says why; the dialog stays, to try again
      this.#dialog.close();
      if (!isGone) return; // it was changed meanwhile, and waits to be offered
      this.#letGo = record;
      say(this.#line.querySelector('p'), { what });
      this.#line.hidden = false;
      this.#line.querySelector('button').focus();
      syncSoon('change');
    };
    this.#dialog.showModal();
  }

  async #undo() {
    if (!(await ignoreStorageError(() => this.#store.bringBack(this.#letGo)))) return; // the line stays, to try again
    this.#line.hidden = true;
    heading().focus();
    this.#returning = this.#letGo.id;
    syncSoon('change');
  }
}

const heading = () => document.getElementById('sync-title');

const versionOf = ({ record, reason }) => [record.id, record.stamp, record.device, reason?.code, reason?.field].join();
