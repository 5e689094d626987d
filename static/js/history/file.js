// The text of a file that a person chose, or what is wrong with it. Letters are never guessed: a file that is in
// another encoding than it says comes out as a problem, and not as text with holes.

const MOST_BYTES = 256 * 2 ** 20; // half a million practices; browsers hold no string of twice as much
const SAMPLE_BYTES = 65_536; // bytes that tell whether a file in an unknown encoding is a copy

/**
 * @param {Blob} file
 * @returns {Promise<{text: string} | {problem: 'unreadable'|'too-large'|'encoding'|'not-json'}>}
 */
export async function readText(file) {
  if (file.size > MOST_BYTES) return { problem: 'too-large' };
  try {
    return decode(new Uint8Array(await file.arrayBuffer()));
  } catch {
    return { problem: 'unreadable' };
  }
}

/**
 * UTF-8, or UTF-16 as some editors save it, each with or without a byte order mark.
 * @param {Uint8Array} bytes @returns {{text: string} | {problem: 'encoding'|'not-json'}}
 */
export function decode(bytes) {
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
  let text;
  try {
    text = decoder.decode(bytes, { stream: true });
  } catch {
    return { problem: isCopy(bytes) ? 'encoding' : 'not-json' };
  }
  try {
    return { text: text + decoder.decode() };
  } catch {
    return { problem: 'not-json' }; // it ends in the middle of a letter
  }
}

/** JSON begins with a character of ASCII, so the zero beside it tells the order of UTF-16. */
function encodingOf([first, second]) {
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second)) return 'utf-16be';
  return 'utf-8';
}

/** Whether bytes in an unknown encoding contain the name of the format. UTF-16 has zeros between the letters. */
const isCopy = (bytes) =>
  new TextDecoder('latin1').decode(bytes.subarray(0, SAMPLE_BYTES)).replaceAll('\0', '').includes('hinge-records');
