// Shows the way to the home screen that this browser has, where Hinge is not on it yet.
import { startPanel } from './panel.js';
import { isInstalled, keepStorage } from './persist.js';

const part = document.querySelector('[data-install]');
let offered = null; // the browser's own prompt, which works once

if (part && !isInstalled()) {
  startPanel(part, show);
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offered = event;
    show('button');
  });
  part.querySelector('[data-action="install"]').addEventListener('click', async () => {
    const prompt = offered;
    offered = null;
    await prompt?.prompt().catch(() => {}); // the browser thought better of it
    if (!offered) part.hidden = true;
  });
}

addEventListener('appinstalled', () => {
  if (part) part.hidden = true;
  keepStorage();
});

function show(way) {
  part.hidden = false;
  for (const element of part.querySelectorAll('[data-way]'))
    element.hidden = !element.dataset.way.split(' ').includes(way);
}
