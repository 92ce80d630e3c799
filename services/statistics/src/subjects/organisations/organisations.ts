import { organisationEvents } from '@kraftsamling/contracts';
import type { OrganisationData } from '@kraftsamling/contracts';
import { toCounties, toTheWhole } from '../../counting/addition.ts';
import { addSteps } from '../../counting/contribution.ts';
import { rowsOf, valueIs } from '../../counting/dimension.ts';
import type { Dimension } from '../../counting/dimension.ts';
import { NETWORK, rowId } from '../../counting/row.ts';
import type { RowIdOf } from '../../counting/row.ts';
import { dayIs, factsOf, known, some } from '../../counting/selection.ts';
import type { Subject } from '../subject.ts';
import { organisationDefinitions } from './organisation-definitions.ts';
import { organisationFact } from './organisation-fact.ts';
import type { OrganisationFact } from './organisation-fact.ts';
import { organisationFiguresOfTheNetwork, organisationSeries } from './organisation-figures.ts';
import type { OrganisationFigure } from './organisation-figures.ts';

const organisationRow: RowIdOf<OrganisationFigure> = rowId;

const dimensions = [
  { figure: 'organisations' },
  { figure: 'organisationsByCategory', by: 'category' },
  { figure: 'organisationsBySector', by: 'sector' },
  { figure: 'organisationsByCounty', by: 'county' },
  { figure: 'organisationsByMunicipality', by: 'municipality' },
] as const satisfies readonly Dimension<OrganisationFigure, keyof OrganisationFact>[];

/** The organisations in the network. Those that take part in a campaign are counted by their registrations. */
export const organisations = {
  kind: 'organisation',
  subscribesTo: organisationEvents,
  factOf: organisationFact,

  contribute(fact, add) {
    if (fact.steps.joined === undefined) return;
    for (const row of rowsOf(fact, dimensions, NETWORK)) add(row, 'total', 1);
    addSteps(fact.steps, NETWORK, 'organisationSeries', add);
    for (const [capability, amount] of Object.entries(fact.offered ?? {}))
      add(organisationRow(NETWORK, 'capacityOffered', capability), 'total', amount);
  },
  additions: [
    toCounties<OrganisationFigure>('organisationsByMunicipality', 'organisationsByCounty'),
    toTheWhole<OrganisationFigure>('organisationsByCounty', 'organisations'),
    toTheWhole<OrganisationFigure>('organisationsByCategory', 'organisations'),
    toTheWhole<OrganisationFigure>('organisationsBySector', 'organisations'),
  ],

  definitions: organisationDefinitions,
  select({ figure, value }) {
    switch (figure) {
      case 'organisations':
      case 'organisationsByCategory':
      case 'organisationsBySector':
      case 'organisationsByCounty':
      case 'organisationsByMunicipality':
        return { ...factsOf('organisation'), ...dayIs('joined', undefined), ...valueIs(dimensions, figure, value) };
      case 'organisationSeries':
        return { ...factsOf('organisation'), ...dayIs('joined', value) };
      case 'capacityOffered':
        return { ...factsOf('organisation'), ...(value === undefined ? { offered: known } : { [`offered.${value}`]: some }) }; // prettier-ignore
    }
  },

  networkFigures: organisationFiguresOfTheNetwork,
  series: ['organisationSeries'],
  networkSeries: organisationSeries,
} as const satisfies Subject<OrganisationFact, OrganisationFigure, OrganisationData>;
