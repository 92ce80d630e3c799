import type { Appraisal, Candidate } from './candidate.ts';
import type { NetworkOrganisation, Share } from './need.ts';

/**
 * Everybody, made ready once for many needs. Who does not consent lies apart: what is for everybody is looked for among those who
 * do, so that the others cannot change a byte of it.
 */
export interface Network {
  readonly consenting: Directory;
  readonly others: Directory;
}

export interface Directory {
  readonly byId: ReadonlyMap<string, NetworkOrganisation>;
  /** Sorted by id: in whatever order they came, they are looked at in the same. */
  readonly byCapability: ReadonlyMap<Share['capability'], readonly NetworkOrganisation[]>;
}

export function networkOf(organisations: Iterable<NetworkOrganisation>): Network {
  const sorted = [...organisations].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    consenting: directoryOf(sorted.filter(({ consentsToMatching }) => consentsToMatching)),
    others: directoryOf(sorted.filter(({ consentsToMatching }) => !consentsToMatching)),
  };
}

/** Who has something left of what is asked for and is no farther away, sorted by id. */
export function candidatesIn(directory: Directory, appraisal: Appraisal, withinKm: number): Candidate[] {
  const { demands, reachKm, appraise } = appraisal;
  const offering = new Set(demands.flatMap(({ capability }) => directory.byCapability.get(capability) ?? []));
  return [...offering]
    .filter((organisation) => reachKm(organisation) <= withinKm)
    .map(appraise)
    .filter(({ amounts }) => amounts.some((amount) => amount > 0))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function directoryOf(organisations: readonly NetworkOrganisation[]): Directory {
  const byCapability = new Map<Share['capability'], NetworkOrganisation[]>();
  for (const organisation of organisations)
    for (const capability of new Set(organisation.offers.map(({ capability }) => capability)))
      list(byCapability, capability).push(organisation);
  return { byId: new Map(organisations.map((organisation) => [organisation.id, organisation])), byCapability };
}

function list<Key, Value>(lists: Map<Key, Value[]>, key: Key): Value[] {
  const found = lists.get(key) ?? [];
  lists.set(key, found);
  return found;
}
