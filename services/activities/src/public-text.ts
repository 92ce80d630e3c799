import type { InputError } from '@kraftsamling/messaging/decision';

/** No contact in titles and names of venues: they are published, and events stay in the stream. */
export function contactErrors(pointer: string, lines: object): InputError[] {
  return Object.entries(lines).flatMap(([name, line]) =>
    typeof line === 'string' && hasContact(line)
      ? [
          {
            pointer: `${pointer}/${name}`,
            code: 'contact-in-title',
            detail: 'An e-mail address or telephone number does not belong in a name that everybody sees.',
          },
        ]
      : [],
  );
}

/** The same of words that people make up, such as topics: they are spelled with hyphens. */
export function contactInWords(pointer: string, words: readonly string[]): InputError[] {
  return contactErrors(pointer, Object.fromEntries(words.map((word, at) => [at, word.replaceAll('-', ' ')])));
}

const emailAddress = /[^\s@]@[^\s@]+\.[^\s@]/;

const telephoneNumber = /(?<![\d-])[+0](?:(?:[\s()-]|\/(?=\d{3}))*\d){6}/;

/** What often follows the hours or the day in a title: `09-12 14/11 2024` is no telephone number. */
const year = /\s20\d{2}(?![\s-]*\d)/g;

function hasContact(line: string): boolean {
  return emailAddress.test(line) || telephoneNumber.test(line.replace(year, ''));
}
