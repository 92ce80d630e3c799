import { Random } from './random.ts';
import type { SampleSurvey } from './sample.ts';

export interface SampleAnswer {
  readonly answers: readonly Part[];
}

interface Part {
  readonly question: string;
  readonly options?: string[];
  readonly text?: string;
}

const SEED = 20181008;

/** What residents answer: the first options are the most wanted, and few write something. */
export function sampleAnswers({ plan, answers, texts }: SampleSurvey): SampleAnswer[] {
  const random = new Random(SEED);
  return Array.from({ length: answers }, () => ({
    answers: plan.questions.flatMap(({ id: question, kind, options = [] }): Part[] => {
      const ids = options.map(({ id }) => id);
      switch (kind) {
        case 'one':
          return [{ question, options: [random.oneOf([...ids, ...ids.slice(0, 2)])] }];
        case 'several': {
          const wanted = ids.filter((_, index) => random.inAHundred(70 - 13 * index));
          return [{ question, options: wanted.length > 0 ? wanted : ids.slice(0, 1) }];
        }
        case 'text':
          return random.inAHundred(15) ? [{ question, text: random.oneOf(texts) }] : [];
      }
    }),
  }));
}
