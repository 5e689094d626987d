// The coach of a set: speaks, plays tones, flashes and vibrates at the moments that cues.js gives.

import { sentence } from '../page/dom.js';
import { hasTones } from '../sound/means.js';
import { Tones } from '../sound/tones.js';
import { Voice } from '../sound/voice.js';
import { continues, cueAfter, upcomingCues } from './cues.js';
import { isSensed, isWaiting, roundOf, upcoming } from './machine.js';
import { Media } from './media.js';
import { Touch } from './touch.js';

const AHEAD_MS = 180_000; // of tones handed to the audio clock: a page in the background wakes once a minute
const REMAP_MS = 500; // after a repetition, in the middle of a phase, the tones are set by the clock anew
const LATE_MS = 400; // what would be said later than this is left out
const SAY_S = 0.8; // a phase shorter than this has no time for a word,
const SAY_TWO_S = 1.5; // nor one shorter than this for a number and a word
const PHASES = { down: 'eccentric', hold: 'pause', up: 'concentric' };
const COUNTS = ['count', 'last', 'switch', 'rest', 'done']; // said when only the count is wanted
const SAID_AS = { soon: 'ready' };
const PLACED = { motion: 'stow', camera: 'place' }; // what is said while a side waits for the phone to be in its place
const TONES = { rest: 'switch', soon: 'tick' };

/** @typedef {import('./machine.js').Run} Run */

export class Coach {
  #root;
  #onInterrupted;
  #onHeard;
  #send;
  #touch;
  #choice = null;
  #tones = null;
  #voice = null;

  /** Null where nothing is to be heard. @type {?Media} */
  #media = null;

  #run = null;
  #plan = [];
  #timer;
  #remap;

  /** What is said with the next count. @type {?string} */
  #beside = null;

  /**
   * @param {HTMLElement} root the stage, with the words
   * @param {{onInterrupted: () => void, onHeard: (isHeard: boolean) => void,
   *   send: (event: import('./machine.js').Event) => void}} on `onInterrupted` when a call or the like took the sound
   *   away; `onHeard` whether what is wanted can be heard, as soon as that is known; `send` what a headset or a lock
   *   screen asks for
   */
  constructor(root, { onInterrupted, onHeard, send }) {
    this.#root = root;
    this.#onInterrupted = onInterrupted;
    this.#onHeard = onHeard;
    this.#send = send;
    this.#touch = new Touch(root);
  }

