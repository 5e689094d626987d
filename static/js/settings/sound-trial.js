// One repetition to hear, as it is led in a practice.

import { buzz } from '../sound/haptics.js';
import { Tones } from '../sound/tones.js';
import { Voice } from '../sound/voice.js';

const BEGIN_MS = 150;
const REPETITION = [
  { after: 0, tone: 'down', kind: 'phase' },
  { after: 1_400, tone: 'hold', kind: 'phase' },
  { after: 2_400, tone: 'up', kind: 'phase' },
  { after: 3_800, tone: 'count', kind: 'rep' },
];
const END_MS = 6_500; // a voice that never speaks is known by then

export class Trial {
  #words;
  #tell;
  #tones = null;
  #voice = null;
  #timers = [];

  /** @param {HTMLElement} root with the words @param {(line: ?string) => void} tell shows that line alone */
  constructor(root, tell) {
    this.#words = root.querySelector('[data-words]');
    this.#tell = tell;
    addEventListener('pagehide', () => this.stop()); // Chrome goes on speaking on the next page
  }

  /** To be called within a press. @param {import('../sound/choice.js').Choice} choice */
  async start({ speak, tones, volume, voice, haptics }) {
    this.stop();
    const isSilent = speak === 'none' && !tones;
    this.#tell(isSilent ? 'silent' : null);
    const player = new Tones({ volume });
    const speaker = new Voice({
      language: document.documentElement.lang,
      volume,
      voice,
      onFailure: () => this.#tell('speechless'),
    });
    this.#tones = player;
    this.#voice = speaker;
    const [isHeard, hasVoice] = await Promise.all([isSilent || player.unlock(), speak !== 'none' && speaker.ready()]);
    if (this.#tones !== player) return; // started anew meanwhile
    if (!isHeard) this.#tell('mute');
    const hasTones = tones || (speak !== 'none' && !hasVoice);
    const begin = performance.now() + BEGIN_MS;
    if (hasTones) player.schedule(REPETITION.map(({ after, tone }) => ({ at: begin + after, tone })));
    for (const { after, tone, kind } of REPETITION) {
      this.#in(BEGIN_MS + after, () => {
        if (hasVoice && (speak === 'all' || tone === 'count')) speaker.say(this.#word(tone));
        if (haptics) buzz(kind);
      });
    }
    this.#in(END_MS, () => this.stop());
  }

  /** @param {number} volume 0–1 */
  setVolume(volume) {
    if (!this.#tones) return;
    this.#tones.volume = this.#voice.volume = volume;
  }

  stop() {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
    this.#tones?.close();
    this.#voice?.hush();
    this.#tones = this.#voice = null;
  }

  #in(ms, work) {
    this.#timers.push(setTimeout(work, ms));
  }

  #word(tone) {
    return this.#words.querySelector(`[data-speak="${tone}"]`).textContent;
  }
}
