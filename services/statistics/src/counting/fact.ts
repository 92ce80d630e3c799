import { dayOf } from '@kraftsamling/service/calendar-day';

/**
 * What is kept of an aggregate: no more than the figures need. There is one fact for each aggregate, and the newest version wins, so neither
 * the order nor the number of times in which events arrive matters.
 */
export interface FactOf<Kind extends string> {
  /** `<kind>:<id of the aggregate>` */
  readonly _id: string;
  readonly version: number;
  readonly kind: Kind;
}

export type AnyFact = FactOf<string>;

export function aggregateIdOf({ _id, kind }: Pick<AnyFact, '_id' | 'kind'>): string {
  return _id.slice(kind.length + 1);
}

/** The day on which each step was taken: a calendar day in Sweden. */
export type Steps<Step extends string> = Readonly<Partial<Record<Step, string>>>;

export function stepsOf<Step extends string>(instants: Readonly<Record<Step, string | undefined>>): Steps<Step> {
  const steps: Partial<Record<Step, string>> = {};
  for (const step in instants) {
    const instant = instants[step];
    if (instant !== undefined) steps[step] = dayOf(instant);
  }
  return steps;
}

export function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
