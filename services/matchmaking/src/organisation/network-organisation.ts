import type { OrganisationData } from '@kraftsamling/contracts';
import type { NetworkOrganisation } from '../matching/need.ts';
import { fits } from './capacity.ts';
import type { Promised } from './capacity.ts';

/** What counts of an organisation where coalitions are looked for. */
export interface Known {
  readonly data: Pick<OrganisationData, 'id' | 'municipality' | 'worksIn' | 'offers' | 'consentsToMatching'>;
  readonly reserved: readonly Promised[];
  readonly requests: number;
  readonly collaborations: number;
}

/** Whoever has promised more than it offers by now is asked for nothing more, whatever it is: as an acceptance is decided on. */
export function networkOrganisation({ data, reserved, requests, collaborations }: Known): NetworkOrganisation {
  const { id, municipality, worksIn, consentsToMatching } = data;
  return {
    id,
    municipality,
    worksIn,
    consentsToMatching,
    offers: fits(data.offers, reserved) ? data.offers : [],
    reserved: reserved.flatMap(({ brings, days }) => brings.map((share) => ({ ...share, days }))),
    requests,
    collaborations,
  };
}
