// Lets only one tab count a practice: the one that claimed it last.

const NAME = 'hinge-practice';

export class Claim {
  #release = null;
  #onLost;

  /** @param {() => void} onLost called when another tab takes the practice over */
  constructor(onLost) {
    this.#onLost = onLost;
  }

  /**
   * Takes the practice from whichever tab has it. A browser without Web Locks has no claims.
   * @returns {Promise<void>}
   */
  take() {
    if (!navigator.locks || this.#release) return Promise.resolve();
    return new Promise((taken) => {
      const held = new Promise((release) => {
        this.#release = release;
      });
      navigator.locks
        .request(NAME, { steal: true }, () => {
          taken();
          return held;
        })
        .catch((error) => {
          taken();
          if (error.name !== 'AbortError') return; // no locks here, as before
          this.#release = null;
          this.#onLost();
        });
    });
  }

  release() {
    this.#release?.();
    this.#release = null;
  }

  /** Whether a practice is under way in some tab. @returns {Promise<boolean>} */
  static async isHeld() {
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    return held.some((lock) => lock.name === NAME);
  }
}
