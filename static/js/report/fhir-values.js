// Codes and data types of FHIR R4: where each code comes from is in docs/fhir.md. Pure.

import { localTime, msOf, offsetOf } from '../records/time.js';

const ACTIVITY_GUIDE = 'http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes';
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const CODES = {
  exercise: ['http://loinc.org', '73985-4', 'Exercise activity'],
  duration: ['http://loinc.org', '55411-3', 'Exercise duration'],
  pain: ['http://loinc.org', '72514-3', 'Pain severity - 0-10 verbal numeric rating [Score] - Reported'],
  before: ['http://snomed.info/sct', '307166007', 'Before exercise'],
  after: ['http://snomed.info/sct', '255214003', 'After exercise'],
  panel: [ACTIVITY_GUIDE, 'PAPanel', 'Physical Activity Panel'],
  physical: [ACTIVITY_GUIDE, 'PhysicalActivity', 'Physical Activity'],
  activity: [CATEGORY, 'activity', 'Activity'],
  survey: [CATEGORY, 'survey', 'Survey'],
};
const MOST_OFFSET = 14 * 60; // minutes: FHIR knows no time zone beyond

/** A CodeableConcept. @param {keyof typeof CODES} name @param {string} [text] */
export function coded(name, text) {
  const [system, code, display] = CODES[name];
  return dropEmpty({ coding: [{ system, code, display }], text });
}

/** The value of an Observation. @param {number} value @param {string} unit by UCUM */
export const quantity = (value, unit) => ({
  valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
});

/** The identifier of a record. @param {string} id */
export const identifier = (id) => ({ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` });

/** Without empty values: undefined where none is left. @param {unknown[]} some */
export const list = (some) => (some.some(Boolean) ? some.filter(Boolean) : undefined);

/** Without fields that are null or undefined. @param {object} object */
export const dropEmpty = (object) =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => (value ?? null) !== null));

/** As FHIR writes text: without control characters. Empty where it is blank. @param {string} text */
export const clean = (text) => text.replace(/[^\P{Cc}\t\n\r]/gu, '').trim();

/** As FHIR writes a moment: capitals, and an offset of 14 hours at most. @param {string} time RFC 3339 */
export function fhirTime(time) {
  const offset = offsetOf(time);
  return Math.abs(offset) > MOST_OFFSET ? localTime(msOf(time), 0) : time.toUpperCase();
}
