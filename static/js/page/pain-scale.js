// Pain from 0 to 10: what was chosen, and which line of the rule speaks of it (templates/parts/pain-scale.html).

/** @param {Element} root holds one pain scale, or is it @returns {?number} null when it was skipped */
export function painIn(root) {
  const { value } = root.querySelector('[type="radio"]:checked');
  return value === '' ? null : Number(value);
}

/**
 * Marks the line that the number of each scale falls under, and says it to those who can't see that.
 * @param {HTMLFormElement} form @returns {() => void} marks anew, after a script has chosen the numbers
 */
export function watchPain(form) {
  const scales = Array.from(form.querySelectorAll('.pain-scale'));
  const markAll = () => {
    for (const scale of scales) {
      mark(scale);
      speak(scale, '');
    }
  };
  form.addEventListener('change', ({ target }) => {
    const scale = target.closest('.pain-scale');
    if (!scale) return;
    const meant = mark(scale);
    meant?.scrollIntoView({ block: 'nearest' }); // on a small screen it is below the numbers
    speak(scale, meant?.querySelector('dd').textContent ?? '');
  });
  form.addEventListener('reset', () => queueMicrotask(markAll)); // it is told before it happens
  markAll();
  return markAll;
}

/** @returns {Element|undefined} the line that is meant */
function mark(scale) {
  const pain = painIn(scale);
  const lines = Array.from(scale.querySelectorAll('[data-from]'));
  const meant = lines.find(({ dataset: { from, to } }) => pain !== null && pain >= Number(from) && pain <= Number(to));
  for (const line of lines) line.toggleAttribute('data-meant', line === meant);
  for (const whole of [scale, scale.form]) {
    // for styles: not every browser in use knows :has()
    if (meant) whole.dataset.painFrom = meant.dataset.from;
    else delete whole.dataset.painFrom;
  }
  return meant;
}

function speak(scale, words) {
  scale.querySelector('[role="status"]').textContent = words;
}
