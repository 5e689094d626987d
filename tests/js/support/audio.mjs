// A Web Audio that makes no sound and writes down what it was told, on a clock that the test moves.

import { mock } from 'node:test';

/** What a test sees: every context that was made, newest last, and the time that has passed in ms. */
export class Machine {
  contexts = [];
  now = 1_000;
  rate = 1; // seconds of the audio clock in a second
  startsAs = 'running'; // what resume() leads to
  session = { type: 'auto' };

  install() {
    mock.timers.enable({ apis: ['setTimeout'] });
    const machine = this;
    const globals = {
      performance: { now: () => machine.now },
      document: Object.assign(new EventTarget(), { hidden: false }),
      navigator: { audioSession: machine.session },
      AudioContext: class extends FakeContext {
        constructor() {
          super(machine);
        }
      },
    };
    for (const [name, value] of Object.entries(globals)) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
    return this;
  }

  /** Lets `ms` pass, in steps as small as the page's timers need. */
  async pass(ms) {
    for (let left = ms; left > 0; left -= 50) {
      const step = Math.min(50, left);
      this.now += step;
      for (const context of this.contexts) context.pass(step);
      mock.timers.tick(step);
      await settle();
    }
  }

  get context() {
    return this.contexts.at(-1);
  }
}

/** Until everything that waits for a promise has gone on. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

class FakeContext extends EventTarget {
  state = 'suspended';
  currentTime = 0;
  isFrozen = false;
  destination = { name: 'destination' };
  sources = [];

  constructor(machine) {
    super();
    this.machine = machine;
    machine.contexts.push(this);
  }

  pass(ms) {
    if (this.state === 'running' && !this.isFrozen) this.currentTime += (ms / 1000) * this.machine.rate;
  }

  become(state) {
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }

  async resume() {
    if (this.state === 'interrupted') throw new DOMException('interrupted', 'InvalidStateError');
    if (this.machine.startsAs === 'never') return new Promise(() => {});
    this.become(this.machine.startsAs);
  }

  async close() {
    this.become('closed');
  }

  createGain() {
    return {
      gain: new FakeParam(),
      connect(to) {
        this.to = to;
      },
      disconnect() {},
    };
  }

  createOscillator() {
    const context = this;
    const source = {
      frequency: new FakeParam(),
      isConnected: false,
      connect(to) {
        this.to = to;
        this.isConnected = true;
      },
      disconnect() {
        this.isConnected = false;
      },
      start(at) {
        this.startAt = at;
        context.sources.push(this);
      },
      stop(at) {
        this.stopAt = at;
      },
    };
    return source;
  }

  /** When, on the audio clock, what will be or was heard begins. */
  get starts() {
    return this.sources.filter(({ isConnected }) => isConnected).map(({ startAt }) => startAt);
  }
}

class FakeParam {
  value = 1;
  calls = [];
  setValueAtTime(value, time) {
    this.calls.push([value, time]);
  }
  linearRampToValueAtTime(value, time) {
    this.calls.push([value, time]);
  }
  exponentialRampToValueAtTime(value, time) {
    this.calls.push([value, time]);
  }
  setTargetAtTime(value, time) {
    this.calls.push([value, time]);
  }
}
