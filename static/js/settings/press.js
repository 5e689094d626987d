// Runs the work of a button, and shows the error of it.

/**
 * The sentence for what went wrong, from the page's list `name`.
 * @param {'trouble'|'refusal'} name @param {{code: string}} error
 */
export function words(name, { code }) {
  const list = document.querySelector(`[data-words="${name}"]`);
  const known = list.querySelector(`[data-code="${CSS.escape(code)}"]`) ?? list.querySelector('[data-code="other"]');
  return known.textContent.replace('{code}', () => code);
}

/**
 * Runs `work` once at a time. The button keeps the focus, which one that is `disabled` would lose.
 * @param {HTMLElement} button @param {HTMLElement} problem where to say what went wrong
 * @param {() => Promise<void>} work
 */
export async function press(button, problem, work) {
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  problem.textContent = '';
  try {
    await work();
  } catch (error) {
    if (error.name !== 'SyncTrouble' && error.name !== 'StorageError') throw error;
    problem.textContent = words('refusal', error.name === 'StorageError' ? { code: 'storage' } : error);
  } finally {
    button.removeAttribute('aria-disabled');
  }
}
