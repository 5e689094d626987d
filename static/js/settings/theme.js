// Light, dark, or like the phone. base.html reads the choice before the first paint.

const NAME = 'theme';

/** @param {HTMLElement} choice */
export function startTheme(choice) {
  const current = document.documentElement.dataset.theme;
  for (const radio of choice.querySelectorAll('input')) radio.checked = radio.value === current;
  choice.addEventListener('change', ({ target }) => {
    document.documentElement.dataset.theme = target.value;
    try {
      localStorage.setItem(NAME, target.value);
    } catch {
      // Site data is switched off: the choice holds for this page.
    }
  });
}
