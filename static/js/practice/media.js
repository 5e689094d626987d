// Media Session: the set on lock screens and headset buttons, where the browser allows it (docs/practice.md).

import { isLast, isWaiting, upcoming } from './machine.js';

const ACTIONS = ['play', 'pause', 'nexttrack'];

/**
 * What a button of a headset or a lock screen does to a practice.
 * @param {'play'|'pause'|'nexttrack'} action @param {import('./machine.js').Run} run
 * @returns {?import('./machine.js').Event} null where it means nothing; `nexttrack` leads to the next side
 */
export function eventOf(action, run) {
  if (action !== 'nexttrack') return { type: action === 'play' ? 'resume' : 'pause' };
  if (isWaiting(run)) return { type: 'go' };
  return run.phase === 'set' && !isLast(run) ? { type: 'next' } : null;
}

export class Media {
  #session;
  #title;
  #run = null;

  /**
   * @param {(set: import('./machine.js').Part) => string} title names the side and the count
   * @param {(event: import('./machine.js').Event) => void} send
   * @param {MediaSession} [session] undefined where the browser has none
   */
  constructor(title, send, session = navigator.mediaSession) {
    this.#title = title;
    this.#session = session;
    for (const action of ACTIONS) {
      this.#handle(action, () => {
        const event = this.#run && eventOf(action, this.#run);
        if (event) send(event);
      });
    }
  }

  /** @param {import('./machine.js').Run} run */
  follow(run) {
    this.#run = run;
    if (!this.#session) return;
    if (run.phase === 'done') return this.#show(null, 'none');
    const title = this.#title(run.sets[upcoming(run)]);
    this.#show(new MediaMetadata({ title, artist: run.title }), run.paused ? 'paused' : 'playing');
  }

  close() {
    this.#run = null;
    if (!this.#session) return;
    this.#show(null, 'none');
    for (const action of ACTIONS) this.#handle(action, null);
  }

  #show(metadata, playbackState) {
    Object.assign(this.#session, { metadata, playbackState });
  }

  #handle(action, listener) {
    try {
      this.#session?.setActionHandler(action, listener);
    } catch {
      // This browser does not know the action.
    }
  }
}
