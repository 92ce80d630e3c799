import highs from 'highs';
import type { Highs } from 'highs';
import type { MatchingRequest, NetworkOrganisation } from '../src/matching/need.ts';
import { PRICES, STAGES } from '../src/matching/need.ts';
import type { Reading } from './reading.ts';
import { read } from './reading.ts';

/** The same questions asked of a solver of mixed-integer programs that knows nothing of how the matcher answers them. */
export interface Oracle {
  /** The figures of the best coalition, or nothing where there is none. */
  readonly best: (request: MatchingRequest, reading: Reading) => number[] | undefined;
  /** What the cheapest change costs. */
  readonly cheapestChange: (request: MatchingRequest, organisations: readonly NetworkOrganisation[]) => number;
}

/** Its types are those of its CommonJS form; what an ES module imports is the function itself. */
const loadHighs = highs as unknown as typeof highs.default;

export async function highsOracle(): Promise<Oracle> {
  const solver = await loadHighs();
  return {
    best: (request, reading) => bestCoalition(solver, request, reading),
    cheapestChange: (request, organisations) => cheapestChange(solver, request, organisations),
  };
}

/** Stage after stage: what has been reached in one is held in those after it. */
function bestCoalition(solver: Highs, request: MatchingRequest, reading: Reading): number[] | undefined {
  const { need, stages = STAGES } = request;
  const { admissible, owner, asked, brings, suits } = reading;
  const rows: string[] = [];
  const binaries = admissible.map((_, at) => `x${at}`);
  if (binaries.length === 0) return undefined;
  rows.push(`${binaries.join(' + ')} <= 5`);
  for (const [capability, amount] of asked)
    rows.push(
      `${linear(admissible.map((organisation, at) => [brings(organisation, capability), `x${at}`]))} >= ${amount}`,
    );
  // Whoever is in it leaves a gap where they are not: of one demand at least, the others bring too little.
  for (const [at, member] of admissible.entries()) {
    if (member === owner) {
      rows.push(`x${at} = 1`);
      continue;
    }
    const gaps = [...asked].map(([capability, amount], demand) => {
      const gap = `y${at}_${demand}`;
      const others = admissible.map((organisation, other): [number, string] => [
        other === at ? 0 : brings(organisation, capability),
        `x${other}`,
      ]);
      const most = others.reduce((sum, [amount]) => sum + amount, 0);
      rows.push(`${linear([...others, [most, gap]])} <= ${amount - 1 + most}`);
      binaries.push(gap);
      return gap;
    });
    rows.push(`${gaps.join(' + ')} - x${at} >= 0`);
  }

  const constants = new Map<string, number>();
  const objectives = new Map<string, string>();
  const wishes = (name: string, of: readonly ('targetGroups' | 'themes' | 'languages')[]) => {
    const met: string[] = [];
    for (const list of of)
      for (const wish of new Set(need[list]))
        for (const capability of asked.keys()) {
          const variable = `${name}${met.length}`;
          const able = admissible.flatMap((organisation, at) =>
            suits(organisation, capability, list, wish) ? [`- x${at}`] : [],
          );
          rows.push(`${variable} ${able.join(' ')} <= 0`);
          binaries.push(variable);
          met.push(variable);
        }
    return met;
  };
  for (const [stage, met] of [
    ['target-groups-and-themes', wishes('g', ['targetGroups', 'themes'])],
    ['languages', wishes('l', ['languages'])],
  ] as const) {
    constants.set(stage, met.length);
    objectives.set(stage, linear(met.map((variable) => [-1, variable])));
  }
  const additive = {
    members: () => 1,
    nearness: (organisation: NetworkOrganisation) => readKm(request, organisation),
    requests: ({ requests }: NetworkOrganisation) => requests,
    collaborations: ({ collaborations }: NetworkOrganisation) => -collaborations,
  };
  for (const [stage, cost] of Object.entries(additive))
    objectives.set(stage, linear(admissible.map((organisation, at) => [cost(organisation), `x${at}`])));

  const figures: number[] = [];
  for (const stage of stages) {
    const objective = objectives.get(stage) ?? '';
    const value = minimum(solver, objective, rows, binaries);
    if (value === undefined) return undefined;
    rows.push(`${objective} <= ${value}`);
    figures.push(value + (constants.get(stage) ?? 0));
  }
  return figures;
}

