// A person before the camera: tells when they stand still, each repetition with its angles, and what is in the way.

import { Model } from '../camera/model.js';
import { canFetchPack, isPackHere } from '../camera/pack.js';
import { Panel } from '../camera/panel.js';
import { View } from '../camera/view.js';
import { Camera, hasCamera, openCamera, whyNot } from '../counters/camera.js';
import { HingeTracker } from '../counters/pose.js';
import { HingeCues } from '../counters/pose-cue.js';
import { documentAt } from '../page/document.js';
import { fetchLanguage } from '../pwa/offline.js';
import { isWaiting, roundOf } from './machine.js';

const PLACED_S = 3; // nobody has put a phone away and stepped back sooner
const STILL_S = 1.5; // of standing before it
const SAID_AGAIN_S = 8; // after which it is said again what is in the way

export class SeenPerson {
  #view;
  #words;
  #hinge;
  #on;

  /** Starts with the first set. @type {?Promise<Model>} */
  #model = null;

  /** Null before `ask`. @type {?Camera} */
  #camera = null;

  /** Opened by `ask`, for the first start. @type {?MediaStream} */
  #stream = null;

  #run = null;
  #part = null; // of the run: phase and set
  #tracker;
  #cues;
  #since = null; // s, since when the camera sees; null while it does not
  #stillSince = null;
  #saidAt = -Infinity;
  #isGone = false;
  #isSlow = false;
  #hasFailed = false;

  /**
   * Puts the words and the picture into the page.
   * @param {HTMLElement} page of a practice
   * @param {{onRep: (angles: {hip?: number, knee?: number}, cue: string) => void, onStill: () => void,
   *   onTrouble: (words: string) => void, onOther: (counter: string) => void}} on `cue`: what is to be said with the
   *   count; `onStill`: a side that waits can start; `onTrouble`: every few seconds while something is in the way;
   *   `onOther`: another counter is wanted, or needed
   * @returns {Promise<SeenPerson>} rejects with a TypeError where the page can't be had
   */
  static async load(page, on) {
    const place = page.querySelector('[data-camera]');
    const [words, guide] = await Promise.all([
      documentAt(place.dataset.camera),
      documentAt(page.querySelector('[data-guide-page]').href),
    ]);
    if (!words || !guide) throw new TypeError('The page with the words is not here');
    const take = (name) => document.importNode(words.getElementById(name).content, true);
    const stage = page.querySelector('[data-screen="stage"]');
    place.replaceChildren(take('camera-choice'));
    stage.querySelector('.stage-face').append(take('camera-picture'));
    stage.querySelector('[data-unsensed]').after(take('camera-troubles'));
    new Panel(place.querySelector('.camera-pack'), () => fetchLanguage(document.documentElement.lang));
    place.querySelector('.camera-pack').hidden = !hasCamera();
    place.querySelector('[data-problem="camera-unable"]').hidden = hasCamera();
    return new SeenPerson(new View(stage), guide.querySelector('[data-camera-guide]').dataset, on);
  }

  constructor(view, { hinge, ...words }, on) {
    const [hip, knee] = hinge.split(' ').map(Number);
    this.#view = view;
    this.#hinge = { hip, knee };
    this.#words = words;
    this.#on = on;
    view.onOther((counter) => this.#on.onOther(counter));
  }

  /** @returns {Promise<?string>} a name of the sentences in the page, where the pack is not here and can't be fetched */
  async findProblem() {
    if (!hasCamera() || (await isPackHere().catch(() => false))) return null;
    return (await canFetchPack()) ? null : 'camera-offline';
  }

  /**
   * Opens the camera, which the browser may ask the person about.
   * @returns {Promise<?string>} why it can't count, a name of the sentences in the page; null when it can
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

  /** @param {import('./machine.js').Run} run */
  follow(run) {
    this.#run = run;
    const isWanted = run.phase === 'set' || (isWaiting(run) && run.phase !== 'rest');
    if (run.counter !== 'camera' || run.paused || run.away || !isWanted) return this.stop();
    if (!this.#camera?.isOn) this.#start();
    const part = `${run.phase} ${run.current}`;
    if (part !== this.#part) this.#enter(run, part);
  }

  stop() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop(); // asked for, and not begun
    this.#stream = this.#part = null;
    this.#camera?.stop();
    this.#view.showTrouble(this.#hasFailed ? 'failed' : null);
  }

  #start() {
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

  #enter(run, part) {
    this.#part = part;
    this.#stillSince = null;
    this.#view.showCue('');
    this.#cues = new HingeCues({ ...this.#hinge, set: roundOf(run, run.current).round });
    this.#tracker = new HingeTracker({ onRep: (rep) => this.#count(rep) });
  }

  #lose(isGone) {
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
    this.#hasFailed = true;
    this.#on.onTrouble(this.#view.wordsOf('failed'));
    this.#on.onOther('tap');
  }

  #take(frame) {
    const seen = this.#tracker.push(frame);
    if (!this.#camera.isOn) return; // the repetition was the last one
    this.#view.show(seen, frame.aspect);
    this.#since ??= frame.t;
    this.#tell(frame.t);
    if (isWaiting(this.#run)) this.#wait(frame.t, seen);
  }

  /** A side begins once the person stands before the camera. */
  #wait(t, seen) {
    const isStanding = seen?.phase === 'standing' && this.#tracker.trouble === null;
    this.#stillSince = isStanding ? (this.#stillSince ?? t) : null;
    if (isStanding && t - this.#stillSince > STILL_S && t - this.#since > PLACED_S) this.#on.onStill();
  }

  #count(rep) {
    if (this.#run.phase !== 'set') return;
    const cue = this.#words[this.#cues.after(rep)] ?? '';
    this.#view.showCue(cue);
    this.#on.onRep(rep.trusted ? { hip: rep.hip, knee: rep.knee } : {}, cue);
  }

  #tell(t) {
    const trouble = this.#isGone ? 'gone' : (this.#tracker.trouble ?? (this.#isSlow ? 'slow' : null));
    this.#view.showTrouble(trouble);
    if (!trouble || t - this.#saidAt < SAID_AGAIN_S || (trouble === 'slow' && this.#saidAt > 0)) return;
    this.#saidAt = t;
    this.#on.onTrouble(this.#view.wordsOf(trouble));
  }
}
