import type { InputError } from '@kraftsamling/messaging/decision';

/** What cannot be put on record: the canonical form of JSON has no place for half a character, and no page one for NUL. */
export function unreadableAt(pointer: string, text: string): InputError[] {
  if (text.isWellFormed() && !text.includes('\0')) return [];
  return [{ pointer, code: 'text-unreadable', detail: 'There are characters in it that no page can show.' }];
}
