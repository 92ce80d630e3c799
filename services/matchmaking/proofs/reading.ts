import { countyOf, distanceKm } from '@kraftsamling/geography';
import type { MatchingRequest, NetworkOrganisation, Stage } from '../src/matching/need.ts';
import { STAGES } from '../src/matching/need.ts';

/**
 * The rules of matching read a second time, as plainly as they can be said and without regard to speed. It shares nothing with the
 * matcher but the types, so that a mistake would have to be made twice.
 */
export interface Reading {
  readonly asked: ReadonlyMap<string, number>;
  readonly owner: NetworkOrganisation | undefined;
  /** Who may be in a coalition, owner included. */
  readonly admissible: readonly NetworkOrganisation[];
  readonly brings: (organisation: NetworkOrganisation, capability: string) => number;
  /** Kilometres that the need must reach for it. */
  readonly reach: (organisation: NetworkOrganisation) => number;
  readonly isValid: (coalition: readonly NetworkOrganisation[]) => boolean;
  readonly figures: (coalition: readonly NetworkOrganisation[]) => number[];
}

export function read(request: MatchingRequest, organisations: readonly NetworkOrganisation[]): Reading {
  const { need, ownerId, declined = [], stages = STAGES } = request;
  const asked = new Map<string, number>();
  for (const { capability, amount } of need.demands) asked.set(capability, (asked.get(capability) ?? 0) + amount);
  const capabilities = [...asked.keys()];

  const willing = organisations.filter(({ id, consentsToMatching }) => consentsToMatching && !declined.includes(id));
  const owner = willing.find(({ id }) => id === ownerId);

  const usable = (organisation: NetworkOrganisation, capability: string, days: readonly string[]) =>
    organisation.offers.filter(
      (offer) =>
        offer.capability === capability &&
        (offer.days.length === 0 || days.every((day) => offer.days.some((offered) => offered === day))),
    );
  const leftOn = (organisation: NetworkOrganisation, capability: string, days: readonly string[]) => {
    let left = 0;
    for (const { amount } of usable(organisation, capability, days)) left += amount;
    for (const { capability: promised, amount, days: on } of organisation.reserved)
      if (promised === capability && (on.length === 0 || on.some((day) => days.includes(day)))) left -= amount;
    return Math.max(left, 0);
  };
  const brings = (organisation: NetworkOrganisation, capability: string) => {
    if (need.days.length > 0) return leftOn(organisation, capability, need.days);
    // Any day: the best one, one that nobody has ever named included.
    const mentioned = [...organisation.offers, ...organisation.reserved].flatMap(({ days }) => days);
    return Math.max(...['9999-12-31', ...mentioned].map((day) => leftOn(organisation, capability, [day])));
  };

  const reach = (organisation: NetworkOrganisation) => {
    const { wholeCountry, counties, municipalities } = organisation.worksIn;
    const there =
      organisation === owner ||
      wholeCountry ||
      counties.includes(countyOf(need.municipality).code) ||
      municipalities.includes(need.municipality);
    return there ? 0 : Math.round(distanceKm(need.municipality, organisation.municipality));
  };
  const offersAny = (organisation: NetworkOrganisation) =>
    capabilities.some((capability) => brings(organisation, capability) > 0);
  const admissible = willing.filter(
    (organisation) => organisation === owner || (offersAny(organisation) && reach(organisation) <= need.withinKm),
  );

  const meets = (coalition: readonly NetworkOrganisation[]) =>
    capabilities.every(
      (capability) =>
        coalition.reduce((sum, organisation) => sum + brings(organisation, capability), 0) >=
        (asked.get(capability) ?? 0),
    );
  const isValid = (coalition: readonly NetworkOrganisation[]) =>
    coalition.length >= 1 &&
    coalition.length <= 5 &&
    (owner === undefined || coalition.includes(owner)) &&
    coalition.every((organisation) => admissible.includes(organisation)) &&
    meets(coalition) &&
    coalition.every(
      (member) => member === owner || !meets(coalition.filter((organisation) => organisation !== member)),
    );

  const unmet = (coalition: readonly NetworkOrganisation[], of: 'targetGroups' | 'themes' | 'languages') => {
    let count = 0;
    for (const wish of new Set(need[of]))
      for (const capability of capabilities)
        if (
          !coalition.some((organisation) =>
            usable(organisation, capability, need.days).some(
              (offer) => offer[of].length === 0 || offer[of].includes(wish),
            ),
          )
        )
          count += 1;
    return count;
  };
  const total = (coalition: readonly NetworkOrganisation[], of: (organisation: NetworkOrganisation) => number) =>
    coalition.reduce((sum, organisation) => sum + of(organisation), 0);
  const figureOf: Record<Stage, (coalition: readonly NetworkOrganisation[]) => number> = {
    members: (coalition) => coalition.length,
    'target-groups-and-themes': (coalition) => unmet(coalition, 'targetGroups') + unmet(coalition, 'themes'),
    languages: (coalition) => unmet(coalition, 'languages'),
    nearness: (coalition) =>
      total(coalition, ({ municipality }) => Math.round(distanceKm(need.municipality, municipality))),
    requests: (coalition) => total(coalition, ({ requests }) => requests),
    collaborations: (coalition) => -total(coalition, ({ collaborations }) => collaborations),
  };
  const figures = (coalition: readonly NetworkOrganisation[]) => stages.map((stage) => figureOf[stage](coalition));
  return { asked, owner, admissible, brings, reach, isValid, figures };
}

/** Every valid coalition, the best first. */
export function everyCoalition(reading: Reading): NetworkOrganisation[][] {
  const { owner, admissible, isValid, figures } = reading;
  const others = admissible.filter((organisation) => organisation !== owner);
  const start = owner ? [owner] : [];
  return [...subsetsUpTo(others, 5 - start.length)]
    .map((others) => [...start, ...others])
    .filter(isValid)
    .map((coalition) => ({ coalition, figures: figures(coalition), ids: idsOf(coalition).join() }))
    .toSorted((a, b) => {
      const at = a.figures.findIndex((figure, at) => figure !== b.figures[at]);
      return at < 0 ? (a.ids < b.ids ? -1 : 1) : (a.figures[at] ?? 0) - (b.figures[at] ?? 0);
    })
    .map(({ coalition }) => coalition);
}

export function idsOf(coalition: readonly NetworkOrganisation[]): string[] {
  return coalition.map(({ id }) => id).toSorted();
}

export function* subsetsUpTo<Item>(items: readonly Item[], size: number, from = 0): Generator<Item[]> {
  yield [];
  if (size > 0)
    for (const [at, item] of items.entries())
      if (at >= from) for (const rest of subsetsUpTo(items, size - 1, at + 1)) yield [item, ...rest];
}
