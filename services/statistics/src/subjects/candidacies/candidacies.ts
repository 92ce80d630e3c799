import { candidacyEvents } from '@kraftsamling/contracts';
import type { CandidacyData } from '@kraftsamling/contracts';
import { toAwards } from '../../counting/addition.ts';
import { addSteps } from '../../counting/contribution.ts';
import { rowsOf, valueIs } from '../../counting/dimension.ts';
import type { Dimension } from '../../counting/dimension.ts';
import { awardScope, NETWORK, rowId } from '../../counting/row.ts';
import type { RowIdOf } from '../../counting/row.ts';
import { dayIs, factsOfAward, fieldIs, statusIs } from '../../counting/selection.ts';
import type { Selection } from '../../counting/selection.ts';
import type { Subject } from '../subject.ts';
import { candidacyDefinitions } from './candidacy-definitions.ts';
import { candidacyFact } from './candidacy-fact.ts';
import type { CandidacyFact } from './candidacy-fact.ts';
import { candidacyFiguresOfAnAward, candidacyFiguresOfTheNetwork, candidacySeries } from './candidacy-figures.ts';
import type { CandidacyFigure } from './candidacy-figures.ts';

const candidacyRow: RowIdOf<CandidacyFigure> = rowId;

const dimensions = [
  { figure: 'candidacies' },
  { figure: 'candidaciesByMunicipality', by: 'municipalities' },
] as const satisfies readonly Dimension<CandidacyFigure, keyof CandidacyFact>[];

/** Municipalities that are nominated, alone or together, and how far they have come. Which lists they are on the award says. */
export const candidacies = {
  kind: 'candidacy',
  subscribesTo: candidacyEvents,
  factOf: candidacyFact,

  contribute(fact, add) {
    const scope = awardScope(fact.award);
    const rows = [candidacyRow(NETWORK, 'candidaciesByAward', fact.award), ...rowsOf(fact, dimensions, scope)];
    for (const row of rows) {
      add(row, fact.status, 1);
      if (fact.joint) add(row, 'joint', 1);
    }
    addSteps(fact.steps, scope, 'candidacySeries', add);
  },
  additions: [toAwards<CandidacyFigure>('candidacies', 'candidaciesByAward')],

  definitions: candidacyDefinitions,
  select({ figure, award, value, step }) {
    switch (figure) {
      case 'candidaciesByAward':
        return { ...factsOfAward('candidacy', value), ...standingAt(step) };
      case 'candidacies':
      case 'candidaciesByMunicipality':
        return { ...factsOfAward('candidacy', award), ...valueIs(dimensions, figure, value), ...standingAt(step) };
      case 'nominatedMunicipalities':
        return { ...factsOfAward('candidacy', award), ...fieldIs('municipalities', value), ...standingAt(step) };
      case 'candidacySeries':
        return { ...factsOfAward('candidacy', award), ...dayIs(step ?? 'nominated', value) };
    }
  },

  networkFigures: candidacyFiguresOfTheNetwork,
  awardFigures: candidacyFiguresOfAnAward,
  series: ['candidacySeries'],
  awardSeries: candidacySeries,
} as const satisfies Subject<CandidacyFact, CandidacyFigure, CandidacyData>;

function standingAt(step: string | undefined): Selection {
  return step === 'joint' ? { joint: true } : statusIs(step);
}
