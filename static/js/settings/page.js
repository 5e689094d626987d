// The settings: sync and its devices, sound, light or dark, and what this device holds.

import { Panel } from '../camera/panel.js';
import { byTestId, ignoreFetchError } from '../page/dom.js';
import { fetchLanguage } from '../pwa/offline.js';
import { deviceStore, whenOpen } from '../records/store.js';
import { startBadgeChoice } from './badge.js';
import { startDevice } from './device.js';
import { startEmergency } from './emergency.js';
import { startErasing } from './erase.js';
import { Joining } from './join.js';
import { deviceLabel } from './label.js';
import { startLanguage } from './language.js';
import { Pairing } from './pairing.js';
import { startShowing } from './show-code.js';
import { startSound } from './sound.js';
import { showWithoutStore, startSync } from './sync.js';
import { startTheme } from './theme.js';

const root = document.querySelector('.settings');
const hasSync = byTestId('sync-on', root) !== null; // else there is no server (templates/settings/no-sync.html)

new Panel(root.querySelector('[data-camera] .camera-pack'), () => fetchLanguage(document.documentElement.lang));
startTheme(root.querySelector('[data-theme-choice]'));
const languages = root.querySelector('[data-language-choice]');
if (languages) startLanguage(languages);
startEmergency(root.querySelector('[data-emergency-number]'));
startSound(root.querySelector('[data-sound]'), deviceStore());
startBadgeChoice(root.querySelector('[data-badge]'), deviceStore());
whenOpen(() => hasSync && showWithoutStore(root, true)).then((store) => {
  if (hasSync) startAccount(store);
  startDevice(root.querySelector('[data-section="device"]'), store);
});

function startAccount(store) {
  const label = deviceLabel(root.querySelector('[data-words="devices"]').dataset);
  // Browsers have passkeys for hosts with a name alone.
  const isNamed = !/^[\d.]+$|:/.test(location.hostname);
  root.toggleAttribute('data-passkeys', Boolean(globalThis.PublicKeyCredential) && isNamed);
  showWithoutStore(root, false);
  const drawn = startSync(root, store, label);
  const pairing = new Pairing(root);
  startShowing(root, store, label, () => pairing.offer());
  new Joining(root, label, drawn);
  startLists(label);
  startErasing(root, document.getElementById('erase'));
}

function startLists(label) {
  for (const part of root.querySelectorAll('[data-access]')) {
    const start = async () => {
      const access = await import('./access.js').catch(ignoreFetchError);
      if (access) access.startAccess(part, document.getElementById('let-go'), label);
      else part.addEventListener('toggle', start, { once: true }); // to be opened again
    };
    part.addEventListener('toggle', start, { once: true });
  }
}
