import type { Capability, OrganisationData } from '@kraftsamling/contracts';
import { stepsOf } from '../../counting/fact.ts';
import type { FactOf, Steps } from '../../counting/fact.ts';

export interface OrganisationFact extends FactOf<'organisation'> {
  readonly category: string;
  readonly sector: OrganisationData['sector'];
  readonly county: string;
  readonly municipality: string;
  /** None where it turned out to be another one that is known: then it is no organisation, and is not counted. */
  readonly steps: Steps<OrganisationStep>;
  /** Where it wants to be matched: of each capability as much as it can give on one day. */
  readonly offered?: Offered;
}

export type OrganisationStep = 'joined';

type Offered = Readonly<Partial<Record<Capability['capability'], number>>>;

export function organisationFact(id: string, version: number, data: OrganisationData): OrganisationFact {
  const { category, sector, county, municipality, joinedAt, mergedInto, consentsToMatching, offers } = data;
  return {
    _id: `organisation:${id}`,
    version,
    kind: 'organisation',
    category,
    sector,
    county,
    municipality,
    steps: stepsOf({ joined: mergedInto === undefined ? joinedAt : undefined }),
    ...(consentsToMatching ? { offered: offeredBy(offers) } : {}),
  };
}

function offeredBy(offers: readonly Capability[]): Offered {
  const byCapability = Map.groupBy(offers, ({ capability }) => capability);
  return Object.fromEntries([...byCapability].map(([capability, some]) => [capability, mostOnOneDay(some)]));
}

/** Two coaches on Friday and two on Saturday are two coaches. Without days they are there on all. */
function mostOnOneDay(offers: readonly Capability[]): number {
  const days = [undefined, ...new Set(offers.flatMap(({ days }) => days))];
  return Math.max(...days.map((day) => sum(offers.filter((offer) => isFor(offer, day)))));
}

function isFor({ days }: Capability, day: string | undefined): boolean {
  return days.length === 0 || (day !== undefined && days.includes(day));
}

function sum(offers: readonly Capability[]): number {
  return offers.reduce((total, { amount }) => total + amount, 0);
}
