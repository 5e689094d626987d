// The seconds of a repetition at a tempo. Pure.

const toTenths = (seconds) => Math.round(seconds * 10) / 10;

/**
 * @param {number[]} own the guide's seconds down, still and up @param {number} tempo in per cent of them
 * @returns {{whole: number, down: number, pause: number, up: number}} seconds, to a tenth
 */
export function secondsAt(own, tempo) {
  const [down, pause, up] = own.map((seconds) => toTenths((seconds * tempo) / 100));
  return { whole: toTenths((own.reduce((sum, one) => sum + one, 0) * tempo) / 100), down, pause, up };
}
