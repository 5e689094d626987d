// Whether a person sees this page. From `pagehide` to `pageshow` a browser may keep it frozen in its back-forward
// cache, and whatever a frozen page has begun in a database ends only when it thaws: perhaps never (docs/client.md).

export class PageLife {
  #isLeft = false;
  #visit = 0;
  #shown = Promise.resolve();
  #show = () => {};
  #onLeave = [];
  #onReturn = [];

  /** @param {EventTarget} [page] what tells of `pagehide` and `pageshow`; nothing tells of it where there is no page */
  constructor(page = globalThis) {
    page.addEventListener?.('pagehide', () => this.#leave());
    page.addEventListener?.('pageshow', () => this.#return());
  }

  /** Whether the page was left, and may never be seen again. */
  get isLeft() {
    return this.#isLeft;
  }

  /** How often the page was left so far. */
  get visit() {
    return this.#visit;
  }

  /** @returns {Promise<void>} when the page is seen: at once, or when a person comes back to it */
  whenShown() {
    return this.#shown;
  }

  /**
   * @param {() => void} leave called while the page may still act, in the order of these calls
   * @param {() => void} [comeBack]
   */
  follow(leave, comeBack = () => {}) {
    this.#onLeave.push(leave);
    this.#onReturn.push(comeBack);
  }

  #leave() {
    this.#isLeft = true;
    this.#visit += 1;
    this.#shown = new Promise((resolve) => {
      this.#show = resolve;
    });
    callAll(this.#onLeave);
  }

  #return() {
    if (!this.#isLeft) return;
    this.#isLeft = false;
    callAll(this.#onReturn);
    this.#show();
  }
}

/** Calls all of them, even if one throws. */
function callAll(followers) {
  for (const follower of followers) {
    try {
      follower();
    } catch (error) {
      globalThis.reportError?.(error);
    }
  }
}

/**
 * When the first paint is over, or will not come. Not by a timer or a frame: a page in the background gets neither.
 * @returns {Promise<void>}
 */
export function firstPaint() {
  if (!globalThis.document || document.readyState === 'complete' || document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    addEventListener('load', () => resolve(), { once: true });
    const observer = globalThis.PerformanceObserver && new PerformanceObserver(() => resolve());
    observer?.observe({ type: 'paint', buffered: true });
  });
}

const TURNS = 5;

/**
 * Resolves after `ms`, counted in turns of the event loop: a page that slept meanwhile was not kept waiting.
 * @param {number} ms @returns {Promise<false>}
 */
export async function patience(ms) {
  for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setTimeout(resolve, ms / TURNS));
  return false;
}

/**
 * Whether `promise` is settled, one way or the other, within `ms`.
 * @param {Promise<unknown>} promise @param {number} ms @returns {Promise<boolean>}
 */
export const settles = (promise, ms) =>
  Promise.race([
    promise.then(
      () => true,
      () => true,
    ),
    patience(ms),
  ]);
