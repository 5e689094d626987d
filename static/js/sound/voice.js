// Says short words in the page's language with a voice of the phone, and notices when nothing comes of it.

const LOAD_MS = 2_000;
const POLL_MS = 100;
const AFTER_CANCEL_MS = 50; // Chrome's cancel() works a little later, and takes along what was given meanwhile
const START_MS = 2_500; // an engine that is asked for the first time takes its time
const STRIKES = 2; // failures in a row
const OURS = ['interrupted', 'canceled']; // "errors" of what was ended on purpose
const FINE = /premium|enhanced|natural/i;
const ODD = /eloquence|synthesis\.voice\.[A-Z]/; // Apple's: robots, bells, and voices that no longer speak

/** The longest that `text` takes, for where the end is never told. */
const mostMs = (text) => 1_500 + 150 * text.length;

export class Voice {
  /** Given up: it says nothing from now on. */
  isDead = false;
  #language;
  #wanted;
  #onFailure;
  #voice = null;
  #local = null; // where a voice from the network falls back to
  #current = null; // held here: Chrome drops the events of an utterance that nobody holds
  #endsBy = 0;
  #later = null;
  #silence = null;
  #strikes = 0;

  /**
   * @param {{language: string, volume?: number, voice?: ?string, onFailure?: () => void}} options `language` BCP 47;
   *   `volume` 0–1; `voice` a voiceURI, null for the best that needs no network; `onFailure` once, when it is given up
   */
  constructor({ language, volume = 1, voice = null, onFailure = () => {} }) {
    this.#language = language;
    this.#wanted = voice;
    this.#onFailure = onFailure;
    this.volume = volume;
  }

  /**
   * The voices of a language, best first.
   * @param {string} language @returns {Promise<{id: string, name: string, local: boolean}[]>}
   */
  static async voices(language) {
    const voices = await load(language);
    return voices.map(({ voiceURI, name, localService }) => ({ id: voiceURI, name, local: localService }));
  }

  /**
   * Called within a press, it also has iOS let it speak later.
   * @returns {Promise<boolean>} whether there is a voice, within two seconds
   */
  async ready() {
    if (navigator.userActivation?.isActive !== false) prime();
    const voices = await load(this.#language);
    this.#local = voices.find(({ localService }) => localService) ?? null;
    this.#voice = voices.find(({ voiceURI }) => voiceURI === this.#wanted) ?? this.#local;
    return this.#voice !== null && !this.isDead;
  }

  /**
   * @param {string} text a few words
   * @param {{urgent?: boolean}} [how] urgent ends what is being said, else that goes first
   */
  say(text, { urgent = true } = {}) {
    if (this.isDead || !this.#voice) return;
    const isBusy = this.#later !== null || (this.#current !== null && performance.now() < this.#endsBy);
    if (isBusy && !urgent) return;
    if (!this.#cancel()) this.#speak(text);
    else this.#later = setTimeout(() => this.#speak(text), AFTER_CANCEL_MS);
  }

  hush() {
    if (this.#voice) this.#cancel();
    this.#unwatch();
  }

  /** @returns {boolean} whether there was anything to cancel */
  #cancel() {
    const wasWaiting = this.#later !== null;
    clearTimeout(this.#later);
    this.#later = this.#current = null;
    const { speaking, pending } = speechSynthesis;
    if (speaking || pending) speechSynthesis.cancel();
    return speaking || pending || wasWaiting;
  }

  #speak(text) {
    this.#later = null;
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = this.#voice;
    utterance.lang = this.#voice.lang; // Android goes by this alone, letter for letter
    utterance.volume = this.volume;
    utterance.onstart = () => this.#unwatch();
    utterance.onend = () => this.#onEnd(utterance);
    utterance.onerror = ({ error }) => this.#onEnd(utterance, error);
    this.#current = utterance;
    this.#endsBy = performance.now() + mostMs(text);
    this.#silence ??= setTimeout(() => this.#fail(), START_MS);
    if (speechSynthesis.paused) speechSynthesis.resume();
    speechSynthesis.speak(utterance);
  }

  #onEnd(utterance, error) {
    if (utterance !== this.#current) return; // cancelled, which is no answer
    this.#current = null;
    if (!error || OURS.includes(error)) this.#answered();
    else this.#fail();
  }

  #answered() {
    this.#unwatch();
    this.#strikes = 0;
  }

  #unwatch() {
    clearTimeout(this.#silence);
    this.#silence = null;
  }

  #fail() {
    this.#unwatch();
    if (document.hidden) return; // phones silence what is out of sight
    this.#cancel(); // a queue that is stuck comes free
    this.#strikes += 1;
    if (this.#strikes < STRIKES) return;
    this.#strikes = 0;
    if (this.#local && this.#voice !== this.#local) {
      this.#voice = this.#local; // no network, for instance
      return;
    }
    this.isDead = true;
    this.#onFailure();
  }
}

/**
 * Those of a language: from the phone before from the network, odd ones last, the person's own region first.
 * @template {{lang: string, voiceURI: string, name: string, localService: boolean, default: boolean}} V
 * @param {V[]} voices @param {string} language BCP 47 @param {readonly string[]} preferred the person's languages
 * @returns {V[]}
 */
export function rank(voices, language, preferred) {
  const regions = language.includes('-') ? [language, ...preferred] : preferred;
  const distance = ({ voiceURI, name, lang, localService, default: isDefault }) => {
    const region = regions.findIndex((one) => tag(one) === tag(lang));
    const quality = (ODD.test(voiceURI) ? 500 : 0) - (FINE.test(voiceURI + name) ? 2 : 0) - (isDefault ? 1 : 0);
    return (localService ? 0 : 1000) + (region < 0 ? 400 : 4 * region) + quality;
  };
  return voices.filter(({ lang }) => main(lang) === main(language)).sort((a, b) => distance(a) - distance(b));
}

const tag = (lang) => lang.replaceAll('_', '-').toLowerCase(); // Android writes en_GB
const main = (lang) => tag(lang).split('-')[0];

/** The voices of a language as soon as there are any; they come late, and not every browser tells of it. */
async function load(language) {
  const synthesis = globalThis.speechSynthesis;
  if (!synthesis) return [];
  const end = performance.now() + LOAD_MS;
  for (;;) {
    const voices = rank(synthesis.getVoices(), language, navigator.languages);
    if (voices.length > 0 || performance.now() >= end) return voices;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** iOS lets a page speak at any time once it spoke within a press, if only nothing. */
function prime() {
  const synthesis = globalThis.speechSynthesis;
  if (!synthesis || synthesis.speaking) return;
  const nothing = new SpeechSynthesisUtterance('');
  nothing.volume = 0;
  synthesis.speak(nothing);
}
