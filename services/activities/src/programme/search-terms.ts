/** Words with nothing but a hyphen, or what people write for one, between them. */
const compound = /[\p{L}\p{N}]+(?:[\p{Pd}\u2212][\p{L}\p{N}]+)*/gu;
const hyphen = /[\p{Pd}\u2212]/u;
/** Everything that may carry an accent, except the letters that Swedish has of its own. */
const accented = /[^\p{ASCII}åäö]/gu;

/** A term itself, or all that begin so. */
export type WantedTerm = string | { readonly beginning: string };

/**
 * The words of a text, each once, as they are compared when somebody searches: in lower case and without accents, so that `Café` is
 * found by `cafe`. But å, ä and ö are letters and no accents: who looks for `får` does not mean `far`. There is no stemming; that the last word of
 * a search is the beginning of one does most of its work, since Swedish puts its endings last: `bibliotek` finds `biblioteket`.
 *
 * What hyphens hold together is there in its parts, each of them with the next, and as a whole.
 */
export function searchTermsOf(text: string): readonly string[] {
  const terms = compoundsOf(text).flatMap((parts) => [
    ...parts,
    ...parts.slice(1).map((part, at) => `${parts[at]}${part}`),
    parts.join(''),
  ]);
  return [...new Set(terms)];
}

/**
 * What a text must have for each word of a search: the word, or one that it makes with its neighbour or its compound. People write `e-post`,
 * `epost` and `e post`, and mean the same. Where the search ends, a word of the text may go on.
 */
export function wantedTermsOf(search: string, marked: (term: string) => string): readonly (readonly WantedTerm[])[] {
  const compounds = compoundsOf(search);
  const words = compounds.flatMap((parts, nth) =>
    parts.map((part) => ({ part, whole: parts.join(''), isInLast: nth === compounds.length - 1 })),
  );
  const ending = (isLast: boolean, term: string) => (isLast ? { beginning: marked(term) } : marked(term));
  const isLast = (at: number) => at === words.length - 1;

  return words.map(({ part, whole, isInLast }, at) => [
    ending(isLast(at), part),
    ...words.slice(at - 1, at).map((before) => ending(isLast(at), before.part + part)),
    ...words.slice(at + 1, at + 2).map((next) => ending(isLast(at + 1), part + next.part)),
    ending(isInLast, whole),
  ]);
}

function compoundsOf(text: string): readonly (readonly string[])[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(accented, (letter) => letter.normalize('NFD').replace(/[\p{M}\p{Cf}]/gu, ''));
  return (plain.match(compound) ?? []).map((words) => words.split(hyphen));
}
