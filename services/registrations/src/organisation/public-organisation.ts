import type { OrganisationData } from '@kraftsamling/contracts';
import type { Organisation } from './organisation.state.ts';

/** An organisation as it is shown to everybody and published. The name of a sole trader is that of a person. */
export function publicOrganisation(organisation: Organisation, id: string): OrganisationData {
  const { name, mayBeSoleTrader, category, sector, municipality, county, worksIn, consentsToMatching } = organisation;
  return {
    id,
    ...(!mayBeSoleTrader && { name }),
    category,
    sector,
    municipality,
    county,
    worksIn: {
      wholeCountry: worksIn.wholeCountry,
      counties: [...worksIn.counties],
      municipalities: [...worksIn.municipalities],
    },
    offers: [...organisation.offers],
    needs: [...organisation.needs],
    consentsToMatching,
    joinedAt: organisation.joinedAt.toISOString(),
  };
}

/** An organisation as it sees itself, and as those see it who look after it. */
export type OwnOrganisation = OrganisationData & Pick<Organisation, 'name' | 'contacts' | 'organisationNumber'>;

export function ownOrganisation(organisation: Organisation, id: string): OwnOrganisation {
  const { name, organisationNumber, contacts } = organisation;
  return {
    ...publicOrganisation(organisation, id),
    name,
    ...(organisationNumber !== undefined && { organisationNumber }),
    contacts,
  };
}
