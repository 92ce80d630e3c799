import { awardOf, NETWORK, rowOf, scopeOfFigures } from '../counting/row.ts';
import type { Measures, Row } from '../counting/row.ts';
import { aggregateIdOf } from '../counting/fact.ts';
import type { RepublicationFact } from '../subjects/republications/republications.ts';
import { subjects } from '../subjects/subjects.ts';

/** Sums by the id of their row. */
export type Rows = ReadonlyMap<string, Measures>;

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
  /** Whether everything is known of what the owners had when they last published everything. */
  readonly complete: boolean;
  readonly owners: readonly OwnersCount[];
}

/** How many aggregates of a kind their owner had when it last published everything, and how many are known. More may have come since. */
export interface OwnersCount {
  readonly owner: string;
  readonly aggregate: string;
  readonly stated: number;
  readonly known: number;
  readonly statedAt: string;
}

/** @param known how many facts there are of each kind */
export function ownersCounts(said: readonly RepublicationFact[], known: ReadonlyMap<string, number>): OwnersCount[] {
  return said.flatMap((republication) =>
    republication.aggregates.map(({ aggregate, count }) => ({
      owner: aggregateIdOf(republication),
      aggregate,
      stated: count,
      known: known.get(aggregate) ?? 0,
      statedAt: republication.completedAt,
    })),
  );
}

/** A number that is shown and is not what it should be. */
export interface Difference {
  /** Both are left out for a figure of the network. */
  readonly campaign?: string;
  readonly award?: string;
  readonly figure: string;
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

function differencesIn(id: string, shown: Measures, expected: Measures): Difference[] {
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

function whereIs({ scope, figure, value }: Row): Pick<Difference, 'campaign' | 'award' | 'figure' | 'value'> {
  const whose = scopeOfFigures(scope);
  if (whose === NETWORK) return { figure, value };
  const award = awardOf(whose);
  return award === undefined ? { campaign: whose, figure, value } : { award, figure, value };
}

const additions = subjects.flatMap((subject) => subject.additions ?? []);

/** Every number that is shown and is not the sum of its parts: municipalities add up to counties add up to the country. */
export function failedAdditions(shown: Rows): Difference[] {
  return additions.flatMap(({ part, whole, into, measures }) => {
    const sums = new Map<string, Record<string, number>>();
    const wholes = new Map<string, Measures>();

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

function only(measures: readonly string[] | undefined, amounts: Measures): Measures {
  if (measures === undefined) return amounts;
  return Object.fromEntries(Object.entries(amounts).filter(([measure]) => measures.includes(measure)));
}
