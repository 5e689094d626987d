// The seconds of a repetition at a tempo, as people count them: whole and half ones. Pure.

/**
 * @param {number[]} own the guide's seconds down, still and up @param {number} tempo in per cent of them
 * @returns {{whole: number, down: number, pause: number, up: number}} seconds, to a half; 0 for what the guide has not
 */
export function secondsAt(own, tempo) {
  const at = (seconds) => (seconds === 0 ? 0 : Math.max(1, Math.round((seconds * tempo) / 50)) / 2);
  const [down, pause, up] = own.map(at);
  return { whole: at(own.reduce((sum, one) => sum + one, 0)), down, pause, up };
}

/** @param {number} seconds to a half @returns {string} such as `4`, `1½`, `½` */
export function written(seconds) {
  const whole = Math.trunc(seconds);
  return `${whole || seconds === 0 ? whole : ''}${seconds > whole ? '½' : ''}`;
}
