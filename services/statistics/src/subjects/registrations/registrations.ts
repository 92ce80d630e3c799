import { registrationEvents } from '@kraftsamling/contracts';
import type { RegistrationData } from '@kraftsamling/contracts';
import { toCampaigns, toCounties, toTheWhole } from '../../counting/addition.ts';
import { addSteps } from '../../counting/contribution.ts';
import { rowsOf, valueIs } from '../../counting/dimension.ts';
import type { Dimension } from '../../counting/dimension.ts';
import { NETWORK, rowId } from '../../counting/row.ts';
import type { RowIdOf } from '../../counting/row.ts';
import { dayIs, factsOf, inArea, statusIs } from '../../counting/selection.ts';
import type { Subject } from '../subject.ts';
import { registrationDefinitions } from './registration-definitions.ts';
import { registrationFact } from './registration-fact.ts';
import type { RegistrationFact } from './registration-fact.ts';
import {
  registrationFiguresOfACampaign,
  registrationFiguresOfAPart,
  registrationFiguresOfTheNetwork,
  registrationSeries,
} from './registration-figures.ts';
import type { RegistrationFigure, RegistrationFiguresOfACampaign } from './registration-figures.ts';

const registrationRow: RowIdOf<RegistrationFigure> = rowId;

const dimensions = [
  { figure: 'registrations' },
  { figure: 'registrationsByDay', by: 'days' },
  { figure: 'registrationsByCategory', by: 'category' },
  { figure: 'registrationsByCounty', by: 'county' },
  { figure: 'registrationsByMunicipality', by: 'municipality' },
] as const satisfies readonly Dimension<RegistrationFigure, keyof RegistrationFact>[];

const live = { $in: ['submitted', 'contacted', 'confirmed'] };

/** Who takes part in which campaign. An organisation has one live registration for a campaign at most. */
export const registrations = {
  kind: 'registration',
  subscribesTo: registrationEvents,
  factOf: registrationFact,

  contribute(fact, add) {
    add(registrationRow(NETWORK, 'registrationsByCampaign', fact.campaign), fact.status, 1);
    for (const row of rowsOf(fact, dimensions, fact.campaign)) add(row, fact.status, 1);
    addSteps(fact.steps, fact.campaign, 'registrationSeries', add);
  },
  additions: [
    toCounties<RegistrationFigure>('registrationsByMunicipality', 'registrationsByCounty'),
    toTheWhole<RegistrationFigure>('registrationsByCounty', 'registrations'),
    toTheWhole<RegistrationFigure>('registrationsByCategory', 'registrations'),
    toCampaigns<RegistrationFigure>('registrations', 'registrationsByCampaign'),
  ],

  definitions: registrationDefinitions,
  select({ figure, campaign, value, step, area }) {
    switch (figure) {
      case 'registrationsByCampaign':
        return { ...factsOf('registration', value), ...statusIs(step, { live }) };
      case 'registrations':
      case 'registrationsByDay':
      case 'registrationsByCategory':
      case 'registrationsByCounty':
      case 'registrationsByMunicipality':
        return {
          ...factsOf('registration', campaign),
          ...valueIs(dimensions, figure, value),
          ...statusIs(step, { live }),
        };
      case 'registrationSeries':
        return { ...factsOf('registration', campaign), ...dayIs(step ?? 'submitted', value) };
      case 'organisationsTakingPart':
        return { ...factsOf('registration', campaign), status: live };
      case 'municipalitiesTakingPart':
        return { ...factsOf('registration', campaign), ...inArea(area), status: live };
    }
  },

  campaignFigures: registrationFiguresOfACampaign,
  networkFigures: registrationFiguresOfTheNetwork,
  series: ['registrationSeries'],
  campaignSeries: registrationSeries,
  byCampaign: 'registrationsByCampaign',
  partFigures: registrationFiguresOfAPart,
  goals: {
    organisations: {
      reached: ({ registrations }: RegistrationFiguresOfACampaign) => registrations.live,
      select: () => ({ status: live }),
    },
  },
} as const satisfies Subject<RegistrationFact, RegistrationFigure, RegistrationData>;
