import type { PlanningInput } from '../src/planning/planning-input.ts';

/** What a plan must be, found by looking at every selection there is: for small inputs, and by nothing that the planner is made of. */
export interface Optimum {
  readonly covered: number;
  readonly value: number;
  /** The requests of each organisation squared, and summed. */
  readonly spread: number;
  readonly distance: number;
}

type Candidate = PlanningInput['candidates'][number];

export function optimum(input: PlanningInput): Optimum {
  const valued = input.candidates.some(({ value }) => value !== undefined);
  const order = (a: Optimum, b: Optimum) =>
    b.covered - a.covered || (valued ? b.value - a.value : a.spread - b.spread) || a.distance - b.distance;
  const [best] = selections(input)
    .filter((selection) => excess(input, selection).length === 0)
    .map(measured)
    .sort(order);
  if (best === undefined) throw new Error('Choosing nothing is always possible.');
  return best;
}

/** The fewest units of capacity with which exactly these gaps can be covered. */
export function fewestUnits(input: PlanningInput, gaps: ReadonlySet<string>): number {
  const covering = selections(input).filter(
    (selection) => selection.length === gaps.size && selection.every(({ gap }) => gaps.has(gap)),
  );
  return Math.min(...covering.map((selection) => excess(input, selection).reduce((sum, [, units]) => sum + units, 0)));
}

/** How many gaps one offer of up to `largest` units can open at most, how few units are enough for that, and who could give them. */
export function bestOffers(input: PlanningInput, largest: number) {
  const before = optimum(input).covered;
  let best = { opens: 0, units: 0, organisations: new Set<string>() };
  for (const selection of selections(input)) {
    const [over, ...others] = excess(input, selection);
    if (over === undefined || others.length > 0 || over[1] > largest) continue;
    const [organisation, units] = over;
    const opens = selection.length - before;
    if (opens > best.opens || (opens === best.opens && units < best.units))
      best = { opens, units, organisations: new Set([organisation]) };
    else if (opens === best.opens && units === best.units) best.organisations.add(organisation);
  }
  return best;
}

/** Who would give more than there is, and by how much. */
export function excess(input: PlanningInput, selection: readonly Candidate[]): readonly (readonly [string, number])[] {
  const used = new Map<string, number>();
  for (const { uses } of selection)
    for (const [organisation, units] of Object.entries(uses))
      used.set(organisation, (used.get(organisation) ?? 0) + units);
  return [...used]
    .map(([organisation, units]) => [organisation, units - (input.capacity[organisation] ?? 0)] as const)
    .filter(([, over]) => over > 0);
}

/** For each gap one of its candidates, or none. */
function selections({ gaps, candidates }: PlanningInput): readonly (readonly Candidate[])[] {
  return gaps.reduce<readonly (readonly Candidate[])[]>(
    (chosen, { id }) => [
      ...chosen,
      ...candidates.filter(({ gap }) => gap === id).flatMap((candidate) => chosen.map((rest) => [...rest, candidate])),
    ],
    [[]],
  );
}

export function measured(selection: readonly Candidate[]): Optimum {
  const requests = new Map<string, number>();
  for (const { uses } of selection)
    for (const [organisation, units] of Object.entries(uses))
      if (units > 0) requests.set(organisation, (requests.get(organisation) ?? 0) + 1);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    covered: selection.length,
    value: sum(selection.map(({ value }) => value ?? 0)),
    spread: sum([...requests.values()].map((asked) => asked * asked)),
    distance: sum(selection.map(({ distance }) => distance ?? 0)),
  };
}
