// A page on paper: a code that leads back to it, and the emergency number of the place. Their modules are fetched once
// paper is likely, not at a first visit by phone.

const MODULE_MM = 0.45; // what a camera tells apart at arm's length
const code = document.querySelector('[data-paper-code]');
const button = document.querySelector('[data-action="print"]');
let drawn = null;

button.hidden = false;
button.addEventListener('click', async () => {
  await draw();
  print();
});
if (navigator.serviceWorker?.controller || matchMedia('(min-width: 60rem)').matches) draw();
addEventListener('keydown', ({ key }) => (key === 'Control' || key === 'Meta') && draw());
addEventListener('beforeprint', draw);

/** Never rejects: without a connection the paper has no code, and the number that most phones connect. */
function draw() {
  drawn ??= Promise.all([import('./qr.js').then(show), import('./emergency.js').then(showNumber)]).catch(() => {
    drawn = null;
  });
  return drawn;
}

function show({ drawing, modulesOf }) {
  const modules = modulesOf(location.origin + location.pathname);
  const svg = drawing(modules, '');
  svg.setAttribute('width', `${MODULE_MM * (modules.size + 8)}mm`);
  code.prepend(svg);
  code.hidden = false;
}

function showNumber({ showEmergencyNumber }) {
  showEmergencyNumber(document);
}
