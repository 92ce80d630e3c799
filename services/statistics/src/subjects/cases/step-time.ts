import type { Measures } from '../../counting/row.ts';
import type { Total } from '../../counting/row-tables.ts';

/** How long cases took from the step before: `total` is how many have taken both. */
export interface StepTime extends Total {
  readonly medianHours: number;
  readonly ninetiethHours: number;
}

/**
 * How many cases took so many whole hours is a sum like any other: exact in any order, and of a campaign as of the network. A percentile
 * is read from all of them, as the least number of hours within which so many of a hundred were there (the nearest rank).
 */
export function stepTime(casesByHours: Measures): StepTime {
  const hours = Object.entries(casesByHours)
    .map(([measure, cases]) => ({ hours: Number.parseInt(measure), cases }))
    .sort((a, b) => a.hours - b.hours);
  const total = hours.reduce((sum, { cases }) => sum + cases, 0);
  return {
    total,
    medianHours: hoursOfRank(Math.ceil(total / 2), hours),
    ninetiethHours: hoursOfRank(Math.ceil((total * 9) / 10), hours),
  };
}

export function measureOfHours(hours: number): string {
  return `${hours}h`;
}

function hoursOfRank(rank: number, sorted: readonly { readonly hours: number; readonly cases: number }[]): number {
  let counted = 0;
  for (const { hours, cases } of sorted) {
    counted += cases;
    if (cases > 0 && counted >= rank) return hours;
  }
  return 0;
}
