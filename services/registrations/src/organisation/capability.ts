import { names } from '@kraftsamling/contracts';
import type { Capability } from '@kraftsamling/contracts';
import type { InputError } from '@kraftsamling/messaging/decision';
import { contactInWords } from '@kraftsamling/service/public-text';

/** The words of an offer or a need are public: they hold nobody's address or number. */
export function wordErrors(pointer: string, capabilities: readonly Capability[]): InputError[] {
  return capabilities.flatMap(({ targetGroups, themes }, at) => [
    ...contactInWords(`${pointer}/${at}/targetGroups`, targetGroups),
    ...contactInWords(`${pointer}/${at}/themes`, themes),
  ]);
}

/** What a stranger writes is public at once: only words that somebody responsible has said before. */
export function unknownWordErrors(
  pointer: string,
  capabilities: readonly Capability[],
  said: ReadonlySet<string>,
): InputError[] {
  const errors = (at: string, words: readonly string[]) =>
    words.flatMap((word, index) =>
      said.has(word) || Object.hasOwn(names, word)
        ? []
        : [{ pointer: `${at}/${index}`, code: 'unknown-word', detail: `${word} is none of the words that are known.` }],
    );
  return capabilities.flatMap(({ targetGroups, themes }, at) => [
    ...errors(`${pointer}/${at}/targetGroups`, targetGroups),
    ...errors(`${pointer}/${at}/themes`, themes),
  ]);
}
