import type { Question } from './question.ts';

/** Smaller groups are never disclosed. While a survey is open, the number of answers moves when as many more people have answered. */
export const smallestGroup = 5;

/**
 * Every number in the results is off by chance: by as much as a normal distribution with this standard deviation, so by at most thirty in
 * nineteen of twenty numbers. Whoever knows all answers but one cannot take them away and be left with that one (decision 0003).
 */
export const deviation = 15;

/** Of fewer people chance would say more than they do: their results are not disclosed. */
export const fewestPeople = 2 * deviation;

/** There are 290 municipalities: with a smaller number, chance alone would soon bring in one where nobody has answered. */
export const fewestInMunicipality = 5 * deviation;

/** Numbers by chance, with mean 0 and standard deviation 1. */
export type Noise = () => number;

/** How many have answered, and how many of them chose each option of each question, as it is. */
export interface Tally {
  readonly answers: number;
  readonly chosen: readonly { readonly question: string; readonly option: string; readonly answers: number }[];
}

/** About how many have chosen an option; left out where that is a small group. */
export interface Result {
  readonly question: string;
  readonly option: string;
  readonly answers?: number;
}

/** What is disclosed of the answers. Results are among it only when the survey has closed. */
export interface Count {
  readonly countedAt: Date;
  readonly answers: number;
  /** From how many different senders they come. It is not published. */
  readonly people: number;
  readonly results: readonly Result[];
}

export interface MunicipalResult {
  readonly municipality: string;
  readonly answers: number;
  readonly results: readonly Result[];
}

/**
 * It takes several people who have not answered before: one person alone moves nothing, however often they answer. And it takes as many
 * answers more, since whoever has just answered may be among the answers before they are among the people.
 */
export function isWorthCounting(
  { people, answers }: Pick<Count, 'answers' | 'people'>,
  before: Pick<Count, 'answers' | 'people'> = { answers: 0, people: 0 },
): boolean {
  return Math.min(people - before.people, answers - before.answers) >= smallestGroup;
}

/** To be disclosed once: the mean of several would be what it hides. */
export function resultsOf(questions: readonly Question[], tally: Tally, noise: Noise): Result[] {
  const chosen = new Map(tally.chosen.map(({ question, option, answers }) => [`${question}/${option}`, answers]));
  return questions.flatMap(({ id: question, options }) =>
    options.map(({ id: option }): Result => {
      const answers = Math.min(tally.answers, withNoise(chosen.get(`${question}/${option}`) ?? 0, noise));
      return { question, option, ...(answers >= smallestGroup && { answers }) };
    }),
  );
}

/** `asked` are all municipalities whose residents were asked: that nobody there has answered is covered by chance too. */
export function municipalResults(
  questions: readonly Question[],
  asked: readonly string[],
  tallies: ReadonlyMap<string, Tally>,
  noise: Noise,
): MunicipalResult[] {
  return asked
    .map((municipality) => {
      const { answers, chosen } = tallies.get(municipality) ?? { answers: 0, chosen: [] };
      return { municipality, tally: { answers: withNoise(answers, noise), chosen } };
    })
    .filter(({ tally }) => tally.answers >= fewestInMunicipality)
    .sort((one, other) => other.tally.answers - one.tally.answers)
    .map(({ municipality, tally }) => ({
      municipality,
      answers: tally.answers,
      results: resultsOf(questions, tally, noise),
    }));
}

function withNoise(count: number, noise: Noise): number {
  return Math.round(count + deviation * noise());
}
