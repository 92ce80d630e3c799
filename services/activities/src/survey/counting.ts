import type { Question } from './question.ts';

/** Fewer than this are a small group: how many they are is never disclosed. */
export const smallestGroup = 5;

/** How many have answered, and how many of them chose each option of each question, as it is. */
export interface Tally {
  readonly answers: number;
  readonly chosen: readonly { readonly question: string; readonly option: string; readonly answers: number }[];
}

/** How many have chosen an option; left out where it is hidden. */
export interface Result {
  readonly question: string;
  readonly option: string;
  readonly answers?: number;
}

/** What is disclosed of the answers, until they are counted again. */
export interface Count {
  readonly countedAt: Date;
  readonly answers: number;
  readonly results: readonly Result[];
}

export interface MunicipalResult {
  readonly municipality: string;
  readonly answers: number;
  readonly results: readonly Required<Result>[];
}

/** Between two counts there are several answers, so that the difference is never what one person answered. */
export function isWorthCounting(answers: number, before: Pick<Count, 'answers'> | undefined): boolean {
  return answers >= (before?.answers ?? 0) + smallestGroup;
}

export function resultsOf(questions: readonly Question[], tally: Tally, before: Count | undefined): Result[] {
  return questions.flatMap((question) => {
    const counts = countsOf(question, tally.chosen);
    const disclosedBefore = (before?.results ?? []).filter(({ answers }) => answers !== undefined);
    const disclosed = new Set(
      disclosedBefore.filter((result) => result.question === question.id).map(({ option }) => option),
    );
    const hidden = addsUp(question) ? hiddenAmong(counts, disclosed) : smallAmong(counts);

    return question.options.map(({ id: option }): Result => {
      const result = { question: question.id, option };
      return hidden.has(option) ? result : { ...result, answers: counts.get(option) ?? 0 };
    });
  });
}

/**
 * Which of these parts of a whole are hidden, so that none under five follows from the others, the whole, what was disclosed
 * before, and this rule itself. Hidden are, from the smallest up, as many as it takes until they are no small group together and
 * are not all of one size; parts of one size are hidden together. So which of the hidden parts has which size stays open. What has
 * been disclosed once stays disclosed: a part that is hidden has always been hidden among at least these others.
 */
export function hiddenAmong(counts: ReadonlyMap<string, number>, disclosed: ReadonlySet<string>): ReadonlySet<string> {
  if (smallAmong(counts).size === 0) return new Set();

  const undisclosed = [...counts].filter(([part]) => !disclosed.has(part));
  const sizes = [...new Set(undisclosed.map(([, count]) => count))].sort((one, other) => one - other);
  for (const size of sizes) {
    const hidden = undisclosed.filter(([, count]) => count <= size);
    const together = hidden.reduce((sum, [, count]) => sum + count, 0);
    const ofSeveralSizes = size > (sizes[0] ?? size);
    const nextSize = sizes.find((next) => next > size) ?? Infinity;
    if (ofSeveralSizes && together >= smallestGroup && nextSize >= smallestGroup)
      return new Set(hidden.map(([part]) => part));
  }
  return new Set(undisclosed.map(([part]) => part));
}

/**
 * The municipalities of those who have answered, where these are no small groups; and what they chose, where neither there nor
 * among everybody else an option has been chosen by few. It is disclosed once, at the end: there is no difference to look at. Everybody
 * else are the others of whom it is disclosed: beside them, the last few who were not counted do not follow from it either.
 */
export function municipalResults(
  questions: readonly Question[],
  whole: Pick<Count, 'answers' | 'results'>,
  municipalities: ReadonlyMap<string, Tally>,
): MunicipalResult[] {
  const stated = [...municipalities.values()].reduce((sum, { answers }) => sum + answers, 0);
  const sizes = new Map([...municipalities].map(([code, { answers }]): [string, number] => [code, answers]));
  const hidden = hiddenAmong(new Map([...sizes, ['not-stated', whole.answers - stated]]), new Set());
  const shown = [...municipalities]
    .filter(([code]) => !hidden.has(code))
    .sort(
      ([one, { answers }], [other, { answers: otherAnswers }]) => otherAnswers - answers || one.localeCompare(other),
    );

  const results = new Map(shown.map(([code]): [string, Required<Result>[]] => [code, []]));
  for (const question of questions) {
    const rest = new Map(countsOf(question, whole.results));
    for (const [code, tally] of shown) {
      const counts = [...countsOf(question, tally.chosen)];
      const few = counts.some(
        ([option, count]) => count < smallestGroup || (rest.get(option) ?? 0) - count < smallestGroup,
      );
      if (few) continue;
      for (const [option, count] of counts) {
        rest.set(option, (rest.get(option) ?? 0) - count);
        results.get(code)?.push({ question: question.id, option, answers: count });
      }
    }
  }
  return shown.map(([municipality, { answers }]) => ({
    municipality,
    answers,
    results: results.get(municipality) ?? [],
  }));
}

/** Where everybody chooses one option, or at least one, those of an option follow from the others. */
function addsUp({ kind, required }: Question): boolean {
  return kind === 'one' || required;
}

function countsOf({ id, options }: Question, results: readonly Result[]): ReadonlyMap<string, number> {
  const counts = new Map(options.map((option): [string, number] => [option.id, 0]));
  for (const { question, option, answers = 0 } of results)
    if (question === id && counts.has(option)) counts.set(option, answers);
  return counts;
}

function smallAmong(counts: ReadonlyMap<string, number>): ReadonlySet<string> {
  return new Set([...counts].filter(([, count]) => count < smallestGroup).map(([part]) => part));
}
