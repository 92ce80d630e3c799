import type { Proof } from '@kraftsamling/testing/proof';
import { counterexample } from '@kraftsamling/testing/proof';
import type { Random } from '@kraftsamling/testing/random';
import { randomFrom } from '@kraftsamling/testing/random';
import { answerSurvey } from '../src/survey/answer.ts';
import type { Answer } from '../src/survey/answer.ts';
import { deviation, fewestPeople, resultsOf } from '../src/survey/counting.ts';
import type { Noise, Result, Tally } from '../src/survey/counting.ts';
import { publicSurvey, shownResults } from '../src/survey/public-survey.ts';
import type { Question } from '../src/survey/question.ts';
import { closeSurvey, countSurvey, draftSurvey, openSurvey } from '../src/survey/survey.ts';
import type { ClosedSurvey, Survey } from '../src/survey/survey.state.ts';
import type { Change, Decision } from '@kraftsamling/messaging/decision';
import { exactResults } from './exact-results.ts';

export const full = 1_000;

/** With as many standard deviations of distance, one sound proof in 15,000 would be refuted. */
const standardDeviations = 4;

/**
 * The attacker answers a survey as often as they like, but for one person, whose choice they want to know. They see everything that is
 * published. They give each option equally many answers: then the highest number is the likeliest, and no other guess is better.
 * Against the results as they are published, they guess right no more often than by chance; against exact ones, always.
 */
export function prove({ runs, seed, log }: Proof): Promise<void> {
  const random = randomFrom(seed);
  const rules = { 'as they are published': published, exact: (attack: Attack) => exactly(attack) };

  const guesses = Array.from({ length: runs }, () => attackOf(random));
  const hits = (rule: (attack: Attack, random: Random) => readonly Result[]) =>
    guesses.filter((attack) => guess(rule(attack, random), attack, random) === attack.secret).length;
  const chance = sum(guesses.map(({ options }) => 1 / options));
  const spread = Math.sqrt(sum(guesses.map(({ options }) => (1 / options) * (1 - 1 / options))));
  const distance = (found: number) => (found - chance) / spread;

  const known = hits(rules['as they are published']);
  log(
    `${runs} attackers with all answers but one guess ${known} right; chance is ${chance.toFixed(0)} ± ${spread.toFixed(0)}.`,
  );
  if (distance(known) > standardDeviations) throw counterexample('They learn what one person has answered.', { known });

  const knownExactly = hits(rules.exact);
  log(`Of exact results, without groups under five, they guess ${knownExactly} right.`);
  if (distance(knownExactly) <= standardDeviations)
    throw counterexample('Of exact results they learn nothing either: the proof would not see it.', { knownExactly });

  staysWithinBound(random, 200 * runs, log);
  return Promise.resolve();
}

/** An advantage too small to be seen in a thousand surveys is there, and no larger than what is stated. */
function staysWithinBound(random: Random, runs: number, log: Proof['log']): void {
  const [question] = questionsOf('one', 2);
  if (!question) throw new Error('There is no question.');
  let hits = 0;
  for (let run = 0; run < runs; run++) {
    const secret = random.below(2);
    const chosen = [0, 1].map((at) => ({ question: 'q', option: `o${at}`, answers: 100 + (at === secret ? 1 : 0) }));
    const numbers = resultsOf([question], { answers: 201, chosen }, random.normal).map(({ answers = 0 }) => answers);
    if (highest(numbers, random) === secret) hits++;
  }
  // Two numbers differ by one each, so by the square root of two together: Φ(√2 / (2 · 15)).
  const bound = normalBelow(Math.SQRT2 / (2 * deviation));
  const rate = hits / runs;
  const error = Math.sqrt((bound * (1 - bound)) / runs);
  log(
    `Of ${runs} between two options, ${(100 * rate).toFixed(2)} % are right; at most ${(100 * bound).toFixed(2)} % are stated; ±${(100 * error).toFixed(2)}.`,
  );
  if (rate > bound + standardDeviations * error)
    throw counterexample('The attacker is right more often than stated.', { rate, bound });
  if (rate <= 0.5 + standardDeviations * error && runs >= 100_000)
    throw counterexample('An advantage that must be there is not seen.', { rate });
}

