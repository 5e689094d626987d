// What is felt: in a pocket, or where it is too loud to hear anything.

// ms on, off, on …
const PATTERNS = { phase: 20, rep: 40, last: [40, 80, 40], side: [120, 80, 120], done: [80, 60, 80, 60, 240] };

/** Whether this device can be asked to vibrate; iOS can't. */
export const canBuzz = () => 'vibrate' in navigator;

/** @param {'phase'|'rep'|'last'|'side'|'done'} kind */
export const buzz = (kind) => void navigator.vibrate?.(PATTERNS[kind]);
