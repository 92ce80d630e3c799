import { articleAccepted, articlePublished, articleSubmitted } from '@kraftsamling/contracts';
import type { Change, Decision } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import { contactErrors } from '@kraftsamling/service/public-text';
import type { RunningAward } from '../award/award.state.ts';
import { refuseAfter } from '../award/award.ts';
import { unreadableAt } from '../record/readable.ts';
import type { Article, ArticleText } from './article.state.ts';

export function submitArticle(
  awardId: string,
  award: RunningAward,
  article: ArticleText,
  { municipality, salt, now }: { readonly municipality: string; readonly salt: string; readonly now: Date },
): Change<Article> {
  refuseAfter(award, 'articles', now);
  refuseAny([
    ...unreadableAt('/title', article.title),
    ...unreadableAt('/text', article.text),
    ...contactErrors('', { title: article.title }),
  ]);
  return becomes<Article>(
    { awardId, municipality, article, salt, submittedAt: now, status: 'submitted' },
    articleSubmitted,
  );
}

/** Somebody responsible has read it: its title may be public now. */
export function acceptArticle(article: Article, now: Date): Decision<Article> {
  if (article.status !== 'submitted') return nothingHappens;
  return becomes<Article>({ ...article, status: 'accepted', acceptedAt: now }, articleAccepted);
}

export function publishArticle(article: Article, now: Date): Decision<Article> {
  switch (article.status) {
    case 'submitted':
      throw new Refusal('article-not-accepted', 'An article is accepted before it is published.');
    case 'published':
      return nothingHappens;
    case 'accepted':
      return becomes<Article>({ ...article, status: 'published', publishedAt: now }, articlePublished);
  }
}
