// Uses the second database while the first does not answer, and goes back to the first. Fetched when that happens.

import { STORES } from './operations.js';
import { patience, settles } from './page-life.js';
import { SPARE_IN_USE } from './schema.js';
import { empty, mergeInto, readAll, seed } from './spare.js';

const PATIENCE = 1_500; // ms for the first database to answer again
const PATIENCE_FOR_COPY = 500; // ms for reading what a hanging database still gives, and for a page that begins
const PATIENCE_FOR_MERGE = 10_000; // ms; years of practices take one or two seconds on a slow phone
const LOCK = 'hinge-spare'; // two tabs bring it back one after the other
const RETRY = 3_000; // ms until it is tried again

export class StandIn {
  #main;
  #spare;
  #page;
  #timer;

  /**
   * @param {import('./connection.js').Connection} main @param {import('./connection.js').Connection} spare
   * @param {{isLeft: () => boolean, pause: (work: () => Promise<void>) => Promise<void>, use: (isSpare: boolean) =>
   *   void}} page
   *   `pause`: begins nothing until `work` is done; `use`: which of the two is in use from now on
   */
  constructor(main, spare, page) {
    this.#main = main;
    this.#spare = spare;
    this.#page = page;
  }

  /**
   * The first database does not answer: gives it up.
   * @returns {Promise<void>} rejects where it can't be done without
   */
  async takeOver() {
    remember(true);
    this.#main.end();
    const reading = this.#main.transact(STORES, 'readonly', readAll);
    const contents = (await settles(reading, PATIENCE_FOR_COPY)) ? await reading.catch(() => null) : null;
    await this.#spare.transact(STORES, 'readwrite', (tx) => seed(tx, contents));
    this.#useSpare();
  }

  /** For a page that begins while the second is in use: goes back at once if that can be. @returns {Promise<void>} */
  async start() {
    if (!(await this.#answers(PATIENCE_FOR_COPY)) || !(await this.#merged())) this.#useSpare();
  }

  /** Back to the first database, if it answers by now; else this is tried again later. @returns {Promise<void>} */
  async goBack() {
    clearTimeout(this.#timer);
    let isBack = false;
    if (!this.#page.isLeft() && (await this.#answers(PATIENCE))) {
      await this.#page.pause(async () => {
        isBack = await this.#merged();
      });
    }
    if (!isBack) this.#goBackLater();
  }

  #useSpare() {
    this.#page.use(true);
    this.#goBackLater();
  }

  #goBackLater() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.goBack(), RETRY);
  }

  /** Whether the first database takes changes within `ms`. */
  async #answers(ms) {
    const answers = await Promise.race([
      this.#main.probe().then(
        () => true,
        () => false,
      ),
      patience(ms),
    ]);
    if (!answers) this.#main.end();
    return answers;
  }

  /** Whether what the second one holds could be brought into the first. It may stop answering in the middle of it. */
  async #merged() {
    const merging = navigator.locks ? navigator.locks.request(LOCK, () => this.#merge()) : this.#merge();
    if (
      await Promise.race([
        merging.then(
          () => true,
          () => false,
        ),
        patience(PATIENCE_FOR_MERGE),
      ])
    )
      return true;
    this.#main.end();
    return false;
  }

  async #merge() {
    const contents = await this.#spare.transact(STORES, 'readonly', readAll);
    await this.#main.transact(STORES, 'readwrite', (tx) => mergeInto(tx, contents));
    if (await this.#spare.transact(STORES, 'readwrite', (tx) => empty(tx, contents))) remember(false);
    this.#page.use(false);
  }
}

/** @throws {DOMException} where it can't be remembered; what went into the spare would not be found again */
function remember(isInUse) {
  if (isInUse) localStorage.setItem(SPARE_IN_USE, 'yes');
  else localStorage.removeItem(SPARE_IN_USE);
}
