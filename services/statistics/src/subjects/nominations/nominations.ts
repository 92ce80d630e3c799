import { nominationEvents } from '@kraftsamling/contracts';
import type { NominationData } from '@kraftsamling/contracts';
import { toAwards, toTheWhole } from '../../counting/addition.ts';
import { addSteps } from '../../counting/contribution.ts';
import { rowsOf, valueIs } from '../../counting/dimension.ts';
import type { Dimension } from '../../counting/dimension.ts';
import { awardScope, NETWORK, rowId } from '../../counting/row.ts';
import type { RowIdOf } from '../../counting/row.ts';
import { dayIs, factsOfAward, statusIs } from '../../counting/selection.ts';
import type { Subject } from '../subject.ts';
import { nominationDefinitions } from './nomination-definitions.ts';
import { nominationFact } from './nomination-fact.ts';
import type { NominationFact } from './nomination-fact.ts';
import { nominationFiguresOfAnAward, nominationFiguresOfTheNetwork, nominationSeries } from './nomination-figures.ts';
import type { NominationFigure } from './nomination-figures.ts';

const nominationRow: RowIdOf<NominationFigure> = rowId;

const dimensions = [
  { figure: 'nominations' },
  { figure: 'nominationsByOrigin', by: 'origin' },
  { figure: 'nominationsByCounty', by: 'counties' },
  { figure: 'nominationsByMunicipality', by: 'municipalities' },
] as const satisfies readonly Dimension<NominationFigure, keyof NominationFact>[];

/** Who has been nominated for which award, and how often. Who has nominated is not known here. */
export const nominations = {
  kind: 'nomination',
  subscribesTo: nominationEvents,
  factOf: nominationFact,

  contribute(fact, add) {
    const scope = awardScope(fact.award);
    add(nominationRow(NETWORK, 'nominationsByAward', fact.award), fact.status, 1);
    for (const row of rowsOf(fact, dimensions, scope)) add(row, fact.status, 1);
    addSteps(fact.steps, scope, 'nominationSeries', add);
  },
  additions: [
    toTheWhole<NominationFigure>('nominationsByOrigin', 'nominations'),
    toAwards<NominationFigure>('nominations', 'nominationsByAward'),
  ],

  definitions: nominationDefinitions,
  select({ figure, award, value, step }) {
    switch (figure) {
      case 'nominationsByAward':
        return { ...factsOfAward('nomination', value), ...statusIs(step) };
      case 'nominations':
      case 'nominationsByOrigin':
      case 'nominationsByCounty':
      case 'nominationsByMunicipality':
        return { ...factsOfAward('nomination', award), ...valueIs(dimensions, figure, value), ...statusIs(step) };
      case 'nominationSeries':
        return { ...factsOfAward('nomination', award), ...dayIs(step ?? 'submitted', value) };
    }
  },

  networkFigures: nominationFiguresOfTheNetwork,
  awardFigures: nominationFiguresOfAnAward,
  series: ['nominationSeries'],
  awardSeries: nominationSeries,
} as const satisfies Subject<NominationFact, NominationFigure, NominationData>;
