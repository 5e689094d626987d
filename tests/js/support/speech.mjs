// A speech engine that says nothing and writes down what it was given. Its events come when a test lets them.

import { mock } from 'node:test';

export const voice = (name, lang, more = {}) => ({
  name,
  lang,
  voiceURI: name,
  localService: true,
  default: false,
  ...more,
});

export class Engine extends EventTarget {
  voices = [voice('Samantha', 'en-US')];
  said = []; // texts, in the order in which they began to be said
  log = [];
  queue = [];
  paused = false;
  isStuck = false; // takes everything and says nothing

  install({ languages = ['en-GB', 'en'], userActivation = { isActive: false } } = {}) {
    mock.timers.enable({ apis: ['setTimeout'] });
    this.now = 0;
    const globals = {
      speechSynthesis: this,
      SpeechSynthesisUtterance: class {
        constructor(text) {
          this.text = text;
        }
      },
      navigator: { languages, userActivation },
      document: { hidden: false },
      performance: { now: () => this.now },
    };
    for (const [name, value] of Object.entries(globals)) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
    return this;
  }

  getVoices() {
    return this.voices;
  }

  get speaking() {
    return this.queue.length > 0;
  }

  get pending() {
    return this.queue.length > 1;
  }

  speak(utterance) {
    this.log.push(['speak', utterance.text]);
    this.queue.push(utterance);
    if (this.queue.length === 1) this.#begin();
  }

  cancel() {
    this.log.push(['cancel']);
    for (const utterance of this.queue.splice(0)) utterance.onerror?.({ error: 'interrupted' });
  }

  resume() {
    this.log.push(['resume']);
    this.paused = false;
  }

  /** The words that are being said are over. */
  finish() {
    this.queue.shift().onend?.({});
    this.#begin();
  }

  /** What is being said fails. @param {string} error */
  fail(error) {
    this.queue.shift().onerror?.({ error });
  }

  async pass(ms) {
    for (let left = ms; left > 0; left -= 50) {
      this.now += Math.min(50, left);
      mock.timers.tick(Math.min(50, left));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #begin() {
    const [utterance] = this.queue;
    if (!utterance || this.isStuck) return;
    this.said.push(utterance.text);
    utterance.onstart?.({});
  }
}
