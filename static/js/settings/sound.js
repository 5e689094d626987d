// What is heard, seen and felt while Hinge leads a practice.

import { only, sentence } from '../page/dom.js';
import { keepChoice, readChoice, valid } from '../sound/choice.js';
import { canBuzz } from '../sound/haptics.js';
import { hasTones } from '../sound/means.js';
import { Voice } from '../sound/voice.js';
import { Trial } from './sound-trial.js';

/** @param {HTMLFormElement} form @param {import('../records/store.js').Store} store */
export async function startSound(form, store) {
  const { elements } = form;
  const trial = new Trial(form.parentElement, (line) => only(form, 'line', line));
  let choice = valid(null);

  form.querySelector('[data-haptics]').hidden = !canBuzz();
  form.querySelector('button').addEventListener('click', () => trial.start(choice));
  elements.volume.addEventListener('input', () => trial.setVolume(elements.volume.value / 100));
  form.addEventListener('change', async () => {
    choice = chosen(elements, choice);
    only(form, 'line', null);
    const isKept = await keepChoice(store, choice).then(() => true, isStorage);
    form.querySelector('[data-unkept]').hidden = isKept;
  });

  const draw = async () => {
    choice = await readChoice(store).catch((error) => isStorage(error) || choice);
    show(elements, choice);
    form.dataset.known = '';
  };
  await draw();
  store.onChange(({ what, here }) => what === 'settings' && !here && draw());
  offer(elements.voice, await Voice.voices(document.documentElement.lang));
  only(form, 'voiceless', elements.voice.hidden && (hasTones() ? 'tones' : 'picture'));
  show(elements, choice);
}

/** For a StorageError, which the page's notice reports. @returns {false} @throws any other error */
function isStorage(error) {
  if (error.name !== 'StorageError') throw error;
  return false;
}

/** The choice in the form. A chosen voice that is missing now stays chosen until another is. */
function chosen({ speak, tones, volume, voice, flash, haptics }, before) {
  const isThere = before.voice === null || Array.from(voice.options).some(({ value }) => value === before.voice);
  return {
    speak: speak.value,
    tones: tones.checked,
    volume: volume.value / 100,
    voice: voice.value || (isThere ? null : before.voice),
    flash: flash.checked,
    haptics: haptics.checked,
  };
}

function show({ speak, tones, volume, voice, flash, haptics }, choice) {
  speak.value = choice.speak;
  tones.checked = choice.tones;
  volume.value = choice.volume * 100;
  voice.value = choice.voice ?? '';
  if (voice.selectedIndex < 0) voice.value = '';
  flash.checked = choice.flash;
  haptics.checked = choice.haptics;
}

function offer(select, voices) {
  for (const { id, name, local } of voices) select.add(new Option(local ? name : sentence(select, { name }), id));
  select.hidden = voices.length === 0;
}
