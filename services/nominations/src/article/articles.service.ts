import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { inTransaction, nothingHappens, notFound, refuseUnlessVersion } from '@kraftsamling/messaging';
import type { Decision, Stored } from '@kraftsamling/messaging';
import { Audit, Clock, notYours, offsetOf, page } from '@kraftsamling/service';
import type { Page, PageQuery, Principal } from '@kraftsamling/service';
import type { Connection } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { isSecretariat, municipalityOf } from '../access.ts';
import { runningOf } from '../award/award.ts';
import { Awards } from '../award/award.store.ts';
import { AwardsService } from '../award/awards.service.ts';
import type { Entry } from '../record/entry.ts';
import { newSalt, Records } from '../record/records.store.ts';
import { withheldBy } from '../record/seal.ts';
import type { Article, ArticleText } from './article.state.ts';
import { Articles } from './article.store.ts';
import { acceptArticle, publishArticle, submitArticle } from './article.ts';

@Injectable()
export class ArticlesService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly articles: Articles,
    private readonly awards: Awards,
    private readonly awardsService: AwardsService,
    private readonly records: Records,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async submit(caller: Principal, awardId: string, article: ArticleText): Promise<Stored<Article>> {
    const municipality = municipalityOf(caller);
    if (municipality === undefined) throw notYours();
    const now = this.clock.now();
    const salt = newSalt();
    const id = uuid();
    const submitted = await inTransaction(this.connection, async (session) => {
      const award = runningOf((await this.awards.require(awardId, session)).state);
      const change = submitArticle(awardId, award, article, { municipality, salt, now });

      const data = { article: id, municipality, text: withheldBy(salt, article) };
      await this.records.append(awardId, [{ kind: 'article-submitted', data }], now, session);
      return this.articles.create(id, change, { session });
    });

    await this.audit.note(caller, 'submitted', 'article', id);
    return submitted;
  }

  accept(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Article>> {
    const entry: Entry = { kind: 'article-accepted', data: { article: id } };
    return this.step(caller, 'accepted', id, acceptArticle, entry, ifVersion);
  }

  publish(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Article>> {
    const entry: Entry = { kind: 'article-published', data: { article: id } };
    return this.step(caller, 'published', id, publishArticle, entry, ifVersion);
  }

  /** What somebody may not see is not there. */
  async seenBy(caller: Principal, id: string): Promise<Stored<Article>> {
    const article = await this.articles.get(id);
    if (!article || (article.state.status === 'submitted' && !readsWhole(caller, article.state))) throw notFound();
    return article;
  }

  async list(caller: Principal, awardId: string, query: PageQuery): Promise<Page<Stored<Article>>> {
    await this.awardsService.seenBy(caller, awardId);
    const seenBy = isSecretariat(caller) ? 'all' : { municipality: municipalityOf(caller) };
    const part = { offset: offsetOf(query), limit: query.limit };
    const { articles, total } = await this.articles.list(awardId, seenBy, part);
    return page(articles, total, query);
  }

  private async step(
    caller: Principal,
    did: string,
    id: string,
    decide: (article: Article, now: Date) => Decision<Article>,
    entry: Entry,
    ifVersion: number | undefined,
  ): Promise<Stored<Article>> {
    const now = this.clock.now();
    const article = await inTransaction(this.connection, async (session) => {
      const found = await this.articles.require(id, session);
      refuseUnlessVersion(found, ifVersion);
      const decision = decide(found.state, now);
      if (decision === nothingHappens) return found;

      await this.records.append(found.state.awardId, [entry], now, session);
      return this.articles.update(id, () => decision, { session, loaded: found });
    });

    await this.audit.note(caller, did, 'article', id);
    return article;
  }
}

/** With its text: its municipality and the secretariat. Everybody else reads it in the publication. */
export function readsWhole(caller: Principal, { municipality }: Article): boolean {
  return isSecretariat(caller) || municipalityOf(caller) === municipality;
}
