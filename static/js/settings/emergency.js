// The emergency number, where the one that the language's region has is not the one of the place.

import { only } from '../page/dom.js';
import { emergencyNumber, NAME, numberHere } from '../page/emergency.js';
import { remember } from '../records/local.js';

/** @param {HTMLInputElement} field */
export function startEmergency(field) {
  field.value = numberHere();
  field.addEventListener('change', () => {
    const number = field.value.trim();
    const isNumber = /^\d{2,6}$/.test(number);
    if (isNumber || number === '') remember(NAME, number);
    if (number === '') field.value = emergencyNumber(navigator.languages);
    only(field.closest('section'), 'line', isNumber || number === '' ? 'chosen' : 'wrong');
  });
}
