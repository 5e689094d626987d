/** A place in the order of learning, as static/js/page/path.js reads it. */
export const place = (guide, next, changes = {}) => ({
  guide,
  title: guide,
  reps: 10,
  sides: ['both'],
  next: { guide: next, practices: 3, pain: 3 },
  easier: [],
  harder: [],
  ...changes,
});
