import { countyOf } from '@kraftsamling/geography';
import type { Appraisal } from './candidate.ts';
import { kilometresFrom } from './kilometres.ts';
import type { NetworkOrganisation } from './need.ts';

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
  readonly entries: readonly Entry[];
  readonly byHome: ReadonlyMap<string, readonly Entry[]>;
  /** Who works in a municipality, in a county as a whole (by its code of two digits), or everywhere. */
  readonly byWork: ReadonlyMap<string, readonly Entry[]>;
}

interface Entry {
  readonly at: number;
  readonly organisation: NetworkOrganisation;
  readonly capabilities: ReadonlySet<string>;
}

const EVERYWHERE = '';

export function networkOf(organisations: Iterable<NetworkOrganisation>): Network {
  const sorted = [...organisations].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return {
    consenting: directoryOf(sorted.filter(({ consentsToMatching }) => consentsToMatching)),
    others: directoryOf(sorted.filter(({ consentsToMatching }) => !consentsToMatching)),
  };
}

function directoryOf(organisations: readonly NetworkOrganisation[]): Directory {
  const entries = organisations.map((organisation, at) => ({
    at,
    organisation,
    capabilities: new Set(organisation.offers.map(({ capability }) => capability)),
  }));
  const byWork = new Map<string, Entry[]>();
  for (const entry of entries)
    for (const place of placesOfWork(entry.organisation)) {
      const there = byWork.get(place) ?? [];
      byWork.set(place, there);
      there.push(entry);
    }
  return {
    byId: new Map(organisations.map((organisation) => [organisation.id, organisation])),
    entries,
    byHome: Map.groupBy(entries, ({ organisation }) => organisation.municipality),
    byWork,
  };
}

function placesOfWork({ worksIn }: NetworkOrganisation): Set<string> {
  return new Set([...worksIn.municipalities, ...worksIn.counties, ...(worksIn.wholeCountry ? [EVERYWHERE] : [])]);
}

/** Who offers something of what is asked for and is no farther away, sorted by id. */
export function offering(directory: Directory, { demands, need }: Appraisal, withinKm: number): NetworkOrganisation[] {
  const found = withinKm === Infinity ? directory.entries : inReach(directory, need.municipality, withinKm);
  return found
    .filter(({ capabilities }) => demands.some(({ capability }) => capabilities.has(capability)))
    .map(({ organisation }) => organisation);
}

function inReach({ byHome, byWork }: Directory, municipality: string, withinKm: number): Entry[] {
  const near = [...kilometresFrom(municipality)].filter(([, km]) => km <= withinKm);
  const found = new Set([
    ...near.flatMap(([code]) => byHome.get(code) ?? []),
    ...[municipality, countyOf(municipality).code, EVERYWHERE].flatMap((place) => byWork.get(place) ?? []),
  ]);
  return [...found].toSorted((a, b) => a.at - b.at);
}
