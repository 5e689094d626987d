// The phone's motion sensors, as samples that the counters take.

const TICK_MS = 1_000;
const SILENT_TICKS = 3; // without any movement told: this device has no sensors, hides them, or lost them

/**
 * @typedef {{t: number, ax: number, ay: number, az: number, gx: ?number, gy: ?number, gz: ?number}} Sample see
 *   motion.js
 */

/**
 * Asks for the sensors, inside a press: iOS asks the person then.
 * @returns {Promise<boolean>} whether they may be used; never rejects
 */
export async function ask() {
  if (!('DeviceMotionEvent' in globalThis)) return false;
  const answer = await DeviceMotionEvent.requestPermission?.().catch(() => 'denied');
  return answer !== 'denied';
}

/**
 * Listens until the function that it returns is called.
 * @param {(sample: Sample) => void} onSample @param {() => void} onSilence when nothing comes, or nothing more
 * @returns {() => void}
 */
export function listen(onSample, onSilence) {
  const controller = new AbortController();
  let ticks = 0; // since the last sample; a page that was busy misses ticks as it misses samples
  const watch = setInterval(() => {
    ticks += 1;
    if (ticks === SILENT_TICKS) onSilence();
  }, TICK_MS);
  addEventListener(
    'devicemotion',
    (event) => {
      const sample = sampleOf(event);
      if (!sample) return;
      ticks = 0;
      onSample(sample);
    },
    { signal: controller.signal },
  );
  return () => {
    clearInterval(watch);
    controller.abort();
  };
}

/** Null when the event tells nothing, as on a computer. @param {DeviceMotionEvent} event @returns {?Sample} */
function sampleOf({ timeStamp, accelerationIncludingGravity: a, rotationRate: turn }) {
  if (!Number.isFinite(a?.x) || !Number.isFinite(a.y) || !Number.isFinite(a.z)) return null;
  // The event names the turns by Euler angles: beta is about x, gamma about y, alpha about z.
  return {
    t: timeStamp / 1000,
    ax: a.x,
    ay: a.y,
    az: a.z,
    gx: turn?.beta ?? null,
    gy: turn?.gamma ?? null,
    gz: turn?.alpha ?? null,
  };
}
