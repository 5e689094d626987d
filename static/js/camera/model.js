// The model that finds joints, in its worker.

import { filesOfPack } from './pack.js';

const ADDRESS = new URL('./model-worker.js', import.meta.url).href;

const ANSWER_MS = 10_000; // a worker that ran out of memory never answers

let policy = null; // of Trusted Types: a page makes each once; whatever it is given, it gives this address

function address() {
  if (!window.trustedTypes) return ADDRESS;
  policy ??= window.trustedTypes.createPolicy('model', { createScriptURL: () => ADDRESS });
  return policy.createScriptURL('');
}

export class Model {
  #worker = new Worker(address());
  #waiting = new Map(); // what settles each question, by its id
  #last = 0;

  /**
   * A model that is ready: about a second after the call.
   * @returns {Promise<Model>} rejects where the pack is not here, or damaged
   */
  static async start() {
    const model = new Model();
    try {
      await model.#ask({ files: await filesOfPack() });
    } catch (error) {
      model.close();
      throw error;
    }
    return model;
  }

  constructor() {
    this.#worker.onmessage = ({ data: { id, found, error } }) => {
      if (error) this.#waiting.get(id)?.reject(new Error(error));
      else this.#waiting.get(id)?.resolve(found);
      this.#waiting.delete(id);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      for (const { reject } of this.#waiting.values()) reject(new Error(event.message));
      this.#waiting.clear();
    };
  }

  /**
   * @param {ImageBitmap} frame is handed over
   * @returns {Promise<number[][]>} of 17 joints [x, y, score], 0 to 1; rejects where the worker fails, or is silent
   */
  find(frame) {
    const answer = this.#ask({ frame }, [frame]);
    const id = this.#last;
    const timer = setTimeout(() => this.#waiting.get(id)?.reject(new Error('No answer')), ANSWER_MS);
    return answer.finally(() => clearTimeout(timer));
  }

  close() {
    this.#worker.terminate();
  }

  #ask(question, transfer = []) {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, ...question }, transfer);
    });
  }
}
