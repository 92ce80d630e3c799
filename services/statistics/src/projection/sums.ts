import type { Measures } from '../counting/row.ts';
import type { Fact } from '../subjects/subjects.ts';
import { contribute } from './contributions.ts';

/** Rows of numbers that facts are added to and subtracted from. */
export class Sums {
  private readonly rows = new Map<string, Map<string, number>>();

  /** The sums over a set of facts, counted from nothing. */
  static over(facts: Iterable<Fact>): Sums {
    const sums = new Sums();
    for (const fact of facts) sums.add(fact);
    return sums;
  }

  add(fact: Fact): void {
    contribute(fact, (row, measure, amount) => this.change(row, measure, amount));
  }

  subtract(fact: Fact): void {
    contribute(fact, (row, measure, amount) => this.change(row, measure, -amount));
  }

  /** The rows that are not zero throughout, with their measures that are not zero. */
  *entries(): Iterable<readonly [row: string, measures: Measures]> {
    for (const [row, measures] of this.rows) {
      const amounts = [...measures].filter(([, amount]) => amount !== 0);
      if (amounts.length > 0) yield [row, Object.fromEntries(amounts)];
    }
  }

  private change(row: string, measure: string, by: number): void {
    let measures = this.rows.get(row);
    if (!measures) this.rows.set(row, (measures = new Map<string, number>()));
    measures.set(measure, (measures.get(measure) ?? 0) + by);
  }
}
