import type { PlanningInput } from './planning-input.ts';

/**
 * The input in numbers and in an order of its own, so that the order in which gaps, organisations and candidates are
 * given changes nothing. Gaps and organisations are known by their place in the lists of names.
 */
export interface PlanningProblem {
  readonly gaps: readonly string[];
  readonly organisations: readonly string[];
  readonly capacity: readonly number[];
  readonly candidates: readonly Candidate[];
  /** How many whole numbers make one kilometre, or one of the input's values. */
  readonly perKilometre: number;
  readonly perValue: number;
  /** Whether any candidate has a value: then values count where the spread counts otherwise. */
  readonly valued: boolean;
}

export interface Candidate {
  /** Its place in the input. */
  readonly index: number;
  readonly gap: number;
  readonly uses: readonly Use[];
  readonly distance: number;
  readonly value: number;
}

export interface Use {
  readonly organisation: number;
  readonly units: number;
}

export function problemOf(input: PlanningInput): PlanningProblem {
  const gaps = input.gaps.map(({ id }) => id).sort(byText);
  const organisations = Object.keys(input.capacity).sort(byText);
  const gapAt = placesOf(gaps);
  const organisationAt = placesOf(organisations);
  const distance = inWholeNumbers(input.candidates.map((candidate) => candidate.distance ?? 0));
  const value = inWholeNumbers(input.candidates.map((candidate) => candidate.value ?? 0));

  const candidates = input.candidates.map((candidate, index): Candidate => ({
    index,
    gap: gapAt(candidate.gap),
    uses: Object.entries(candidate.uses)
      .filter(([, units]) => units > 0)
      .map(([organisation, units]) => ({ organisation: organisationAt(organisation), units }))
      .sort((a, b) => a.organisation - b.organisation),
    distance: distance.numbers[index] ?? 0,
    value: value.numbers[index] ?? 0,
  }));
  return {
    gaps,
    organisations,
    capacity: organisations.map((organisation) => input.capacity[organisation] ?? 0),
    candidates: candidates.sort(byContent),
    perKilometre: distance.perUnit,
    perValue: value.perUnit,
    valued: input.candidates.some((candidate) => candidate.value !== undefined),
  };
}

/** The candidates of each gap, by their places. */
export function byGap({ gaps, candidates }: PlanningProblem): readonly (readonly number[])[] {
  const places = gaps.map((): number[] => []);
  candidates.forEach(({ gap }, at) => places[gap]?.push(at));
  return places;
}

/**
 * To the thousandth: a distance to the metre. A sum of whole numbers is exact, and the coarser they are, the further is the
 * solver from its own tolerances.
 */
function inWholeNumbers(given: readonly number[]): { readonly numbers: readonly number[]; readonly perUnit: number } {
  const thousandths = given.map((number) => Math.round(number * 1_000));
  const step = thousandths.reduce(greatestCommonDivisor, 0) || 1_000;
  return { numbers: thousandths.map((number) => number / step), perUnit: 1_000 / step };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b);
}

function placesOf(names: readonly string[]): (name: string) => number {
  const places = new Map(names.map((name, at) => [name, at]));
  return (name) => places.get(name) ?? -1;
}

/** By code unit, whatever the language of the machine. */
function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of two that are alike, the one that was given first comes first: which of them is chosen makes no difference. */
function byContent(a: Candidate, b: Candidate): number {
  return a.gap - b.gap || a.distance - b.distance || b.value - a.value || byUses(a.uses, b.uses) || a.index - b.index;
}

function byUses(a: readonly Use[], b: readonly Use[]): number {
  for (const [at, use] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    const difference = use.organisation - other.organisation || use.units - other.units;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
