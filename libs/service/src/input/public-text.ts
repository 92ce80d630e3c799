import type { InputError } from '@kraftsamling/messaging/decision';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
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
  const line = folded(text).replace(identifier, '');
  return emailAddress.test(line) || holdsTelephoneNumber(line) || holdsPersonalNumber(line);
}

/** One sign for each that looks like it or means it. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\uFE0F\u20E3]/gu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\p{Zs}/gu, ' ')
    .replace(/(?!\d)\p{Nd}/gu, asciiDigit);
}

/** The digits of a script follow each other, ten by ten. */
function asciiDigit(digit: string): string {
  const at = digit.codePointAt(0) ?? 0;
  let zero = at;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return `${(at - zero) % 10}`;
}

/** Digits between the letters a to f are no number that anybody calls. */
const identifier = /\b(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?=\d*[a-f])(?=[a-f]*\d)[\da-f]{8,})\b/gi;

/** Also as people write it for people: `eva (at) bibliotek.se`, `eva(a)bibliotek.se`, `eva snabel-a bibliotek punkt se`, `eva[at]bibliotek[dot]se`. */
const at = String.raw`(?:@| @ | ?[([{] ?(?:at|snabel-?a) ?[)\]}] ?|\(a\)| snabel-?a )`;
const dot = String.raw`(?:\.| ?[([{] ?(?:dot|punkt) ?[)\]}] ?| punkt )`;
const emailAddress = new RegExp(String.raw`[^\s@]${at}[^\s@]+${dot}[^\s@]`, 'i');

const hour = String.raw`(?:[01]?\d|2[0-4])`;
const minutes = String.raw`[0-5]\d`;
const time = `${hour}(?:[.:]${minutes})?`;
const month = String.raw`(?:0?[1-9]|1[0-2])`;
const dayOfMonth = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
const year = String.raw`(?:19|20)\d\d`;
const week = String.raw`(?:0?[1-9]|[1-4]\d|5[0-3])(?!\d)`;

/** `09-12`, `8.30`, `0900-1500`, `2024-11-15`, `15.11.2024`, `15/11`, `2024`: what programmes are full of. */
const moment = [
  `${time} ?- ?${time}`,
  `${hour}[.:]${minutes}`,
  `[012]\\d${minutes} ?- ?[012]\\d${minutes}`,
  `${year}-${month}-${dayOfMonth}`,
  `${dayOfMonth}[/.-]${month}[/.-](?:${year}|\\d\\d)`,
  `${dayOfMonth}/${month}`,
  year,
].join('|');
const between = ' ?[,;&+] ?| och | ';
/** Not a part of what is longer. */
const alone = (pattern: string) => `(?<![\\d/.:-])(?:${pattern})(?![\\d/:-]|\\.\\d)`;
const moments = new RegExp(alone(`(?:${moment})(?:(?:${between})(?:${moment})){1,5}`), 'g');
const nothingButMoments = new RegExp(`^(?:${moment})(?:(?:${between})(?:${moment}))*$`);
/** `09.00-12` alone is one too, and so is what something costs. */
const hoursAndMinutes = new RegExp(alone(`${hour}[.:]${minutes} ?- ?${time}|${hour} ?- ?${hour}[.:]${minutes}`), 'g');
const price = /(?<![\d/.:-])[1-9]\d{0,2}(?: \d{3})* ?(?:kr|kronor|sek)(?!\p{L})/giu;
const weeks = new RegExp(
  `(?<!\\p{L})v(?:ecka|eckor|eckorna|\\.)? ?${week}(?:(?:${between}| ?- ?)${week}){0,8}(?![ .:/-]{0,3}\\d)`,
  'giu',
);

/** Where somebody may begin to dial: at a nought or a plus, unless other digits go on there. */
const dialled = /(?<!\d|\d[-/.:])(?=\+|\(?0)/g;
/** As far as digits go that nothing but signs stands between; no country has longer numbers. */
const digits = /^\+?(?:[ ()./*_-]{0,4}\d){7,15}/;

/** Hours, days, years and weeks are no number that anybody calls, though several of them in a row may look like one. */
function holdsTelephoneNumber(line: string): boolean {
  const text = [weeks, moments, hoursAndMinutes, price].reduce((rest, harmless) => rest.replace(harmless, '|'), line);
  return [...text.matchAll(dialled)].some(({ index }) => {
    const [run = ''] = digits.exec(text.slice(index, index + 70)) ?? [];
    return run !== '' && !nothingButMoments.test(run) && beginsWithTelephoneNumber(run);
  });
}

/** Whether there can be a telephone in Sweden, or in the country that is said, with the first of these groups of digits. */
function beginsWithTelephoneNumber(run: string): boolean {
  return [...run.matchAll(/\d(?!\d)/g)].some(({ index }) => {
    const number = run.slice(0, index + 1).replace(/[^+\d]/g, '');
    return /^(?:\+|00?)[1-9]\d{4}/.test(number) && parsePhoneNumberFromString(number, 'SE')?.isValid() === true;
  });
}

/** A day of birth (of a co-ordination number it is 60 more), and the last digit checks the others. */
const likePersonalNumber =
  /(?<!\d)(?:19|20)?(\d{2}(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])) ?[-+]? ?(\d{4})(?!\d)/g;

function holdsPersonalNumber(line: string): boolean {
  return [...line.matchAll(likePersonalNumber)].some(([, birth = '', last = '']) => isChecked(birth + last));
}
