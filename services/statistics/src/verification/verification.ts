import type { SummedFigure } from '../figure/dimensions.ts';
import { NETWORK, rowId, rowOf, scopeOfFigures } from '../figure/row.ts';
import type { Row, RowFigure } from '../figure/row.ts';

/** Sums by the id of their row. */
export type Rows = ReadonlyMap<string, Readonly<Record<string, number>>>;

/** The proof that the figures, as they stood at one revision, are what their facts give. */
export interface Verification {
  readonly _id: string;
  readonly generation: number;
  readonly revision: number;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** How many facts were counted. */
  readonly facts: number;
  /** Whether counting the facts from nothing gave every number that is shown. */
  readonly equal: boolean;
  readonly differences: readonly Difference[];
  /** Whether municipalities add up to counties, and counties and categories to the whole. */
  readonly addsUp: boolean;
  readonly failedAdditions: readonly Difference[];
}

/** A number that is shown and is not what it should be. */
export interface Difference {
  /** Left out for a figure of the network. */
  readonly campaign?: string;
  readonly figure: RowFigure;
  readonly value: string;
  readonly measure: string;
  readonly shown: number;
  /** What the facts, or the rows that should add up to it, give. */
  readonly expected: number;
}

/** Every number that is not what it is expected to be. A row that is missing is a row of zeros. */
export function differencesBetween(shown: Rows, expected: Rows): Difference[] {
  const ids = [...new Set([...shown.keys(), ...expected.keys()])].sort();
  return ids.flatMap((id) => differencesIn(id, shown.get(id) ?? {}, expected.get(id) ?? {}));
}

function differencesIn(
  id: string,
  shown: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>>,
): Difference[] {
  const row = rowOf(id);
  if (!row) return [];

  const measures = [...new Set([...Object.keys(shown), ...Object.keys(expected)])];
  return measures
    .map((measure) => ({
      ...whereIs(row),
      measure,
      shown: shown[measure] ?? 0,
      expected: expected[measure] ?? 0,
    }))
    .filter((each) => each.shown !== each.expected);
}

function whereIs({ scope, figure, value }: Row): Pick<Difference, 'campaign' | 'figure' | 'value'> {
  const campaign = scopeOfFigures(scope);
  return campaign === NETWORK ? { figure, value } : { campaign, figure, value };
}

/** The rows of `part` must add up to the rows of `whole`: each to the one that `into` names, if it names any. */
interface Addition {
  readonly part: SummedFigure;
  readonly whole: SummedFigure;
  readonly into: (row: Row) => string | undefined;
  /** Those measures that the part tells apart; all of them where this is left out. */
  readonly measures?: readonly string[];
}

const people = ['onSite', 'online', 'lower', 'upper'];
const activities = ['planned', 'published', 'reported', 'cancelled'];

const additions: readonly Addition[] = [
  toCounties('registrationsByMunicipality', 'registrationsByCounty'),
  toTheWhole('registrationsByCounty', 'registrations'),
  toTheWhole('registrationsByCategory', 'registrations'),
  toCounties('organisationsByMunicipality', 'organisationsByCounty'),
  toTheWhole('organisationsByCounty', 'organisations'),
  toTheWhole('organisationsByCategory', 'organisations'),
  toTheWhole('organisationsBySector', 'organisations'),
  {
    part: 'registrations',
    whole: 'registrationsByCampaign',
    into: ({ scope }) => rowId(NETWORK, 'registrationsByCampaign', scope),
  },
  toCounties('activitiesByMunicipality', 'activitiesByCounty'),
  toTheWhole('activitiesByCounty', 'activities', [...activities, ...people]),
  toTheWhole('activitiesByForm', 'activities', activities),
  toTheWhole('activitiesByMode', 'activities', activities),
  toTheWhole('peopleByEvidence', 'activities', people),
  toTheWhole('peopleSeries', 'activities', people),
  {
    part: 'activities',
    whole: 'activitiesByCampaign',
    into: ({ scope }) => (scope === NETWORK ? undefined : rowId(NETWORK, 'activitiesByCampaign', scope)),
    measures: [...activities, ...people],
  },
  toTheWhole('resourcesByKind', 'resources'),
];

/** The code of a municipality begins with that of its county. */
function toCounties(part: SummedFigure, whole: SummedFigure): Addition {
  return { part, whole, into: ({ scope, value }) => rowId(scope, whole, value.slice(0, 2)) };
}

function toTheWhole(part: SummedFigure, whole: SummedFigure, measures?: readonly string[]): Addition {
  return {
    part,
    whole,
    into: ({ scope }) => rowId(scopeOfFigures(scope), whole, ''),
    ...(measures === undefined ? {} : { measures }),
  };
}

/** Every number that is shown and is not the sum of its parts: municipalities add up to counties add up to the country. */
export function failedAdditions(shown: Rows): Difference[] {
  return additions.flatMap(({ part, whole, into, measures }) => {
    const sums = new Map<string, Record<string, number>>();
    const wholes = new Map<string, Readonly<Record<string, number>>>();

    for (const [id, amounts] of shown) {
      const row = rowOf(id);
      if (row?.figure === whole) wholes.set(id, only(measures, amounts));
      const target = row?.figure === part ? into(row) : undefined;
      if (target === undefined) continue;

      const sum = sums.get(target) ?? {};
      for (const [measure, amount] of Object.entries(only(measures, amounts)))
        sum[measure] = (sum[measure] ?? 0) + amount;
      sums.set(target, sum);
    }
    return differencesBetween(wholes, sums);
  });
}

function only(
  measures: readonly string[] | undefined,
  amounts: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  if (measures === undefined) return amounts;
  return Object.fromEntries(Object.entries(amounts).filter(([measure]) => measures.includes(measure)));
}
