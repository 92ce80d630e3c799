import type { ArticleData } from '@kraftsamling/contracts';
import { countyOf } from '@kraftsamling/geography';
import type { Article } from './article.state.ts';

/** An article as everybody may know it: its title once somebody responsible has read it, its text by the publication. */
export function publicArticle(article: Article, id: string): ArticleData {
  const { awardId, municipality, status, submittedAt } = article;
  return {
    ...{ id, awardId, municipality, status },
    county: countyOf(municipality).code,
    submittedAt: submittedAt.toISOString(),
    ...(article.status !== 'submitted' && {
      title: article.article.title,
      acceptedAt: article.acceptedAt.toISOString(),
    }),
    ...(article.status === 'published' && { publishedAt: article.publishedAt.toISOString() }),
  };
}
