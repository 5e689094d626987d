// What the camera sees of a person, on a screen: it opens and closes the camera, finds the joints, tracks the hinge,
// and says what is in the way.

import { Model } from '../camera/model.js';
import { canFetchPack, isPackHere } from '../camera/pack.js';
import { Panel } from '../camera/panel.js';
import { View } from '../camera/view.js';
import { Camera, hasCamera, openCamera, whyNot } from '../counters/camera.js';
import { HingeTracker } from '../counters/pose.js';
import { documentAt } from '../page/document.js';
import { fetchLanguage } from '../pwa/offline.js';

const PLACED_S = 3; // nobody has put a phone away and stepped back sooner
const STILL_S = 1.5; // of standing before it
const SAID_AGAIN_S = 8; // after which it is said again what is in the way

/** @typedef {{hip: number, knee: number, ratio: number, trusted: boolean}} Rep see counters/pose.js */

export class Sight {
  #view;
  #on;

  /** Starts with the first question. @type {?Promise<Model>} */
  #model = null;

  /** Null before the first start. @type {?Camera} */
  #camera = null;

  /** Opened by `ask`, for the first start. @type {?MediaStream} */
  #stream = null;

  #tracker;
  #since = null; // s, since when the camera sees; null while it does not
  #stillSince = null;
  #saidAt = -Infinity;
  #isGone = false;
  #isSlow = false;
  #hasFailed = false;

  /**
   * Puts the words and the picture into a page.
   * @param {HTMLElement} place its `data-camera` is the page with the words, templates/camera/stage.html
   * @param {HTMLElement} stage the screen on which the person is seen
   * @param {{onRep: (rep: Rep) => void, onStill: () => void, onTrouble: (words: string) => void,
   *   onOther?: (counter: string) => void, onFailure?: () => void}} on `onStill`: the person stands still before the
   *   camera, in every frame; `onTrouble`: every few seconds while something is in the way; `onOther`: another counter
   *   is wanted, or needed; `onFailure`, where there is no other counter: the camera is gone, or its model fails
   * @returns {Promise<Sight>} rejects with a TypeError where the words can't be had
   */
  static async load(place, stage, on) {
    const words = await documentAt(place.dataset.camera);
    if (!words) throw new TypeError('The page with the words is not here');
    const take = (name) => document.importNode(words.getElementById(name).content, true);
    place.replaceChildren(take('camera-choice'));
    stage.querySelector('.stage-face').append(take('camera-picture'));
    stage.querySelector('.stage-extra p').after(take('camera-troubles'));
    new Panel(place.querySelector('.camera-pack'), () => fetchLanguage(document.documentElement.lang));
    place.querySelector('.camera-pack').hidden = !hasCamera();
    place.querySelector('[data-problem="camera-unable"]').hidden = hasCamera();
    return new Sight(new View(stage), on);
  }

  constructor(view, on) {
    this.#view = view;
    this.#on = on;
    if (on.onOther) view.onOther(on.onOther);
  }

  get view() {
    return this.#view;
  }

  get isOn() {
    return Boolean(this.#camera?.isOn);
  }

  /** @returns {Promise<?string>} of the sentences in the page, where the pack is not here and can't be fetched */
  async findProblem() {
    if (!hasCamera() || (await isPackHere().catch(() => false))) return null;
    return (await canFetchPack()) ? null : 'camera-offline';
  }

  /**
   * Opens the camera, which the browser may ask the person about.
   * @returns {Promise<?string>} why it can't see, a name of the sentences in the page; null when it can
   */
  async ask() {
    if (!hasCamera()) return 'camera-unable';
    if (!(await isPackHere().catch(() => false))) return 'camera-absent';
    this.#model ??= Model.start();
    this.#model.catch(() => {
      this.#model = null; // it is told of when frames come
    });
    try {
      this.#stream = await openCamera();
      return null;
    } catch (error) {
      return `camera-${whyNot(error)}`;
    }
  }

  /** Looks, with the camera that `ask` opened, or with another. */
  start() {
    [this.#since, this.#isGone, this.#hasFailed] = [null, false, false];
    this.#model ??= Model.start();
    this.#camera ??= new Camera(this.#view.video, async (frame) => (await this.#model).find(frame), {
      onFrame: (frame) => this.#take(frame),
      onLost: () => this.#lose(true),
      onBack: () => this.#lose(false),
      onSlow: () => {
        this.#isSlow = true;
      },
      onFailure: () => this.#fail(),
    });
    this.#camera.start(this.#stream);
    this.#stream = null;
  }

  /** Forgets who was seen: a side begins. */
  begin() {
    this.#stillSince = null;
    this.#view.showCue('');
    this.#tracker = new HingeTracker({ onRep: (rep) => this.#on.onRep(rep) });
  }

  /** Lets the camera go. */
  stop() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop(); // asked for, and not begun
    this.#stream = null;
    this.#camera?.stop();
    this.#view.showTrouble(this.#hasFailed ? 'failed' : null);
  }

  #lose(isGone) {
    if (isGone && !this.#on.onOther) return this.#on.onFailure();
    this.#isGone = isGone;
    this.#tell(performance.now() / 1000);
    if (isGone) this.#view.show(null, 1);
  }

  #fail() {
    this.#model?.then(
      (model) => model.close(),
      () => {},
    );
    this.#model = null;
    if (!this.#on.onOther) return this.#on.onFailure();
    this.#hasFailed = true;
    this.#on.onTrouble(this.#view.wordsOf('failed'));
    this.#on.onOther('tap');
  }

  #take(frame) {
    const seen = this.#tracker.push(frame);
    if (!this.isOn) return; // the repetition was the last one
    this.#view.show(seen, frame.aspect);
    this.#since ??= frame.t;
    this.#tell(frame.t);
    if (this.#isStill(frame.t, seen)) this.#on.onStill();
  }

  #isStill(t, seen) {
    const isStanding = seen?.phase === 'standing' && this.#tracker.trouble === null;
    this.#stillSince = isStanding ? (this.#stillSince ?? t) : null;
    return isStanding && t - this.#stillSince > STILL_S && t - this.#since > PLACED_S;
  }

  #tell(t) {
    const trouble = this.#isGone
      ? 'gone'
      : (this.#tracker.trouble ?? (this.#isSlow && this.#on.onOther ? 'slow' : null));
    this.#view.showTrouble(trouble);
    if (!trouble || t - this.#saidAt < SAID_AGAIN_S || (trouble === 'slow' && this.#saidAt > 0)) return;
    this.#saidAt = t;
    this.#on.onTrouble(this.#view.wordsOf(trouble));
  }
}