function readKm({ need }: MatchingRequest, organisation: NetworkOrganisation): number {
  const { figures } = read({ need, stages: ['nearness'] }, [organisation]);
  return figures([organisation])[0] ?? 0;
}

/** For every set of days that the need could move to: the fewest kilometres and units that must be added. */
function cheapestChange(
  solver: Highs,
  request: MatchingRequest,
  organisations: readonly NetworkOrganisation[],
): number {
  const { need, otherDays = [], prices = PRICES } = request;
  let cheapest = Infinity;
  for (const days of subsetsOf([...new Set([...need.days, ...otherDays])])) {
    const given = new Set(need.days).size - need.days.filter((day) => days.includes(day)).length;
    const isChoice = need.days.length === 0 ? days.length === 0 : days.length > 0 && days.length <= need.days.length;
    if (!isChoice) continue;
    const { admissible, owner, asked, brings, reach } = read(
      { ...request, need: { ...need, days, withinKm: Infinity } },
      organisations,
    );
    const names = admissible.map((_, at) => `x${at}`);
    const rows = [`${[...names, 'z'].join(' + ')} <= 5`];
    for (const [at, organisation] of admissible.entries()) {
      if (organisation === owner) rows.push(`x${at} = 1`);
      rows.push(`km - ${Math.max(0, reach(organisation) - need.withinKm)} x${at} >= 0`);
    }
    const units = [...asked].map(([capability, amount], demand) => {
      const supply = admissible.map((organisation, at): [number, string] => [
        brings(organisation, capability),
        `x${at}`,
      ]);
      rows.push(`${linear([...supply, [1, `s${demand}`]])} >= ${amount}`, `s${demand} - ${amount} z <= 0`);
      return `s${demand}`;
    });
    const objective = linear([[prices.perKm, 'km'], ...units.map((unit): [number, string] => [prices.perUnit, unit])]);
    const price = minimum(solver, objective, [...rows, 'km >= 0'], [...names, 'z'], units);
    if (price !== undefined) cheapest = Math.min(cheapest, price + given * prices.perDay);
  }
  return cheapest;
}

/** Rounded: every figure is whole, and solvers answer 491.99999999999994. */
function minimum(
  solver: Highs,
  objective: string,
  rows: readonly string[],
  binaries: readonly string[],
  integers: readonly string[] = [],
): number | undefined {
  const constant = objective === '';
  const program = [
    'Minimize',
    ` o: ${constant ? `0 ${binaries[0] ?? ''}` : objective}`,
    'Subject To',
    ...rows.map((row, at) => ` r${at}: ${row}`),
    ...(integers.length > 0 ? ['Generals', ` ${integers.join(' ')}`] : []),
    'Binaries',
    ` ${binaries.join(' ')}`,
    'End',
  ].join('\n');
  const answer = solver.solve(program, { output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 });
  if (answer.Status === 'Infeasible') return undefined;
  if (answer.Status !== 'Optimal') throw new Error(`HiGHS ended with ${answer.Status}.`);
  return Math.round(answer.ObjectiveValue) + 0;
}

function linear(terms: readonly (readonly [number, string])[]): string {
  return terms
    .filter(([factor]) => factor !== 0)
    .map(([factor, name]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`)
    .join(' ');
}

function subsetsOf<Item>([first, ...rest]: readonly Item[]): Item[][] {
  return first === undefined ? [[]] : subsetsOf(rest).flatMap((subset) => [[first, ...subset], subset]);
}
