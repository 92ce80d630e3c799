import type { Measures } from '../../counting/row.ts';
import { countyName, stepsByDay, tableOf } from '../../counting/row-tables.ts';
import type { Named, Table, Tables, Total } from '../../counting/row-tables.ts';
import type { articleDefinitions } from './article-definitions.ts';
import type { ArticleStep } from './article-fact.ts';

export type ArticleFigure = keyof typeof articleDefinitions;

export interface ArticleCounts extends Total {
  readonly submitted: number;
  readonly accepted: number;
  readonly published: number;
}

export interface ArticleFiguresOfAnAward {
  readonly articles: ArticleCounts;
  readonly articlesByCounty: Table<Named<ArticleCounts>>;
}

export interface ArticleFiguresOfTheNetwork {
  readonly articlesByAward: Table<ArticleCounts>;
}

export interface ArticleSeries {
  readonly articles: Table<Readonly<Record<ArticleStep, number>>>;
}

export function articleFiguresOfAnAward(table: Tables<ArticleFigure>): ArticleFiguresOfAnAward {
  return {
    articles: articleCounts(table('articles').get('')),
    articlesByCounty: tableOf(table('articlesByCounty'), articleCounts, countyName),
  };
}

export function articleFiguresOfTheNetwork(table: Tables<ArticleFigure>): ArticleFiguresOfTheNetwork {
  return { articlesByAward: tableOf(table('articlesByAward'), articleCounts) };
}

export function articleSeries(table: Tables<ArticleFigure>): ArticleSeries {
  return { articles: stepsByDay(table('articleSeries'), ['submitted', 'accepted', 'published']) };
}

function articleCounts({ submitted = 0, accepted = 0, published = 0 }: Measures = {}): ArticleCounts {
  return { total: submitted + accepted + published, submitted, accepted, published };
}
