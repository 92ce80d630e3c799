import { distanceKm, municipalities } from '@kraftsamling/geography';
import type { Share } from '../matching/need.ts';
import type { Way, Ways } from '../matching/ways.ts';
import type { PlanningInput } from '../planning/planning-input.ts';

/** A municipality where nothing happens yet, and the ways in which something could. */
export interface PlannedGap {
  readonly municipality: string;
  readonly withinKm: number;
  readonly ways: Ways;
}

/** Whose capacity it is: an organisation's, or that of somebody in a municipality who is not there yet. */
export type Supply = { readonly capability: Share['capability'] } & (
  { readonly organisationId: string } | { readonly municipality: string }
);

const newcomer = 'new';

/** Each capability of an organisation is a capacity by itself. */
function keyOf(organisationId: string, capability: string): string {
  return `${organisationId}/${capability}`;
}

function newcomerKey(municipality: string, capability: string): string {
  return `${newcomer}/${municipality}/${capability}`;
}

export function supplyOf(key: string): Supply {
  const parts = key.split('/');
  const capability = parts.at(-1) as Share['capability'];
  return parts[0] === newcomer && parts.length === 3
    ? { municipality: parts[1] ?? '', capability }
    : { organisationId: parts[0] ?? '', capability };
}

/**
 * All gaps together, as a file that anybody can plan again. Somebody who is not there yet has no capacity: no plan asks them, but a cause may
 * name them, and the offer that would open most.
 */
export function planInputOf(gaps: readonly PlannedGap[]): PlanningInput {
  const places = newcomersPlaces(gaps);
  const candidates = gaps.flatMap((gap) =>
    gap.ways.ways.flatMap((way) =>
      way.newcomers.length === 0 ? [candidateOf(gap, way)] : withNewcomers(gap, way, places),
    ),
  );
  const capacity = new Map<string, number>();
  for (const { ways } of gaps)
    for (const { organisationId, shares } of ways.left)
      for (const { capability, amount } of shares) {
        const key = keyOf(organisationId, capability);
        // Needs for different days may be met from the same: the least is what is there for all of them.
        capacity.set(key, Math.min(amount, capacity.get(key) ?? Infinity));
      }
  const used = [...new Set(candidates.flatMap(({ uses }) => Object.keys(uses)))].toSorted();
  return {
    gaps: gaps.map(({ municipality }) => ({ id: municipality })),
    capacity: Object.fromEntries(used.map((key) => [key, capacity.get(key) ?? 0])),
    candidates,
  };
}

type Candidate = PlanningInput['candidates'][number];

function candidateOf({ municipality }: PlannedGap, { members, km }: Way): Candidate {
  const uses = members.flatMap(({ organisationId, brings }) =>
    brings.map(({ capability, amount }) => [keyOf(organisationId, capability), amount] as const),
  );
  return { gap: municipality, uses: Object.fromEntries(uses), distance: km };
}

/** One newcomer may be at home in any place from which it reaches; several of them are where they are needed. */
function withNewcomers(gap: PlannedGap, way: Way, places: ReadonlyMap<string, readonly string[]>): Candidate[] {
  const base = candidateOf(gap, way);
  const homes = way.newcomers.length === 1 ? (places.get(gap.municipality) ?? []) : [gap.municipality];
  return homes.map((home) => ({
    ...base,
    uses: {
      ...base.uses,
      ...Object.fromEntries(way.newcomers.map(({ capability, amount }) => [newcomerKey(home, capability), amount])),
    },
    distance: km(home, gap.municipality) * way.newcomers.length + (base.distance ?? 0),
  }));
}

/** For each gap the homes from which a newcomer reaches it; without those from which it reaches no more gaps than from another one. */
function newcomersPlaces(gaps: readonly PlannedGap[]): ReadonlyMap<string, readonly string[]> {
  const reaching = municipalities
    .map(({ code }) => ({
      code,
      gaps: gaps
        .filter(({ municipality, withinKm }) => km(code, municipality) <= withinKm)
        .map(({ municipality }) => municipality),
    }))
    .filter((place) => place.gaps.length > 0)
    .toSorted((a, b) => b.gaps.length - a.gaps.length || (isAmong(b.gaps, b.code) ? 1 : 0) - (isAmong(a.gaps, a.code) ? 1 : 0) || (a.code < b.code ? -1 : 1)); // prettier-ignore
  const kept: typeof reaching = [];
  for (const place of reaching)
    if (!kept.some((better) => place.gaps.every((gap) => better.gaps.includes(gap)))) kept.push(place);
  return new Map(
    gaps.map(({ municipality }) => [
      municipality,
      kept.filter((place) => place.gaps.includes(municipality)).map(({ code }) => code),
    ]),
  );
}

function isAmong(gaps: readonly string[], code: string): boolean {
  return gaps.includes(code);
}

/** As the matcher counts them. */
function km(from: string, to: string): number {
  return Math.round(distanceKm(from, to));
}
