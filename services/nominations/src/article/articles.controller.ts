import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Stored } from '@kraftsamling/messaging';
import {
  Allow,
  AnswersCreated,
  AnswersPageOf,
  AnswersVersioned,
  BodyLimit,
  Caller,
  created,
  Idempotent,
  versioned,
  IfMatch,
} from '@kraftsamling/service';
import type { Page, Principal, Representation } from '@kraftsamling/service';
import { ArticleDto, ArticleQuery, NewArticleDto } from './article.dto.ts';
import type { Article } from './article.state.ts';
import { ArticlesService, readsWhole } from './articles.service.ts';
import { publicArticle } from './public-article.ts';

/** A text as long as it may be, of characters that take three bytes. */
const longestBody = 320 * 1024;

@ApiTags('articles')
@Controller('v1/articles')
export class ArticlesController {
  constructor(private readonly articles: ArticlesService) {}

  @Post()
  @Allow('municipality')
  @BodyLimit(longestBody)
  @Idempotent()
  @ApiOperation({ summary: 'A municipality contributes an article to the publication, competing or not' })
  @AnswersCreated(ArticleDto)
  async submit(
    @Caller() caller: Principal,
    @Body() { award, title, text }: NewArticleDto,
  ): Promise<Representation<ArticleDto>> {
    const article = await this.articles.submit(caller, award, { title, text });
    return created(`/v1/articles/${article.id}`, article.version, shown(caller, article));
  }

  @Get()
  @Allow('anyone')
  @ApiOperation({ summary: 'Those that have been accepted; to a municipality its own too, to the secretariat all' })
  @AnswersPageOf(ArticleDto)
  async list(@Caller() caller: Principal, @Query() query: ArticleQuery): Promise<Page<ArticleDto>> {
    const { items, page } = await this.articles.list(caller, query.award, query);
    return { items: items.map((article) => withoutText(shown(caller, article))), page };
  }

  @Get(':id')
  @Allow('anyone')
  @ApiOperation({ summary: 'An article; before it is published, for those who wrote it and the secretariat' })
  @AnswersVersioned(ArticleDto)
  async get(@Caller() caller: Principal, @Param('id') id: string): Promise<Representation<ArticleDto>> {
    const article = await this.articles.seenBy(caller, id);
    return versioned(article.version, shown(caller, article));
  }

  @Post(':id/acceptance')
  @HttpCode(200)
  @Allow('secretariat')
  @ApiOperation({ summary: 'Accepts an article, whose title is public from then on' })
  @AnswersVersioned(ArticleDto)
  async accept(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<ArticleDto>> {
    const article = await this.articles.accept(caller, id, version);
    return versioned(article.version, shown(caller, article));
  }

  @Post(':id/publication')
  @HttpCode(200)
  @Allow('secretariat')
  @ApiOperation({ summary: 'An accepted article has been published' })
  @AnswersVersioned(ArticleDto)
  async publish(
    @Caller() caller: Principal,
    @Param('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<Representation<ArticleDto>> {
    const article = await this.articles.publish(caller, id, version);
    return versioned(article.version, shown(caller, article));
  }
}

type ShownArticle = Pick<ArticleDto, keyof ArticleDto>;

function shown(caller: Principal, { id, state }: Stored<Article>): ShownArticle {
  return { ...publicArticle(state, id), ...(readsWhole(caller, state) && state.article) };
}

function withoutText({ text: _, ...article }: ShownArticle): ShownArticle {
  return article;
}
