const word = /[\p{L}\p{N}]+/gu;
/** Everything that may carry an accent, except the letters that Swedish has of its own. */
const accented = /[^\p{ASCII}åäö]/gu;

/**
 * The words of a text, each once, as they are compared when somebody searches: in lower case and without accents, so that `Café` is
 * found by `cafe`. But å, ä and ö are letters and no accents: who looks for `får` does not mean `far`. There is no stemming; that the last word of
 * a search is the beginning of one does most of its work, since Swedish puts its endings last: `bibliotek` finds `biblioteket`.
 */
export function searchTermsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(accented, (letter) => letter.normalize('NFD').replace(/\p{M}/gu, ''));
  return [...new Set(plain.match(word))];
}
