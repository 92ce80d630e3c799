import type { OrganisationData } from '@kraftsamling/contracts';
import type { Organisation } from './organisation.state.ts';

/**
 * An organisation as it is shown to everybody and published. The name of a sole trader is that of a person, and what a stranger has written is
 * nobody's name until somebody responsible has read it.
 */
export function publicOrganisation(organisation: Organisation, id: string): OrganisationData {
  const {
    name,
    mayBeSoleTrader,
    category,
    sector,
    municipality,
    county,
    worksIn,
    consentsToMatching,
    mergedInto,
    linksSince,
  } = organisation;
  return {
    id,
    ...(!mayBeSoleTrader && isEstablished(organisation) && { name }),
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
    ...(mergedInto !== undefined && { mergedInto }),
    ...(linksSince && { linksSince: linksSince.toISOString() }),
  };
}

/** Somebody responsible has read it. */
export function isEstablished({ standing }: Organisation): boolean {
  return standing !== 'described' && standing !== 'merged';
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
