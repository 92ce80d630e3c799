import { Chance } from './chance.ts';
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
  const chance = new Chance(SEED);
  return Array.from({ length: answers }, () => ({
    answers: plan.questions.flatMap(({ id: question, kind, options = [] }): Part[] => {
      const ids = options.map(({ id }) => id);
      switch (kind) {
        case 'one':
          return [{ question, options: [chance.oneOf([...ids, ...ids.slice(0, 2)])] }];
        case 'several': {
          const wanted = ids.filter((_, index) => chance.inAHundred(70 - 13 * index));
          return [{ question, options: wanted.length > 0 ? wanted : ids.slice(0, 1) }];
        }
        case 'text':
          return chance.inAHundred(15) ? [{ question, text: chance.oneOf(texts) }] : [];
      }
    }),
  }));
}
