import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox } from '@kraftsamling/messaging';
import type { Part, Stored, StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import type { Article } from './article.state.ts';
import { publicArticle } from './public-article.ts';

const articleSchema = documentSchema<Article>({ awardId: String, status: String, municipality: String }, [
  [{ 'state.awardId': 1, 'state.submittedAt': 1, _id: 1 }],
]);

@Injectable()
export class Articles extends DocumentStore<Article> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Article>>('Article', articleSchema, 'articles'), outbox, {
      publicState: publicArticle,
    });
  }

  /** Those that everybody may see, and of this municipality all; or all of all. The oldest first. */
  async list(
    awardId: string,
    seenBy: { readonly municipality: string | undefined } | 'all',
    part: Part,
  ): Promise<{ articles: Stored<Article>[]; total: number }> {
    const visible =
      seenBy === 'all'
        ? {}
        : {
            $or: [
              { 'state.status': { $in: ['accepted', 'published'] } },
              ...(seenBy.municipality === undefined ? [] : [{ 'state.municipality': seenBy.municipality }]),
            ],
          };
    const filter = { 'state.awardId': awardId, ...visible };
    const { found: articles, total } = await this.part(filter as object, { 'state.submittedAt': 1, _id: 1 }, part);
    return { articles, total };
  }
}
