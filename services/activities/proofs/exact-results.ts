import type { Result, Tally } from '../src/survey/counting.ts';
import type { Question } from '../src/survey/question.ts';

const smallestGroup = 5;

/**
 * How results were published before decision 0003: as they are, whenever five more have answered, without groups under five and what
 * would give those away. It is here so that the proof is seen to fail.
 */
export function exactResults(questions: readonly Question[], { chosen }: Tally): Result[] {
  return questions.flatMap(({ id: question, options }) => {
    const counts = options.map(({ id: option }) => ({
      question,
      option,
      answers: chosen.find((each) => each.question === question && each.option === option)?.answers ?? 0,
    }));
    const isSmall = counts.some(({ answers }) => answers < smallestGroup);
    // Simpler than it was, and hides more: all of a question, as soon as one of its groups is small.
    return counts.map(({ answers, ...result }): Result => (isSmall ? result : { ...result, answers }));
  });
}
