import { ApiProperty } from '@nestjs/swagger';
import type { Table } from '../../counting/row-tables.ts';
import { Count, PlaceName, TableOf } from '../rows.dto.ts';
import type { ArticleStep } from './article-fact.ts';
import type {
  ArticleCounts,
  ArticleFiguresOfAnAward,
  ArticleFiguresOfTheNetwork,
  ArticleSeries,
} from './article-figures.ts';

export class ArticleCountsView implements ArticleCounts {
  @PlaceName()
  readonly name?: string;

  @Count(60)
  readonly total: number;

  @Count(12)
  readonly submitted: number;

  @Count(18)
  readonly accepted: number;

  @Count(30)
  readonly published: number;
}

export class ArticleFiguresOfAnAwardView implements ArticleFiguresOfAnAward {
  @ApiProperty()
  readonly articles: ArticleCountsView;

  @TableOf(ArticleCountsView, 'By code of the county')
  readonly articlesByCounty: Table<ArticleCountsView>;
}

export class ArticleFiguresOfTheNetworkView implements ArticleFiguresOfTheNetwork {
  @TableOf(ArticleCountsView, 'By id of the award')
  readonly articlesByAward: Table<ArticleCountsView>;
}

export class ArticleStepsView implements Record<ArticleStep, number> {
  @Count(3)
  readonly submitted: number;

  @Count(2)
  readonly accepted: number;

  @Count(0)
  readonly published: number;
}

export class ArticleSeriesView implements ArticleSeries {
  @TableOf(ArticleStepsView, 'By calendar day in Sweden; days on which nothing happened are left out')
  readonly articles: Table<ArticleStepsView>;
}
