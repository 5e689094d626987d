// The moving picture can be held still, to look closer or because movement makes dizzy.

for (const figure of document.querySelectorAll('[data-movement]')) {
  const svg = figure.querySelector('svg');
  const button = figure.querySelector('button');
  button.hidden = matchMedia('(prefers-reduced-motion: reduce)').matches; // then it stands still anyway
  button.addEventListener('click', () => {
    if (svg.animationsPaused()) svg.unpauseAnimations();
    else svg.pauseAnimations();
    for (const words of button.children) words.hidden = !words.hidden;
  });
}
