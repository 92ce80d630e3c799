import { articleEvents } from '@kraftsamling/contracts';
import type { ArticleData } from '@kraftsamling/contracts';
import { toAwards, toTheWhole } from '../../counting/addition.ts';
import { addSteps } from '../../counting/contribution.ts';
import { rowsOf, valueIs } from '../../counting/dimension.ts';
import type { Dimension } from '../../counting/dimension.ts';
import { awardScope, NETWORK, rowId } from '../../counting/row.ts';
import type { RowIdOf } from '../../counting/row.ts';
import { dayIs, factsOfAward, statusIs } from '../../counting/selection.ts';
import type { Subject } from '../subject.ts';
import { articleDefinitions } from './article-definitions.ts';
import { articleFact } from './article-fact.ts';
import type { ArticleFact } from './article-fact.ts';
import { articleFiguresOfAnAward, articleFiguresOfTheNetwork, articleSeries } from './article-figures.ts';
import type { ArticleFigure } from './article-figures.ts';

const articleRow: RowIdOf<ArticleFigure> = rowId;

const dimensions = [
  { figure: 'articles' },
  { figure: 'articlesByCounty', by: 'county' },
] as const satisfies readonly Dimension<ArticleFigure, keyof ArticleFact>[];

/** What municipalities write for the publication that goes with an award. */
export const articles = {
  kind: 'article',
  subscribesTo: articleEvents,
  factOf: articleFact,

  contribute(fact, add) {
    const scope = awardScope(fact.award);
    add(articleRow(NETWORK, 'articlesByAward', fact.award), fact.status, 1);
    for (const row of rowsOf(fact, dimensions, scope)) add(row, fact.status, 1);
    addSteps(fact.steps, scope, 'articleSeries', add);
  },
  additions: [
    toTheWhole<ArticleFigure>('articlesByCounty', 'articles'),
    toAwards<ArticleFigure>('articles', 'articlesByAward'),
  ],

  definitions: articleDefinitions,
  select({ figure, award, value, step }) {
    switch (figure) {
      case 'articlesByAward':
        return { ...factsOfAward('article', value), ...statusIs(step) };
      case 'articles':
      case 'articlesByCounty':
        return { ...factsOfAward('article', award), ...valueIs(dimensions, figure, value), ...statusIs(step) };
      case 'articleSeries':
        return { ...factsOfAward('article', award), ...dayIs(step ?? 'submitted', value) };
    }
  },

  networkFigures: articleFiguresOfTheNetwork,
  awardFigures: articleFiguresOfAnAward,
  series: ['articleSeries'],
  awardSeries: articleSeries,
} as const satisfies Subject<ArticleFact, ArticleFigure, ArticleData>;
