// The frames of a camera, as fast as what finds the joints in them answers, and the camera's coming and going.

const MOST_HZ = 15;
const LEAST_HZ = 8; // fewer miss the turn of a repetition
const TRIAL_S = 3;
const RETRY_MS = 2_000;
const VIDEO = { facingMode: 'user', height: { ideal: 480 }, resizeMode: 'none' }; // height and width both would crop

/** Whether this browser gives cameras at all, and can look for joints. @returns {boolean} */
export const hasCamera = () =>
  Boolean(navigator.mediaDevices?.getUserMedia && globalThis.WebAssembly && globalThis.OffscreenCanvas);

/**
 * Asks for a camera; the first time, the browser asks the person.
 * @returns {Promise<MediaStream>} rejects with the browser's error: see `whyNot`
 */
export const openCamera = () => navigator.mediaDevices.getUserMedia({ video: VIDEO });

/** @param {Error} error of `openCamera` @returns {'denied'|'missing'} missing: there is none, or another app has it */
export const whyNot = ({ name }) => (name === 'NotAllowedError' || name === 'SecurityError' ? 'denied' : 'missing');

/** @typedef {{t: number, keypoints: number[][], aspect: number}} Frame s; see counters/pose.js */

export class Camera {
  #video;
  #find;
  #on;

  /** Null while it is off. @type {?{stream: ?MediaStream}} */
  #session = null;
  #timer;

  /**
   * @param {HTMLVideoElement} video shows the picture
   * @param {(frame: ImageBitmap) => Promise<number[][]>} find closes the frame, finds the joints
   * @param {{onFrame: (frame: Frame) => void, onLost: () => void, onBack: () => void, onSlow: () => void,
   *   onFailure: () => void}} on `onLost`: the camera was taken away, and is awaited; `onSlow`: once, when `find` was
   *   too slow for three seconds; `onFailure`: `find` fails
   */
  constructor(video, find, on) {
    this.#video = video;
    this.#find = find;
    this.#on = on;
  }

  get isOn() {
    return this.#session !== null;
  }

  /** @param {?MediaStream} stream of `openCamera`; null to ask for one, where the person has allowed it before */
  start(stream) {
    this.stop();
    const session = { stream: null };
    this.#session = session;
    if (stream) this.#show(session, stream);
    else this.#reopen(session);
    this.#look(session);
  }

  /** Lets the camera go: its light goes off. */
  stop() {
    clearTimeout(this.#timer);
    release(this.#session?.stream);
    this.#session = null;
    this.#video.srcObject = null;
  }

  #show(session, stream) {
    session.stream = stream;
    this.#video.srcObject = stream;
    this.#video.play().catch(() => {}); // stopped meanwhile
    const [track] = stream.getVideoTracks();
    track.onended = () => this.#lose(session);
    track.onmute = () => this.#session === session && this.#on.onLost(); // a call, for instance
    track.onunmute = () => this.#session === session && this.#on.onBack();
  }

  #lose(session) {
    if (this.#session !== session) return;
    release(session.stream);
    session.stream = null;
    this.#on.onLost();
    this.#retry(session);
  }

  #retry(session) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#reopen(session), RETRY_MS);
  }

  async #reopen(session) {
    const stream = (await isForbidden()) ? null : await openCamera().catch(() => null);
    if (this.#session !== session) return release(stream);
    if (!stream) {
      this.#on.onLost();
      return this.#retry(session);
    }
    this.#show(session, stream);
    this.#on.onBack();
  }

  async #look(session) {
    const pace = new Pace();
    while (this.#session === session) {
      const began = performance.now();
      const frame = session.stream && (await createImageBitmap(this.#video).catch(() => null)); // null: none came yet
      if (frame && !(await this.#take(session, frame, began / 1000))) return;
      if (frame && pace.isSlow(performance.now() / 1000)) this.#on.onSlow();
      await new Promise((resolve) => setTimeout(resolve, began + 1000 / MOST_HZ - performance.now()));
    }
  }

  /** @returns {Promise<boolean>} whether to go on */
  async #take(session, frame, t) {
    const aspect = frame.width / frame.height;
    try {
      const keypoints = await this.#find(frame);
      if (this.#session === session && session.stream) this.#on.onFrame({ t, keypoints, aspect });
      return true;
    } catch {
      if (this.#session === session) this.#on.onFailure();
      return false;
    }
  }
}

/** Whether answers come too slowly. It says so once at most, three seconds after the first. */
export class Pace {
  #since = null;
  #answers = 0;
  #isKnown = false;

  /** @param {number} t s, when an answer came @returns {boolean} */
  isSlow(t) {
    this.#since ??= t;
    if (this.#isKnown || t - this.#since < TRIAL_S) {
      this.#answers += 1;
      return false;
    }
    this.#isKnown = true;
    return this.#answers / (t - this.#since) < LEAST_HZ;
  }
}

/** Asking again would put the question to the person once more, in the middle of a set. */
async function isForbidden() {
  const status = await navigator.permissions?.query({ name: 'camera' }).catch(() => null);
  return status?.state === 'denied';
}

function release(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
