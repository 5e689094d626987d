// Fetches the camera's pack, shows how far that is, and removes it: in the settings, and before a set.

import { only } from '../page/dom.js';
import { fetchPack, isPackHere, reasonOf, removePack } from './pack.js';

const COMPLETE_MS = 10_000;

export class Panel {
  #root;
  #complete;

  /** Stops the download; null while there is none. @type {?AbortController} */
  #fetching = null;

  /**
   * @param {HTMLElement} root of templates/camera/pack.html
   * @param {() => Promise<unknown>} complete has the service worker fetch what else belongs to the pack
   */
  constructor(root, complete) {
    this.#root = root;
    this.#complete = complete;
    const actions = { get: () => this.#fetch(), stop: () => this.#fetching?.abort(), remove: () => this.#remove() };
    root.addEventListener('click', ({ target }) =>
      actions[target.closest('[data-pack-action]')?.dataset.packAction]?.(),
    );
    this.refresh();
  }

  /** Whether all of it is on this phone. */
  get isReady() {
    return this.#root.dataset.state === 'ready';
  }

  /** @returns {Promise<void>} once it says what is here */
  async refresh() {
    if (!this.#fetching) this.#show((await isPackHere().catch(() => false)) ? 'ready' : 'absent');
  }

  async #fetch() {
    if (this.#fetching) return;
    this.#fetching = new AbortController();
    this.#say(null);
    this.#show('fetching');
    this.#showShare(0);
    const problem = await fetchPack((share) => this.#showShare(share), this.#fetching.signal).then(
      () => null,
      reasonOf,
    );
    // a worker that is replaced meanwhile never answers
    if (!problem) await Promise.race([this.#complete(), new Promise((resolve) => setTimeout(resolve, COMPLETE_MS))]);
    this.#fetching = null;
    this.#say(problem);
    await this.refresh();
    this.#focus();
  }

  async #remove() {
    this.#say(null);
    await removePack().catch(() => {});
    await this.refresh();
    this.#focus();
  }

  #show(state) {
    this.#root.dataset.state = state;
    only(this.#root, 'pack', state);
  }

  #showShare(share) {
    this.#root.querySelector('progress').value = share;
    const write = new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' });
    this.#root.querySelector('[data-share]').textContent = write.format(Math.floor(100 * share) / 100);
  }

  #say(problem) {
    only(this.#root, 'failure', problem);
  }

  /** The button that was pressed is gone. */
  #focus() {
    if (document.activeElement === document.body) this.#root.querySelector('[data-pack]:not([hidden]) button')?.focus();
  }
}
