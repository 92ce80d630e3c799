const atMost = 5;
/** Longer than any name: nobody has mistyped a name, and comparing it would only cost time. */
const longest = 40;

/** The items one of whose spellings somebody who wrote `input` may have meant, closest first. */
export function closest<Item>(
  input: string,
  items: readonly Item[],
  spellings: (item: Item) => readonly string[],
): readonly Item[] {
  if (input.length > longest) return [];

  const written = folded(input);
  const resembling = items
    .map((item) => ({
      item,
      remoteness: Math.min(...spellings(item).map((spelling) => remoteness(written, foldedOnce(spelling)))),
    }))
    .filter(({ remoteness }) => Number.isFinite(remoteness))
    .sort((a, b) => a.remoteness - b.remoteness);

  const exact = resembling.filter(({ remoteness }) => remoteness === 0);
  return (exact.length > 0 ? exact : resembling).slice(0, atMost).map(({ item }) => item);
}

/** What is asked back of whoever wrote it: nothing is taken for another thing unasked. */
export function didYouMean(suggestions: readonly { readonly code: string; readonly name: string }[]): string {
  if (suggestions.length === 0) return 'There is none like it.';
  return `Did you mean ${suggestions.map(({ code, name }) => `${code} ${name}`).join(', ')}?`;
}

/** Edits as a share of the spelling's length; infinite beyond half of it, where a resemblance is chance. */
function remoteness(written: string, spelling: string): number {
  // So many letters more or less are as many edits at least.
  if (Math.abs(written.length - spelling.length) > spelling.length / 2) return Infinity;
  const share = edits(written, spelling) / spelling.length;
  return share > 0.5 ? Infinity : share;
}

const foldedSpellings = new Map<string, string>();

/** There are under a thousand spellings, compared again and again. */
function foldedOnce(spelling: string): string {
  const known = foldedSpellings.get(spelling) ?? folded(spelling);
  foldedSpellings.set(spelling, known);
  return known;
}

/** Small letters without diacritics: å and a, é and e are the same to somebody without the right keyboard. */
function folded(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '');
}

/** Insertions, removals, replacements and swaps of two neighbours that lead from one text to the other (optimal string alignment). */
function edits(from: string, to: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);

  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
        row > 1 && column > 1 && swapped ? at(beforePrevious, column - 2) + 1 : Infinity,
      );
    }
    [beforePrevious, previous] = [previous, current];
  }

  return at(previous, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