  /**
   * Makes sound ready; inside a press, for browsers give sound only then.
   * @param {import('../sound/choice.js').Choice} choice
   */
  start(choice) {
    this.close();
    this.#choice = choice;
    this.#touch.start(choice);
    const { speak, tones, volume, voice } = choice;
    this.#onHeard(speak !== 'none' || !tones || hasTones()); // a voice is known later
    if (speak === 'none' && !tones) return; // music that plays goes on
    this.#tones = new Tones({ volume, onInterrupted: this.#onInterrupted });
    this.#tones.unlock();
    this.#media = new Media((set) => this.#title(set), this.#send);
    if (speak === 'none') return;
    this.#voice = new Voice({
      language: document.documentElement.lang,
      volume,
      voice,
      onFailure: () => this.#loseVoice(),
    });
    this.#voice.ready().then((isThere) => isThere || this.#loseVoice());
  }

  /**
   * Takes the new state of the run: gives the cue for the last event, and plans the next ones.
   * @param {?Run} before null when the run was only just opened @param {Run} run
   */
  follow(before, run) {
    this.#giveDue(); // the repetition that brought this about
    this.#run = run;
    this.#media?.follow(run);
    const at = performance.now();
    const answered = before && cueAfter(before, run);
    const now = answered && answered.by !== 'pace' ? [{ ...answered, at }] : [];
    if (now.length) this.#give(now);
    if (startsToWait(before, run)) this.#say(PLACED[run.counter] ?? 'ready');
    const plan = upcomingCues(run, at, at + AHEAD_MS);
    const isAsPlanned = now.length === 0 && continues(plan, this.#plan);
    this.#plan = plan;
    this.#wait();
    clearTimeout(this.#remap);
    if (isAsPlanned) this.#remap = setTimeout(() => this.#sound(), REMAP_MS);
    else this.#sound(now);
  }

  /** Says `words` with the next count, if more than the count is wanted. @param {string} words */
  sayBeside(words) {
    if (this.#choice.speak === 'all') this.#beside = words;
  }

  /** Says `words` now, unless something is being said. @param {string} words */
  sayIfQuiet(words) {
    if (this.#choice?.speak === 'all') this.#voice?.say(words, { urgent: false });
  }

  /** See Touch. Stance and pause are left to the screen reader. */
  get speaks() {
    return this.#voice !== null && this.#run.counter !== 'tap' && !this.#run.paused && this.#run.phase !== 'ready';
  }

  close() {
    clearTimeout(this.#timer);
    clearTimeout(this.#remap);
    this.#plan = [];
    this.#tones?.close();
    this.#voice?.hush();
    this.#media?.close();
    this.#tones = this.#voice = this.#media = this.#choice = null;
  }

  #wait() {
    clearTimeout(this.#timer);
    if (this.#plan.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#giveDue();
      this.#wait();
    }, this.#plan[0].at - performance.now());
  }

  #giveDue() {
    const now = performance.now();
    const due = this.#plan.filter(({ at }) => at <= now);
    this.#plan = this.#plan.slice(due.length);
    const inTime = due.filter(({ at }) => now - at < LATE_MS);
    if (inTime.length) this.#give(inTime);
  }

  #give(cues) {
    for (const { cue } of cues) this.#touch.give(cue);
    const words = cues.filter((one) => this.#isSaid(one, cues)).map(({ cue, n }) => this.#words(cue, n));
    if (this.#beside && cues.some(({ cue }) => cue === 'count' || cue === 'last')) words.push(this.#beside);
    this.#beside = null;
    if (words.length && this.#run.counter !== 'tap') this.#voice?.say(words.join(' '));
  }

  #isSaid({ cue }, cues) {
    if (COUNTS.includes(cue)) return true;
    if (this.#choice.speak !== 'all') return false;
    const phase = PHASES[cue];
    return !phase || this.#run.tempo[phase] >= (cues.length > 1 ? SAY_TWO_S : SAY_S);
  }

  #say(name) {
    if (this.#choice.speak === 'all') this.#voice?.say(this.#words(name));
  }

  #words(name, n) {
    const { sets, current } = this.#run;
    const of = (at) => this.#root.querySelector(`[data-name="${sets[at].side}"]`).dataset;
    const next = of(name === 'switch' ? Math.min(current + 1, sets.length - 1) : upcoming(this.#run));
    return sentence(this.#root.querySelector(`[data-speak="${SAID_AS[name] ?? name}"]`), {
      ...roundOf(this.#run, current),
      n,
      reps: n,
      side: of(current).word,
      next: next.word,
      stance: next.stance,
    });
  }

  /** The side and its count, for a lock screen. */
  #title({ side, reps, target }) {
    const { word } = this.#root.querySelector(`[data-name="${side}"]`).dataset;
    const words = this.#root.querySelector(`[data-media="${side === 'both' ? 'both' : 'side'}"]`);
    return sentence(words, { side: word, reps, target });
  }

  /** Hands the tones of the plan to the audio clock, after those of this moment. */
  #sound(now = []) {
    const isHeard = this.#run?.counter !== 'tap' && (this.#choice.tones || this.#voice === null);
    this.#tones?.schedule(
      isHeard ? [...now, ...this.#plan].map(({ at, cue }) => ({ at, tone: TONES[cue] ?? cue })) : [],
    );
  }

  /** Continues with tones after the voice failed. */
  #loseVoice() {
    this.#voice = null;
    if (!this.#choice) return; // closed meanwhile
    this.#onHeard(hasTones());
    this.#sound();
  }
}

function startsToWait(before, run) {
  if (run.counter === 'tap' || run.paused || !isWaiting(run) || run.phase === 'rest') return false;
  const isRested = isSensed(run) && before?.phase === 'rest';
  return before === null || before.paused || isRested || (run.phase === 'ready' && before.phase !== 'ready');
}