interface Attack {
  readonly kind: 'one' | 'several';
  readonly required: boolean;
  readonly options: number;
  /** To each option. */
  readonly ownAnswers: number;
  /** The option that the one person chooses. */
  readonly secret: number;
  /** After how many of the attacker's answers they choose it. */
  readonly after: number;
}

function attackOf(random: Random): Attack {
  const options = random.between(2, 6);
  const ownAnswers = random.oneOf([Math.ceil(fewestPeople / options), 50, 120]);
  return {
    kind: random.oneOf(['one', 'several']),
    required: random.chance(0.5),
    options,
    ownAnswers,
    secret: random.below(options),
    after: random.between(0, options * ownAnswers),
  };
}

/** Through the decisions of the service: everything that is published of a survey, from its opening to its close. */
function published(attack: Attack, random: Random): readonly Result[] {
  const closed = playedThrough(attack, random.normal);
  const { results } = publicSurvey(closed, 'survey');
  if (JSON.stringify(results) !== JSON.stringify(shownResults(closed).results))
    throw counterexample('What is published is not what is shown.', results);
  return results;
}

function exactly(attack: Attack): readonly Result[] {
  return exactResults(questionsOf(attack.kind, attack.options, attack.required), tallyOf(answersOf(attack)));
}

function playedThrough({ kind, required, options, ...attack }: Attack, noise: Noise): ClosedSurvey {
  const drafted = draftSurvey({
    ...{ title: text, questions: questionsOf(kind, options, required), opens: new Date(0), closes: new Date(10_000) },
  }).state;
  let survey = changed(openSurvey(drafted, undefined, now));
  const given: Answer[] = [];
  for (const option of choicesOf({ options, ...attack })) {
    const stated = { answers: [{ question: 'q', options: [`o${option}`] }] };
    given.push(answerSurvey(survey, stated, now, '1970-01-01'));
    // Each from an address of its own, as an attacker has them.
    const decision = countSurvey(survey, given.length, given.length, now);
    if (typeof decision === 'object') survey = decision.state;
    if (publicSurvey(survey, 'survey').results.length > 0)
      throw counterexample('Something is published while the survey is open.', survey);
  }
  const tally = tallyOf(given);
  const closed = changed(closeSurvey(survey, { tally, municipalities: new Map(), people: given.length }, noise, now));
  if (closed.status !== 'closed') throw new Error('It is not closed.');
  return closed;
}

function guess(results: readonly Result[], { options }: Attack, random: Random): number {
  const numbers = Array.from({ length: options }, (_, at) => results[at]?.answers ?? 0);
  return highest(numbers, random);
}

/** Which of them is the highest; one of several by lot. */
function highest(numbers: readonly number[], random: Random): number {
  const most = Math.max(...numbers);
  return random.oneOf(numbers.flatMap((number, at) => (number === most ? [at] : [])));
}

function choicesOf({
  options,
  ownAnswers,
  secret,
  after,
}: Pick<Attack, 'options' | 'ownAnswers' | 'secret' | 'after'>) {
  const own = Array.from({ length: options * ownAnswers }, (_, at) => at % options);
  return own.toSpliced(after, 0, secret);
}

function answersOf(attack: Attack): Answer[] {
  return choicesOf(attack).map((option) => ({
    day: '1970-01-01',
    chosen: [{ question: 'q', option: `o${option}` }],
    texts: [],
  }));
}

function tallyOf(answers: readonly Answer[]): Tally {
  const chosen = answers.flatMap((answer) => answer.chosen);
  const groups = Map.groupBy(chosen, ({ option }) => option);
  return {
    answers: answers.length,
    chosen: [...groups].map(([option, group]) => ({ question: 'q', option, answers: group.length })),
  };
}

function questionsOf(kind: Question['kind'], options: number, required = true): Question[] {
  return [
    { id: 'q', kind, text, required, options: Array.from({ length: options }, (_, at) => ({ id: `o${at}`, text })) },
  ];
}

const text = { sv: 'Vård', en: 'Health care' };
const now = new Date(5_000);

function changed(decision: Decision<Survey> | Change<Survey>): Survey {
  if (typeof decision !== 'object') throw new Error('Nothing has happened.');
  return decision.state;
}

/** The normal distribution (Abramowitz and Stegun 26.2.17, right within 7.5e-8). */
function normalBelow(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x >= 0 ? 1 - tail : tail;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
