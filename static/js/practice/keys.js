// Keys for those who put the phone aside, and of page-turners, clickers and foot pedals (docs/practice.md).

const MEANINGS = {
  ' ': 'rep',
  PageDown: 'rep',
  ArrowRight: 'rep',
  ArrowDown: 'rep',
  Enter: 'go-on',
  u: 'undo',
  PageUp: 'undo',
  ArrowLeft: 'undo',
  p: 'pause',
};

/**
 * What a key asks for, or null. Held keys repeat themselves, which is no repetition; a focused control keeps the keys
 * that are its own, and only the tap zone lends them.
 * @param {{key: string, repeat: boolean, ctrlKey: boolean, metaKey: boolean, altKey: boolean}} event
 * @param {boolean} onControl whether another control than the tap zone has the focus
 * @returns {'rep'|'undo'|'pause'|'go-on'|null}
 */
export function meaning(event, onControl) {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return null;
  if (onControl && (event.key === ' ' || event.key === 'Enter')) return null;
  return MEANINGS[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null;
}

/**
 * What a key does to a practice.
 * @param {'rep'|'undo'|'pause'|'go-on'} key see `meaning` @param {import('./machine.js').Run} run
 * @returns {import('./machine.js').Event} Enter counts wherever a press does; a side that nobody taps it starts
 */
export function eventFor(key, { phase, paused, counter }) {
  if (key === 'rep' || key === 'undo') return { type: key };
  if (paused) return { type: 'resume' };
  if (key === 'pause') return { type: 'pause' };
  if (phase === 'reached') return { type: 'finish' };
  return { type: phase === 'set' || counter === 'tap' ? 'rep' : 'go' };
}

/**
 * @param {HTMLElement} zone the tap zone
 * @param {(ask: 'rep'|'undo'|'pause'|'go-on') => boolean} onAsk whether it meant something
 */
export function listenToKeys(zone, onAsk) {
  const isControl = (element) =>
    element !== zone && element.closest('a, button, input, select, textarea, summary, dialog') !== null;
  document.addEventListener('keydown', (event) => {
    // A key that is held would press the zone again and again.
    const isOurs = event.target === zone && (MEANINGS[event.key] === 'rep' || event.repeat);
    const ask = meaning(event, isControl(event.target));
    if ((ask && onAsk(ask)) || isOurs) event.preventDefault();
  });
  // A button is pressed when space is let go: without this it would count twice.
  zone.addEventListener('keyup', (event) => event.key === ' ' && event.preventDefault());
}
