import { awardEvents } from '@kraftsamling/contracts';
import type { AwardData } from '@kraftsamling/contracts';
import { awardScope, NETWORK, rowId } from '../../counting/row.ts';
import { factsOf, statusIs } from '../../counting/selection.ts';
import type { Subject } from '../subject.ts';
import { awardDefinitions } from './award-definitions.ts';
import { awardFact } from './award-fact.ts';
import type { AwardFact } from './award-fact.ts';
import { announcedFigures, awardFiguresOfTheNetwork } from './award-figures.ts';
import type { AwardFigure } from './award-figures.ts';

/** The awards themselves. What belongs to an award is of nominations, candidacies and articles. */
export const awards = {
  kind: 'award',
  subscribesTo: awardEvents,
  factOf: awardFact,

  contribute: ({ status }, add) => add(rowId(NETWORK, 'awards', ''), status, 1),

  definitions: awardDefinitions,
  select({ figure, award, step }) {
    if (figure === 'awards') return { ...factsOf('award'), ...statusIs(step) };
    return { _id: `award:${award}`, [`announced.${figure}`]: { $exists: true } };
  },

  networkFigures: awardFiguresOfTheNetwork,
  awardFigures: announcedFigures,

  /** The network is described with all awards. */
  factsShown: () => ({}),
  shownIn: ({ award: { id } }) => [awardScope(id)],
} as const satisfies Subject<AwardFact, AwardFigure, AwardData>;
