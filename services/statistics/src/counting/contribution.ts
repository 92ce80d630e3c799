import type { Steps } from './fact.ts';
import { rowId, seriesOf } from './row.ts';

/** Adds a contribution to the sums: the row, the measure in it, and by how much that grows. */
export type Add = (row: string, measure: string, amount: number) => void;

/** A series counts the steps that were taken on a day. */
export function addSteps(steps: Steps<string>, scope: string, figure: string, add: Add): void {
  for (const [step, day] of Object.entries(steps))
    if (day !== undefined) add(rowId(seriesOf(scope), figure, day), step, 1);
}
