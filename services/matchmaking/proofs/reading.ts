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
  /** Whether what it offers of a capability is for whom, what or in which language the need wishes, on all of the days. */
  readonly suits: (
    organisation: NetworkOrganisation,
    capability: string,
    of: 'targetGroups' | 'themes' | 'languages',
    wish: string,
  ) => boolean;
  readonly figures: (coalition: readonly NetworkOrganisation[]) => number[];
}

export function read(
  request: MatchingRequest,
  organisations: readonly NetworkOrganisation[],
  /** Of a need that was for certain days: it would now take any one that suits. */
  takesAnyDay = false,
): Reading {
  const { need, ownerId, declined = [], stages = STAGES } = request;
  const asked = new Map<string, number>();
  for (const { capability, amount } of need.demands) asked.set(capability, (asked.get(capability) ?? 0) + amount);
  const capabilities = [...asked.keys()];

  const willing = organisations.filter(({ id, consentsToMatching }) => consentsToMatching && !declined.includes(id));
  const owner = willing.find(({ id }) => id === ownerId);

  const isOn = (days: readonly string[], day: string) => days.length === 0 || days.some((each) => each === day);
  const offered = (organisation: NetworkOrganisation, capability: string, day: string) =>
    organisation.offers.filter((offer) => offer.capability === capability && isOn(offer.days, day));
  const brings = (organisation: NetworkOrganisation, capability: string) => {
    const sum = (shares: readonly { readonly amount: number }[]) => {
      let amount = 0;
      for (const share of shares) amount += share.amount;
      return amount;
    };
    const promised = organisation.reserved.filter((promise) => promise.capability === capability);
    const left = (day: string) =>
      sum(offered(organisation, capability, day)) - sum(promised.filter(({ days }) => isOn(days, day)));
    if (need.days.length > 0) return Math.max(0, Math.min(...need.days.map(left)));

    const mentioned = [
      NO_DAY_OF_THEIRS,
      ...[...organisation.offers, ...organisation.reserved].flatMap(({ days }) => days),
    ];
    if (takesAnyDay) return Math.max(0, ...mentioned.map(left));
    // Whichever day it will be: what is promised for any day is kept on the best one, and comes on top of what is promised for certain days.
    const best = Math.max(...mentioned.map((day) => sum(offered(organisation, capability, day))));
    const anyDay = sum(promised.filter(({ days }) => days.length === 0));
    return Math.max(0, Math.min(best - anyDay, ...promised.flatMap(({ days }) => days).map(left)));
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

  const suits = (
    { offers }: NetworkOrganisation,
    capability: string,
    of: 'targetGroups' | 'themes' | 'languages',
    wish: string,
  ) => {
    const suiting = offers.filter(
      (offer) => offer.capability === capability && (offer[of].length === 0 || offer[of].includes(wish)),
    );
    if (need.days.length === 0) return suiting.length > 0;
    return need.days.every((day) => suiting.some(({ days }) => isOn(days, day)));
  };
  const unmet = (coalition: readonly NetworkOrganisation[], of: 'targetGroups' | 'themes' | 'languages') => {
    let count = 0;
    for (const wish of new Set(need[of]))
      for (const capability of capabilities)
        if (!coalition.some((organisation) => suits(organisation, capability, of, wish))) count += 1;
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
  return { asked, owner, admissible, brings, reach, isValid, suits, figures };
}

const NO_DAY_OF_THEIRS = '9999-12-31';

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
