/** What a municipality wrote, with the random bytes that keep its hash in the record from being guessed. */
export interface ArticleText {
  readonly title: string;
  readonly text: string;
}

interface Written {
  readonly awardId: string;
  readonly municipality: string;
  readonly article: ArticleText;
  readonly salt: string;
  readonly submittedAt: Date;
}

/** For the publication of an award (Kommunernas digitalisering), by any municipality, competing or not. */
export type Article =
  | ({ readonly status: 'submitted' } & Written)
  | ({ readonly status: 'accepted'; readonly acceptedAt: Date } & Written)
  | ({ readonly status: 'published'; readonly acceptedAt: Date; readonly publishedAt: Date } & Written);
