import type { ArticleData } from '@kraftsamling/contracts';
import { stepsOf } from '../../counting/fact.ts';
import type { FactOf, Steps } from '../../counting/fact.ts';

export interface ArticleFact extends FactOf<'article'> {
  readonly award: string;
  readonly status: ArticleStep;
  readonly county: string;
  readonly steps: Steps<ArticleStep>;
}

export type ArticleStep = ArticleData['status'];

export function articleFact(id: string, version: number, data: ArticleData): ArticleFact {
  const { awardId, status, county, submittedAt, acceptedAt, publishedAt } = data;
  return {
    _id: `article:${id}`,
    version,
    kind: 'article',
    award: awardId,
    status,
    county,
    steps: stepsOf({ submitted: submittedAt, accepted: acceptedAt, published: publishedAt }),
  };
}
