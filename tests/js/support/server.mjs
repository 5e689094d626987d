// A model of the server's half of docs/sync.md, in memory, for one account. `fetch` is what a browser would see.

import { wins } from '../../../static/js/records/merge.js';

export class ModelServer {
  epoch = 1;
  page = 500;
  requests = [];
  limit = 1_048_576; // bytes of a body
  room = Infinity; // records
  records = new Map(); // id → {record, seq}
  #seq = 0;

  program = '0000000000000001';

  /** @param {(record: object) => ?{code: string, field: string}} [check] why a record is refused */
  constructor(check = () => null) {
    this.check = check;
    this.fetch = (path, options) => this.answer(path, options);
  }

  async answer(path, { method, body }) {
    if (path !== '/api/sync' || method !== 'POST') return refuse(404, 'not_found');
    if (new TextEncoder().encode(body).length > this.limit) return refuse(413, 'too_large');
    const { cursor, changes } = JSON.parse(body);
    this.requests.push({ cursor, changes });
    if (changes.length > 500) return refuse(400, 'invalid_request');
    const [epoch, after] = cursor === '' ? [this.epoch, 0] : cursor.split(':').map(Number);
    if (epoch !== this.epoch || after > this.#seq) return refuse(409, 'resync');
    const fresh = changes.filter(({ id }) => !this.records.has(id));
    const isFull = this.records.size + fresh.length > this.room && fresh.length > 0;
    if (isFull && fresh.length === changes.length) return refuse(422, 'account_full');
    return json(
      200,
      this.#merge(after, changes, isFull),
      this.program === null ? {} : { 'Hinge-Program': this.program },
    );
  }

  /** As after a restore from an empty backup. */
  forget() {
    this.records.clear();
    this.#seq = 0;
    this.epoch += 1;
  }

  #merge(after, changes, isFull) {
    const rejected = [];
    const own = new Set();
    const lost = new Set();
    for (const record of changes) {
      const held = this.records.get(record.id);
      const reason = this.check(record) ?? (isFull && !held ? { code: 'account_full', field: '' } : null);
      if (reason) rejected.push({ id: record.id, error: 'In English.', ...reason });
      else if (!held || wins(record, held.record)) {
        this.records.set(record.id, { record, seq: ++this.#seq });
        own.add(record.id);
      } else if (wins(held.record, record)) lost.add(record.id);
    }
    const later = [...this.records.values()].filter(({ seq }) => seq > after).sort((a, b) => a.seq - b.seq);
    const part = later.slice(0, this.page);
    const sent = part.filter(({ record }) => !own.has(record.id)).map(({ record }) => record);
    for (const id of lost) if (!sent.some((record) => record.id === id)) sent.push(this.records.get(id).record);
    const end = part.length ? part.at(-1).seq : after;
    return { cursor: `${this.epoch}:${end}`, changes: sent, more: later.length > part.length, rejected };
  }
}

export const json = (status, body, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });

export const refuse = (status, code, headers) =>
  json(status, { error: { code, message: `Refused: ${code}.` } }, headers);

export const html = (status = 200) =>
  new Response('<!doctype html><title>Welcome to the Wi-Fi</title>', {
    status,
    headers: { 'Content-Type': 'text/html' },
  });
