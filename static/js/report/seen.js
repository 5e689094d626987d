// How far hips and knees bent, as the camera saw it. Pure.

import { levelsOf } from './pain.js';

/**
 * `of`: the repetitions of the sets in which the camera saw any. `hips`, `knees`: degrees of those that it saw.
 * @typedef {{guide: string, of: number, hips: import('./pain.js').Levels, knees: ?import('./pain.js').Levels}} Seen
 * @param {import('./weeks.js').SessionEntry[]} sessions @returns {Seen[]} one for each guide, the first seen first
 */
export function seenOf(sessions) {
  const guides = [...new Set(sessions.map(({ record }) => record.data.guide))];
  return guides.flatMap((guide) => {
    const of = sessions.filter(({ record }) => record.data.guide === guide);
    const sets = of.flatMap(({ record }) => record.data.sets).filter(({ hips }) => hips && levelsOf(hips));
    if (sets.length === 0) return [];
    return {
      guide,
      of: sets.reduce((sum, { reps }) => sum + reps, 0),
      hips: levelsOf(sets.flatMap(({ hips }) => hips)),
      knees: levelsOf(sets.flatMap(({ knees }) => knees ?? [])),
    };
  });
}
