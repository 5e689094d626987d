// Tells every open tab that something on the device changed.

/** What changed, and whether this tab did it. @typedef {{what: 'records'|'run'|'settings', here: boolean}} Change */

export class Changes {
  #name;
  #listeners = new Set();
  #channel = null;

  /** @param {string} name of the channel between tabs */
  constructor(name) {
    this.#name = name;
  }

  /** Listens to the other tabs from now on, and tells them too. */
  connect() {
    if (this.#channel || !('BroadcastChannel' in globalThis)) return;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = (event) => this.#call({ what: event.data, here: false });
  }

  /** @param {(change: Change) => void} listener @returns {() => void} ends it */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param {Change['what']} what */
  tell(what) {
    this.#channel?.postMessage(what);
    this.#call({ what, here: true });
  }

  #call(change) {
    for (const listener of this.#listeners) listener(change);
  }
}
