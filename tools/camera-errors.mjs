// node tools/camera-errors.mjs: errors of hip and knee by view, on what a camera would see of the guides' figures.
// docs/camera.md says what came out.

import { HingeTracker } from '../static/js/counters/pose.js';
import { FIGURES, set } from '../tests/js/support/camera.mjs';

const YAWS = [0, 15, -15, 30, -30, 45, -45]; // degrees; to the front if positive
const CAMERAS = [2, 2.5, 3].flatMap((distance) => [0.1, 0.5, 1].map((height) => ({ distance, height })));
const BODIES = [0, 1].flatMap((stance) => [false, true].map((flip) => ({ stance, flip })));
const REPS = 2;

console.log('| view | sets | counted exactly | hip | knee | angles shown |');
console.log('|---|---|---|---|---|---|');
for (const yaw of YAWS) {
  const errors = { hip: [], knee: [] };
  let [sets, exact, shown] = [0, 0, 0];
  for (const guide of Object.keys(FIGURES)) {
    const { angles } = FIGURES[guide].frames.at(-1);
    for (const view of CAMERAS.flatMap((camera) => BODIES.map((body) => ({ ...camera, ...body, yaw })))) {
      sets += 1;
      const reps = track(set(guide, { ...view, reps: REPS, seed: sets }));
      exact += reps.length === REPS;
      for (const rep of reps) {
        shown += rep.trusted;
        for (const name of ['hip', 'knee']) errors[name].push(rep[name] - angles[name]);
      }
    }
  }
  const share = Math.round((100 * shown) / errors.hip.length);
  console.log(`| ${nameOf(yaw)} | ${sets} | ${exact} | ${spread(errors.hip)} | ${spread(errors.knee)} | ${share} % |`);
}

function track({ frames, aspect }) {
  const reps = [];
  const tracker = new HingeTracker({ onRep: (rep) => reps.push(rep) });
  for (const { t, keypoints } of frames) tracker.push({ t, keypoints, aspect });
  return reps;
}

function nameOf(yaw) {
  return yaw === 0 ? 'from the side' : `${Math.abs(yaw)}° to the ${yaw > 0 ? 'front' : 'back'}`;
}

/** Mean and standard deviation in degrees. @param {number[]} values */
function spread(values) {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
  return `${mean < 0 ? '−' : '+'}${Math.abs(mean).toFixed(1)} ± ${deviation.toFixed(1)}°`;
}
