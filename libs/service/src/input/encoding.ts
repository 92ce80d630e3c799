export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export const encodings: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];

/** What is no text, or not as it was meant: from `index` on in what can be read of it. */
export interface Misfit {
  readonly code: string;
  readonly detail: string;
  readonly text: string;
  readonly index: number;
}

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

const saveAsUtf8 = 'Save the file as "CSV UTF-8".';

/**
 * The text of a file. Its byte order mark says how it is written, else what was declared when it was sent, and either is held to it. Where nothing is
 * said it is UTF-8, or else Windows-1252, which is what Swedish Excel writes: unless something in it can only be UTF-8. Then it is one of the two with a
 * fault in it, and to read it as the other would publish `BorlÃ¤nge`.
 */
export function decode(bytes: Uint8Array, charset?: string): Decoded | Misfit {
  const workbook = workbookIn(bytes);
  if (workbook) return workbook;

  const marked = markOf(bytes);
  if (marked) return strictly(marked, bytes, 'its byte order mark says');
  if (charset !== undefined) return asDeclared(bytes, charset);

  const utf8 = strictly('utf-8', bytes, 'is said');
  return 'code' in utf8 && utf8.code === 'encoding-broken' ? asWindows1252(bytes) : utf8;
}

function asDeclared(bytes: Uint8Array, charset: string): Decoded | Misfit {
  const encoding = encodings.find((known) => known === canonical(charset));
  if (!encoding)
    return misfit('', 0, 'charset-unknown', `A file may be ${encodings.join(', ')}; it was sent as "${charset}".`);
  return encoding === 'windows-1252' ? asWindows1252(bytes) : strictly(encoding, bytes, 'was declared');
}

/** Latin-1 is a part of Windows-1252 and means it, on the web and here. */
function canonical(charset: string): string | undefined {
  try {
    return new TextDecoder(charset).encoding;
  } catch {
    return undefined;
  }
}

function markOf(bytes: Uint8Array): Encoding | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

function strictly(encoding: Encoding, bytes: Uint8Array, whoSaysSo: string): Decoded | Misfit {
  try {
    return sound({ text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding });
  } catch {
    const text = new TextDecoder(encoding).decode(bytes);
    return misfit(
      text,
      text.indexOf(replacement),
      'encoding-broken',
      `This is not ${encoding}, as ${whoSaysSo}. ${saveAsUtf8}`,
    );
  }
}

const replacement = '\uFFFD';

/** A character of several bytes as UTF-8 writes it, or a byte that is none. Each byte is written as the character with its number. */
const sequenceOrStray =
  /[\xC2-\xDF][\x80-\xBF]|\xE0[\xA0-\xBF][\x80-\xBF]|[\xE1-\xEC\xEE\xEF][\x80-\xBF]{2}|\xED[\x80-\x9F][\x80-\xBF]|\xF0[\x90-\xBF][\x80-\xBF]{2}|[\xF1-\xF3][\x80-\xBF]{3}|\xF4[\x80-\x8F][\x80-\xBF]{2}|([\x80-\xFF])/g;

/** `PÅ”`, `på…”`: a letter of ours and closing signs, which in Windows-1252 happen to be a character of UTF-8 too. */
const letterAndSigns = /^[\xC4-\xC6\xC9\xD6\xD8\xDC\xE4-\xE6\xE8\xE9][\x85\x92\x94\x96\x97\xBB]+$/;

/** Windows-1252 has no character for these. */
const undefinedBytes = /[\x81\x8D\x8F\x90\x9D]/;

function asWindows1252(bytes: Uint8Array): Decoded | Misfit {
  const signs = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const { stray, sequence } = lookedThrough(signs);

  if (sequence) {
    const read = Buffer.from(sequence.signs, 'latin1').toString('utf8');
    const [signsOfFault, index] = stray ? [stray.signs, stray.index] : [sequence.signs, sequence.index];
    const detail = stray
      ? `The byte ${hex(signsOfFault)} is not UTF-8, but "${read}" on line ${lineAt(signs, sequence.index)} is.`
      : `"${read}" is UTF-8, not Windows-1252 as was declared.`;
    return misfit(signs, index, 'encoding-mixed', `${detail} ${saveAsUtf8}`);
  }

  const text = new TextDecoder('windows-1252').decode(bytes);
  const none = undefinedBytes.exec(signs);
  if (none)
    return misfit(
      text,
      none.index,
      'encoding-unknown',
      `The byte ${hex(none[0])} is neither UTF-8 nor Windows-1252. ${saveAsUtf8}`,
    );
  return sound({ text, encoding: 'windows-1252' });
}

interface Found {
  readonly signs: string;
  readonly index: number;
}

/** The first byte that is no UTF-8, and the first character that is nothing else. */
function lookedThrough(signs: string): { stray?: Found | undefined; sequence?: Found | undefined } {
  let stray: Found | undefined;
  let certain: Found | undefined;
  let either: Found | undefined;
  let hasLetter = false;
  for (const { 0: found, 1: alone, index } of signs.matchAll(sequenceOrStray)) {
    if (alone !== undefined) {
      stray ??= { signs: found, index };
      hasLetter ||= found >= '\xC0';
    } else if (letterAndSigns.test(found)) either ??= { signs: found, index };
    else certain ??= { signs: found, index };
  }
  // One dash astray does not make a Windows-1252 of it.
  return { stray, sequence: certain ?? (hasLetter ? undefined : either) };
}

/** A letter lost or encoded twice before it came here, or read as if it were of another machine. */
const garbled = /\uFFFD|[\u0080-\u0084\u0086-\u009F]|Ã[¥¤¶©¼…„–]|â€/;

/** `ä` and `ö` of MS-DOS and of old Macintosh, in the middle of a word. */
const ofOtherMachines = /\p{Ll}[„†”ŠŒ€]\p{Ll}/u;

function sound({ text, encoding }: Decoded): Decoded | Misfit {
  const nul = text.indexOf('\0');
  if (nul !== -1)
    return misfit(
      text,
      nul,
      'forbidden-character',
      `The character NUL is no text. UTF-16 begins with a byte order mark. ${saveAsUtf8}`,
    );
  const found = garbled.exec(text) ?? (encoding === 'windows-1252' ? ofOtherMachines.exec(text) : null);
  if (found)
    return misfit(
      text,
      found.index,
      'text-garbled',
      `"${found[0]}" has been a letter before the file was saved in another encoding. ${saveAsUtf8}`,
    );
  return { text, encoding };
}

function workbookIn(bytes: Uint8Array): Misfit | undefined {
  const [first, second] = bytes;
  const isWorkbook = (first === 0x50 && second === 0x4b && bytes[2] === 3) || (first === 0xd0 && second === 0xcf);
  return isWorkbook ? misfit('', 0, 'not-csv', 'This is a workbook, not CSV. Save it as "CSV UTF-8".') : undefined;
}

/** The line in which a character is, as an editor counts them. */
export function lineAt(text: string, index: number): number {
  return 1 + lineBreaksIn(text.slice(0, index));
}

export function lineBreaksIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

function hex(byte: string): string {
  return `0x${byte.charCodeAt(0).toString(16).toUpperCase()}`;
}

function misfit(text: string, index: number, code: string, detail: string): Misfit {
  return { code, detail, text, index };
}
