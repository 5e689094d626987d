// The path from guide to guide (templates/parts/path.html).

/**
 * @typedef {{title: string, reps: number, rounds: number, tempo: number}} Version an easier or harder version of a
 *   guide: repetitions a side in each round; `tempo` in per cent of the guide's own duration of a repetition
 * @typedef {{guide: string, title: string, reps: number, sides: string[], next: {guide: ?string, practices: number,
 *   pain: number}, easier: Version[], harder: Version[]}} Place `next`: the guide to go on with, null at the end, after
 *   so many practices with all repetitions on every side and at most so much pain afterwards
 */

/** The guides in the order of learning. @param {ParentNode} root @returns {Place[]} empty on a page without the path */
export const readPath = (root = document) =>
  JSON.parse(root.querySelector('[data-learning-path]')?.dataset.learningPath ?? '[]');
