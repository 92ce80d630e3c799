import type { Static } from 'typebox';
import { Type } from 'typebox';
import { contract } from '../contract.ts';
import { CountyCode, Id, Instant, MunicipalityCode, Slug } from '../vocabulary.ts';

/** The public state of an article for the publication of an award. Its title is public once somebody responsible has read it. */
const article = Type.Object({
  id: Id,
  awardId: Slug,
  municipality: MunicipalityCode,
  county: CountyCode,
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  status: Type.Enum(['submitted', 'accepted', 'published']),
  submittedAt: Instant,
  acceptedAt: Type.Optional(Instant),
  publishedAt: Type.Optional(Instant),
});

export type ArticleData = Static<typeof article>;

const exampleArticle: ArticleData = {
  id: '01921c77-0e2a-7b63-8c11-94d2e5f6071b',
  awardId: 'digital-municipality-2021',
  municipality: '2081',
  county: '20',
  status: 'submitted',
  submittedAt: '2021-08-12T11:42:05.000Z',
};

const exampleAccepted: ArticleData = {
  ...exampleArticle,
  title: 'Så frågade vi invånarna',
  status: 'accepted',
  acceptedAt: '2021-09-01T08:00:00.000Z',
};

export const articleSubmitted = contract({
  type: 'nominations.article.submitted.v1',
  meaning: 'A municipality has contributed an article to the publication of an award.',
  data: article,
  example: exampleArticle,
  campaign: () => undefined,
});

export const articleAccepted = contract({
  type: 'nominations.article.accepted.v1',
  meaning: 'An article has been accepted for the publication of an award.',
  data: article,
  example: exampleAccepted,
  campaign: () => undefined,
});

export const articlePublished = contract({
  type: 'nominations.article.published.v1',
  meaning: 'An article has been published.',
  data: article,
  example: { ...exampleAccepted, status: 'published', publishedAt: '2021-11-16T18:00:00.000Z' },
  campaign: () => undefined,
});

export const articleEvents = [articleSubmitted, articleAccepted, articlePublished] as const;
