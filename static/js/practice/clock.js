import { localTime } from '../records/time.js';

/** This moment, by both clocks of the machine. @returns {import('./machine.js').Now} */
export const now = () => ({ mono: performance.now(), at: localTime(Date.now()) });
