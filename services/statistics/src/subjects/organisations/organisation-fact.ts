import type { OrganisationData } from '@kraftsamling/contracts';
import { stepsOf } from '../../counting/fact.ts';
import type { FactOf, Steps } from '../../counting/fact.ts';

export interface OrganisationFact extends FactOf<'organisation'> {
  readonly category: string;
  readonly sector: OrganisationData['sector'];
  readonly county: string;
  readonly municipality: string;
  readonly steps: Steps<OrganisationStep>;
}

export type OrganisationStep = 'joined';

export function organisationFact(id: string, version: number, data: OrganisationData): OrganisationFact {
  const { category, sector, county, municipality, joinedAt } = data;
  return {
    _id: `organisation:${id}`,
    version,
    kind: 'organisation',
    category,
    sector,
    county,
    municipality,
    steps: stepsOf({ joined: joinedAt }),
  };
}
