// Plays the tones of a practice on the audio clock: once scheduled they come on time, whatever the page is busy with.

import { audioTime, due, follow, isDead, isSame, read, TONES, watch } from './score.js';

const UNLOCK_MS = 1_000;
const WATCH_MS = 500;
const TRIES = 3; // contexts made without a press; after that only a press helps
const SOON = 0.02; // s; what begins within this time is not stopped any more
const ATTACK = 0.015; // s; what begins or ends at once clicks
const RELEASE = 0.4; // of a stroke's length
const LEVEL = 0.8; // strokes may overlap

export class Tones {
  #volume;
  #onInterrupted;
  #context = null;
  #bus; // what all tones of the context go through
  #anchor;
  #seen;
  #notes = []; // as asked for last
  #playing = []; // what the context was given and has not finished
  #wasRunning = false;
  #unlocking = null;
  #tries = 0;
  #timer;
  #listening = null;

  /**
   * @param {{volume?: number, onInterrupted?: () => void}} [options] `volume` 0–1; `onInterrupted` once a call, Siri or
   *   the like
   */
  constructor({ volume = 1, onInterrupted = () => {} } = {}) {
    this.#volume = volume;
    this.#onInterrupted = onInterrupted;
  }

  /**
   * To be called within a press: browsers give sound to nobody else. Later presses anywhere revive it by themselves.
   * @returns {Promise<boolean>} whether tones can be heard, within a second
   */
  unlock() {
    this.#unlocking ??= this.#unlock().finally(() => {
      this.#unlocking = null;
    });
    return this.#unlocking;
  }

  /**
   * Plays these in place of all that has not begun.
   * @param {import('./score.js').Note[]} notes those of the past are left out
   */
  schedule(notes) {
    this.#notes = notes;
    this.#place();
  }

  silence() {
    this.schedule([]);
    if (!this.#context) return;
    this.#setLevel(0); // of what sounds now
    this.#playing = [];
    this.#addBus();
  }

  /** @param {number} volume 0–1 */
  set volume(volume) {
    this.#volume = volume;
    if (this.#context) this.#setLevel(loudness(volume));
  }

  close() {
    this.#notes = [];
    this.#listening?.abort();
    this.#listening = null;
    this.#drop();
    claimSession('auto'); // other apps may go on with their music
  }

  async #unlock() {
    this.#tries = 0;
    if (!this.#isWell()) this.#build();
    const context = this.#context;
    if (!context) return false;
    await Promise.race([context.resume().catch(() => {}), new Promise((resolve) => setTimeout(resolve, UNLOCK_MS))]);
    this.#onState(context);
    return context.state === 'running';
  }

  #build() {
    this.#drop();
    claimSession('playback');
    try {
      this.#context = new AudioContext();
    } catch {
      return; // no Web Audio, or no more contexts
    }
    const context = this.#context;
    context.addEventListener('statechange', () => this.#onState(context));
    this.#addBus();
    this.#listen();
    this.#onState(context);
  }

  #drop() {
    clearTimeout(this.#timer);
    const context = this.#context;
    this.#context = this.#anchor = this.#seen = null;
    context?.close().catch(() => {});
    this.#playing = [];
    this.#wasRunning = false;
  }

  #addBus() {
    this.#bus = this.#context.createGain();
    this.#bus.gain.value = loudness(this.#volume);
    this.#bus.connect(this.#context.destination);
  }

  #setLevel(level) {
    this.#bus.gain.setTargetAtTime(level, this.#context.currentTime, ATTACK);
  }

  #listen() {
    if (this.#listening) return;
    this.#listening = new AbortController();
    const options = { signal: this.#listening.signal, capture: true };
    document.addEventListener('click', () => this.#isWell() || this.unlock(), options);
    document.addEventListener('visibilitychange', () => this.#renew(), options);
  }

  #onState(context) {
    if (context !== this.#context) return; // one that was given up
    const isRunning = context.state === 'running';
    if (isRunning === this.#wasRunning) return;
    this.#wasRunning = isRunning;
    this.#renew();
    if (!isRunning) this.#onInterrupted();
  }

  /** The audio clock may have stood still while the other went on. */
  #renew() {
    this.#tries = 0;
    this.#anchor = this.#seen = null;
    this.#place();
  }

  #isWell() {
    return this.#context?.state === 'running' && !isDead('running', this.#seen);
  }

  #place() {
    const now = performance.now();
    const notes = due(this.#notes, now);
    if (this.#context?.state === 'running') this.#play(notes, now);
    this.#watch(now);
  }

  #play(notes, now) {
    const context = this.#context;
    this.#anchor = follow(this.#anchor, read(context, now));
    const begun = this.#playing.filter(
      ({ start, end }) => start <= context.currentTime + SOON && end > context.currentTime,
    );
    for (const one of this.#playing) if (!begun.includes(one)) for (const source of one.sources) source.disconnect();
    const rest = notes.filter((note) => !begun.some((one) => isSame(one, note)));
    this.#playing = begun.concat(
      rest.map((note) => {
        const start = Math.max(audioTime(this.#anchor, note.at), context.currentTime);
        return { ...note, start, ...play(context, this.#bus, note.tone, start) };
      }),
    );
  }

  /** While something is due, sees to it that the audio clock moves: one that stands still is not always told of. */
  #watch(now) {
    clearTimeout(this.#timer);
    const context = this.#context;
    if (!context || due(this.#notes, now).length === 0) return;
    this.#seen = watch(this.#seen, context.currentTime, now);
    if (isDead(context.state, this.#seen)) this.#revive();
    else if (context.state === 'suspended') context.resume().catch(() => {});
    this.#timer = setTimeout(() => this.#watch(performance.now()), WATCH_MS);
  }

  #revive() {
    if (this.#tries >= TRIES) return;
    this.#tries += 1;
    this.#build();
    this.#context?.resume().catch(() => {});
  }
}

/**
 * @param {BaseAudioContext} context @param {AudioNode} output @param {import('./score.js').Tone} tone
 * @param {number} time s of the context's clock @returns {{sources: OscillatorNode[], end: number}}
 */
export function play(context, output, tone, time) {
  let end;
  const sources = TONES[tone].map(([after, length, from, to]) => {
    const start = time + after;
    end = start + length;
    const envelope = context.createGain();
    const { gain } = envelope;
    gain.setValueAtTime(0, start);
    gain.linearRampToValueAtTime(LEVEL, start + ATTACK);
    gain.setValueAtTime(LEVEL, end - RELEASE * length);
    gain.linearRampToValueAtTime(0, end);
    envelope.connect(output);
    const source = context.createOscillator();
    source.type = 'triangle'; // its overtones are what a phone's speaker has of a low tone
    source.frequency.setValueAtTime(from, start);
    source.frequency.exponentialRampToValueAtTime(to, end);
    source.connect(envelope);
    source.start(start);
    source.stop(end);
    return source;
  });
  return { sources, end };
}

/** The amplitude that sounds like this part of the full volume. */
const loudness = (volume) => volume ** 2;

/** On iOS `playback` is heard though the phone is switched to silent, and pauses the music of other apps. */
function claimSession(type) {
  if (navigator.audioSession) navigator.audioSession.type = type;
}
