// The only script that a page waits for. It runs before anything is painted: else a dark room would flash white,
// and a page would be read in one language only to turn into another.
// It is the one script that an old browser reads to its end, so it is written as one of 2017 reads it: no `??`, no
// `?.`. Its element names the languages that there are: data-languages="en …", the first of which has no prefix.

{
  const page = document.documentElement;
  const languages = document.currentScript.dataset.languages.split(' ');
  const [source] = languages;
  const root = document.currentScript.dataset.root || ''; // where Hinge is not at the root of its host
  const prefix = (language) => (language === source ? root : `${root}/${language}`);

  function stored(name) {
    try {
      return localStorage.getItem(name);
      // biome-ignore lint/correctness/noUnusedVariables: an old browser wants a name here
    } catch (error) {
      return null; // site data is switched off
    }
  }

  /**
   * The language that was chosen; else, on a page without a prefix, the first of the browser's; else the page's own.
   */
  function wantedLanguage() {
    const chosen = stored('language');
    if (languages.includes(chosen)) return chosen;
    const known = (one) => languages.find((code) => code === one || code === one.split('-')[0]);
    return (page.lang === source && navigator.languages.map(known).find(Boolean)) || page.lang;
  }

  /** Not a page for lack of another, nor one that the worker put in another's place. */
  function mayLeave(from) {
    return !('stay' in page.dataset) && location.search !== '?here' && `${location.pathname}/`.startsWith(`${from}/`);
  }

  /**
   * Whether the browser has the newest of what practising takes: import maps, and two units of the stage
   * (docs/browsers.md).
   */
  function canPractise() {
    const { supports } = HTMLScriptElement;
    // biome-ignore lint/complexity/useOptionalChain: an old browser has to read this
    return supports && supports('importmap') && CSS.supports('width', '1cqw') && CSS.supports('height', '1dvh');
  }

  if (!canPractise()) {
    document.addEventListener('DOMContentLoaded', () => {
      for (const part of document.querySelectorAll('[data-counts]')) part.hidden = part.dataset.counts === 'yes';
    });
  }

  page.dataset.theme = stored('theme') || 'auto';
  page.dataset.past = stored('past') || 'none'; // static/js/records/local.js

  const to = wantedLanguage();
  const from = prefix(page.lang);
  if (to !== page.lang && mayLeave(from)) {
    const { origin, pathname, search, hash } = location;
    page.dataset.leaving = ''; // unseen, and nothing is begun
    location.replace(origin + prefix(to) + pathname.slice(from.length) + search + hash);
  }
}
