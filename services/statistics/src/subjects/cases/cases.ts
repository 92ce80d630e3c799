import { caseEvents } from '@kraftsamling/contracts';
import type { CaseData } from '@kraftsamling/contracts';
import { toCampaigns, toCounties, toTheWhole } from '../../counting/addition.ts';
import type { Subject } from '../subject.ts';
import { contributeCase } from './case-contributions.ts';
import { caseDefinitions } from './case-definitions.ts';
import { caseFact } from './case-fact.ts';
import type { CaseFact } from './case-fact.ts';
import { caseFigures, caseFiguresOfAPart, caseFiguresOfTheNetwork, caseSeries } from './case-figures.ts';
import type { CaseFigure } from './case-figures.ts';
import { selectCases } from './case-selection.ts';

/** Needs on their way to a coalition, and what came of them. What organisations could give is of the organisations. */
export const cases = {
  kind: 'case',
  subscribesTo: caseEvents,
  factOf: caseFact,

  contribute: contributeCase,
  additions: [
    toCounties<CaseFigure>('casesByMunicipality', 'casesByCounty'),
    toTheWhole<CaseFigure>('casesByCounty', 'cases'),
    toTheWhole<CaseFigure>('casesByOrigin', 'cases'),
    toTheWhole<CaseFigure>('invitationsByCounty', 'invitations'),
    toCampaigns<CaseFigure>('cases', 'casesByCampaign'),
  ],

  definitions: caseDefinitions,
  select: selectCases,

  campaignFigures: caseFigures,
  networkFigures: caseFiguresOfTheNetwork,
  series: ['caseSeries'],
  campaignSeries: caseSeries,
  networkSeries: caseSeries,
  byCampaign: 'casesByCampaign',
  partFigures: caseFiguresOfAPart,
} as const satisfies Subject<CaseFact, CaseFigure, CaseData>;
