/**
 * The document of another page of Hinge, which the phone has anyway; null without it. The browser reads it itself: a
 * page may not make HTML of text (hinge_pwa/web/security.py).
 * @param {string} url @returns {Promise<?Document>} never rejects
 */
export function documentAt(url) {
  const request = new XMLHttpRequest();
  return new Promise((resolve) => {
    request.onloadend = () => resolve(request.status === 200 ? request.response : null);
    request.open('GET', url);
    request.responseType = 'document';
    request.send();
  });
}

/**
 * A picture of another page's document, without the words that its screen reader has: they stand beside it.
 * @param {?SVGElement} svg @returns {?SVGElement}
 */
export function pictureOf(svg) {
  if (!svg) return null;
  for (const words of svg.querySelectorAll('title, desc')) words.remove();
  for (const name of ['role', 'aria-labelledby']) svg.removeAttribute(name);
  svg.setAttribute('aria-hidden', 'true');
  return document.adoptNode(svg);
}
