// What is said, sounded and felt during a retest: nobody can look at a phone on their back.

import { sentence } from '../page/dom.js';
import { buzz } from '../sound/haptics.js';
import { Tones } from '../sound/tones.js';
import { Voice } from '../sound/voice.js';

const LAST_WORDS_MS = 8_000; // what is said last is heard to its end
const COUNTS = ['bow', 'done']; // said when only the count is wanted
const TONES = { ready: 'go', bottom: 'up', bow: 'count', quick: 'hold', lost: 'switch', unsure: 'hold', done: 'done' };
const BUZZ = { ready: 'rep', bottom: 'phase', bow: 'rep', quick: 'last', lost: 'side', done: 'done' };

/** @typedef {'done'|'stand'|'unsure'|import('./retest.js').Happening} Moment */

export class Guidance {
  #root;
  #choice;
  #tones = null;
  #voice = null;
  #later;

  /** @param {HTMLElement} root with the words, and a live region for screen readers */
  constructor(root) {
    this.#root = root;
  }

  /**
   * Makes sound ready, inside a press, and says where the phone belongs.
   * @param {import('../sound/choice.js').Choice} choice @param {'place'|'stand'} place on the person, or before them
   */
  async start(choice, place) {
    this.close();
    this.#choice = choice;
    const { speak, tones, volume } = choice;
    if (tones || speak !== 'none') {
      this.#tones = new Tones({ volume });
      this.#tones.unlock();
    }
    if (speak === 'none') return this.tell(place);
    const voice = new Voice({
      language: document.documentElement.lang,
      volume,
      voice: choice.voice,
      onFailure: () => this.#lose(voice),
    });
    this.#voice = voice;
    if (!(await voice.ready())) this.#lose(voice);
    if (this.#choice === choice) this.tell(place); // unless it was closed meanwhile
  }

  /** @param {Moment} moment @param {Record<string, number>} [values] of its sentence */
  tell(moment, values = {}) {
    const { speak, tones, haptics } = this.#choice;
    const words = sentence(this.#root.querySelector(`[data-tell="${moment}"]`), values);
    const isSaid = this.#voice !== null && (speak === 'all' || COUNTS.includes(moment));
    if (haptics && BUZZ[moment]) buzz(BUZZ[moment]);
    if ((tones || !this.#voice) && TONES[moment])
      this.#tones?.schedule([{ at: performance.now(), tone: TONES[moment] }]);
    if (isSaid) this.#voice.say(words);
    this.#root.querySelector('[data-live]').textContent = isSaid ? '' : words;
  }

  /** Says what is in the way. @param {string} words */
  warn(words) {
    if (this.#choice?.speak === 'all') this.#voice?.say(words, { urgent: false });
  }

  /** Lets the last words be heard, and then gives the sound back. */
  end() {
    this.#later = setTimeout(() => this.close(), LAST_WORDS_MS);
  }

  close() {
    clearTimeout(this.#later);
    this.#tones?.close();
    this.#voice?.hush();
    this.#tones = this.#voice = this.#choice = null;
  }

  #lose(voice) {
    if (this.#voice === voice) this.#voice = null; // tones go on alone
  }
}
