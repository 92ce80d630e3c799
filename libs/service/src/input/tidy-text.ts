/**
 * Text as whoever wrote it meant it, however it came here: composed letters (NFC), ordinary spaces, and nothing that nobody can see. It is done once, at
 * the door: to rules and queries `Borlänge` is one word and not three. Line breaks stay, and so does what joins emoji and the letters of other scripts.
 */
export function tidied(text: string): string {
  // Most texts are plain, and there may be very many.
  if (/^[!-~](?:[ -~]*[!-~])?$/.test(text)) return text;
  // The signs first: one may stand between a letter and what is put on it.
  return text
    .replace(invisible, '')
    .replace(joiner, '')
    .normalize('NFC')
    .replace(/\p{Zs}/gu, ' ')
    .trim();
}

/** Soft hyphens, zero-width spaces, byte order marks, and the marks of direction that come along when numbers are copied. */
const invisible = /[\u00AD\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;

/** A joiner that joins nothing: not after an emoji, nor after a letter of a script that has forms for it, with whatever is put on the letter. */
const joiner =
  /[\u200C\u200D](?<!(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]|(?!\p{Script=Latin})\p{L}\p{M}*).)/gu;

/** The same of every text in an input; names of fields stay as they are, for the classes to know or refuse. */
export function tidiedInput(input: unknown): unknown {
  if (typeof input === 'string') return tidied(input);
  if (Array.isArray(input)) return input.map(tidiedInput);
  if (typeof input !== 'object' || input === null || input instanceof Date || ArrayBuffer.isView(input)) return input;
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, tidiedInput(value)]));
}
