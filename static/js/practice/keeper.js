// Writes each state of a practice to the phone before it is shown; continues in memory when that fails.

import { checkSession } from '../records/check.js';
import { sessionOf } from '../records/session.js';
import { bringBack, putAside } from './aside.js';
import { withTimeout } from './clock.js';
import { totalReps } from './machine.js';
import { restore, unfinished } from './restore.js';

const PATIENCE_MS = 2_000; // for one write; then the count is shown all the same, and said to be unkept

/**
 * The outcome of keeping a run: `saved` once its session is a record on the phone; `error` when the latest write
 * failed.
 * @typedef {{run: import('./machine.js').Run, saved: boolean, error: ?Error}} Kept
 */

export class Keeper {
  #open;
  #onKept;
  #onOvertaken;
  #waiting = null;
  #draining = null;
  #unkept = null; // the latest run, until it is on the phone
  #seq = 0; // counts what is kept of a run, so that the newest is known whatever the clock does
  #session = null; // the session as it was last saved, as JSON
  #error = null;
  #stopped = false;
  #last = null; // the run as it was last written
  #isShared = false; // whether another tab may have gone on from there
  #isAlone = false; // whether the place of the practice in progress is known to be this run's
  #isFinishing = false; // whether a session is being made of it
  #inPlace = false; // whether the run was written there since its session was

  /**
   * @param {() => Promise<import('../records/store.js').Store>} open tries again after it failed
   * @param {(kept: Kept) => void} onKept after each write, good or bad
   * @param {() => void} [onOvertaken] when another tab counted on, and nothing more is written here
   */
  constructor(open, onKept, onOvertaken = () => {}) {
    this.#open = open;
    this.#onKept = onKept;
    this.#onOvertaken = onOvertaken;
  }

  /** Whether the latest state is in memory alone. */
  get isInTrouble() {
    return this.#error !== null;
  }

  /**
   * Resolves once `run`, or a later one, was written or failed; never rejects.
   * @param {import('./machine.js').Run} run
   */
  keep(run) {
    this.#waiting = run;
    this.#unkept = run;
    this.#draining ??= this.#drain();
    return this.#draining;
  }

  /**
   * The page is being left: asks at once for what is not on the phone yet, so that the next page makes it
   * (records/outbox.js).
   * @param {import('../records/store.js').Store} store
   */
  leave(store) {
    if (!this.#unkept || this.#stopped || this.#isShared) return;
    this.#change(store, this.#unkept, this.#session !== null || this.#isFinishing).catch(() => {});
  }

  /** Another tab has the practice now: nothing more is written. */
  stop() {
    this.#stopped = true;
  }

  /** Another tab took the practice while the latest state was in memory alone: what it counts is not written over. */
  share() {
    this.#isShared = true;
    this.#isAlone = false;
  }

  async #drain() {
    while (this.#waiting && !this.#stopped) {
      const run = this.#waiting;
      this.#waiting = null;
      // After a failure, each step is tried again, but shown without waiting for it.
      if (this.#error) this.#tell(run);
      this.#error = await withTimeout(PATIENCE_MS, this.#write(run)).then(
        () => null,
        (error) => error,
      );
      if (!this.#stopped) this.#tell(run);
    }
    this.#draining = null;
  }

  #tell(run) {
    try {
      this.#onKept({ run, saved: this.#session !== null, error: this.#error });
    } catch (error) {
      globalThis.reportError?.(error); // a screen that fails must not stop the keeping
    }
  }

  async #write(run) {
    const store = await this.#open();
    if (this.#isShared && (await this.#wasOvertaken(store, run))) return this.#giveWay();
    if (!this.#isAlone) await this.#makeRoom(store, run);
    await this.#change(store, run);
    this.#last = run;
    if (this.#unkept === run) this.#unkept = null;
    this.#isShared = false;
  }

  /** Starts all changes before it waits for any. `isSession`: it is one on the phone, or the next page makes it one. */
  async #change(store, run, isSession = this.#session !== null) {
    const ended = run.phase === 'reached' || run.phase === 'done';
    if (!ended && !isSession) return this.#keepRun(store, run);
    if (totalReps(run) === 0) return this.#forget(store, run, isSession);
    return this.#save(store, run);
  }

  /** Whether another tab has changed what this one wrote last. */
  async #wasOvertaken(store, run) {
    if (this.#last === null) return false;
    const [saved, entry] = [await store.run(), await store.entry(run.id)];
    const sets = saved?.id === run.id ? saved.sets : entry?.record.data.sets;
    return countsOf(sets ?? []) !== countsOf(this.#last.sets);
  }

  #giveWay() {
    this.stop();
    this.#onOvertaken();
  }

  /**
   * Overwrites no other practice in progress: one that can be read becomes a session, another is put aside (aside.js).
   */
  async #makeRoom(store, run) {
    const saved = await store.run();
    const other = unfinished(saved);
    if (other && other.id !== run.id) await end(store, other);
    if (saved !== undefined && restore(saved) === null) await putAside(store, saved);
    await bringBack(store);
    this.#isAlone = true;
  }

  async #keepRun(store, run) {
    this.#seq = Math.max(this.#seq, run.seq ?? 0) + 1;
    await store.keepRun({ ...run, seq: this.#seq });
    this.#inPlace = true;
  }

  async #save(store, run) {
    const data = sessionOf(run);
    const wrong = checkSession(data);
    if (wrong) throw new TypeError(`the session's ${wrong.field} is not by the protocol`);
    const text = JSON.stringify(data);
    this.#isFinishing ||= this.#session === null;
    if (text !== this.#session || this.#inPlace) await this.#saveSession(store, run, data);
    this.#isFinishing = false;
    this.#session = text;
    this.#inPlace = false;
  }

  #saveSession(store, run, data) {
    return this.#session === null || this.#inPlace ? store.finishRun(run, data) : store.save('session', run.id, data);
  }

  async #forget(store, run, isSession) {
    await Promise.all([
      isSession ? store.remove(run.id) : null,
      this.#session === null || this.#inPlace ? store.dropRun(run.id) : null,
    ]);
    this.#session = null;
    this.#inPlace = false;
  }
}

/**
 * Makes a run that was cut short a session, as it stands.
 * @param {import('../records/store.js').Store} store @param {import('./machine.js').Run} run
 */
export async function end(store, run) {
  await store.finishRun(run, sessionOf(run));
}

const countsOf = (sets) => JSON.stringify(sets.filter(({ reps }) => reps > 0).map(({ side, reps }) => [side, reps]));
