// The emergency number of the place where this device is: as settings say, else by the region of its language.

import { recall } from '../records/local.js';

export const NAME = 'emergency'; // in localStorage: the number that a person chose
const EVERYWHERE = '112'; // mobile phones connect it to the emergency call of nearly every country (3GPP TS 22.101)
const NUMBERS = {
  911: 'AR BZ CA CR DO EC FJ HN JO LR MX PA PH PR PY SV US UY VE',
  999: 'BD BH GB HK IE KE MY QA UG',
  995: 'SG',
  '000': 'AU',
  111: 'NZ',
  119: 'JP KR TW',
  120: 'CN',
  192: 'BR',
};

/**
 * @param {readonly string[]} languages the browser's, such as `en-GB`, most wanted first
 * @returns {string} digits
 */
export function emergencyNumber(languages) {
  const regions = languages.map((one) => /-([A-Z]{2})\b/.exec(one)?.[1]).filter(Boolean);
  const [number] = Object.entries(NUMBERS).find(([, places]) => places.split(' ').includes(regions[0])) ?? [EVERYWHERE];
  return number;
}

/** The number that holds here. @returns {string} */
export const numberHere = () => recall(NAME) || emergencyNumber(navigator.languages);

/** Writes it into every place of the page that names it. @param {ParentNode} root */
export function showEmergencyNumber(root) {
  const number = numberHere();
  for (const link of root.querySelectorAll('[data-emergency]')) {
    link.textContent = number;
    link.href = `tel:${number}`;
  }
}
