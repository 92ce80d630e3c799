import type { InputError } from '@kraftsamling/messaging/decision';
import { isChecked } from './luhn.ts';

/** Nobody's address or number in what everybody may read: it is published, and events stay in the stream. Other fields than texts pass. */
export function contactErrors(pointer: string, lines: object): InputError[] {
  return Object.entries(lines).flatMap(([name, line]) =>
    typeof line === 'string' && holdsPersonalData(line)
      ? [
          {
            pointer: `${pointer}/${name}`,
            code: 'contact-in-title',
            detail:
              'An e-mail address, a telephone number or a personal number does not belong in what everybody may read.',
          },
        ]
      : [],
  );
}

/** The same of words that people make up, such as topics, in a list or by name: they are spelled with hyphens. */
export function contactInWords(
  pointer: string,
  words: readonly string[] | Readonly<Record<string, string>>,
): InputError[] {
  const spaced = Object.entries(words).map(([at, word]) => [at, word.replaceAll('-', ' ')] as const);
  return contactErrors(pointer, Object.fromEntries(spaced));
}

/** An e-mail address, a telephone number or a personal number, however its signs are written. */
export function holdsPersonalData(text: string): boolean {
  const line = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/\p{Zs}/gu, ' ')
    .replace(identifier, '');
  const numbers = line.replace(year, '').replace(hours, '');
  return emailAddress.test(line) || telephoneNumber.test(numbers) || holdsPersonalNumber(line);
}

/** Digits between the letters a to f are no number that anybody calls. */
const identifier = /\b(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?=\d*[a-f])(?=[a-f]*\d)[\da-f]{8,})\b/gi;

const emailAddress = /[^\s@]@[^\s@]+\.[^\s@]/;

const telephoneNumber = /(?<![\d-])[+0](?:(?:[\s()-]|\/(?=\d{3}))*\d){6}/;

/** What often follows the hours or the day in a title: `09-12 14/11 2024` is no telephone number. */
const year = /\s20\d{2}(?![\s-]*\d)/g;

/** `09-12 13-16`: nothing but times from one to another, before what is no digit. */
const hour = String.raw`(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?`;
const span = `${hour} ?- ?${hour}`;
const hours = new RegExp(`(?<![\\d-])(?<!\\d{3} )(?<!-\\d\\d ?)${span}(?:[ ,;]+(?:och )?${span})*(?! ?[\\d-])`, 'g');

/** A day of birth (of a co-ordination number it is 60 more), and the last digit checks the others. */
const likePersonalNumber =
  /(?<!\d)(?:19|20)?(\d{2}(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])) ?[-+]? ?(\d{4})(?!\d)/g;

function holdsPersonalNumber(line: string): boolean {
  return [...line.matchAll(likePersonalNumber)].some(([, birth = '', last = '']) => isChecked(birth + last));
}
