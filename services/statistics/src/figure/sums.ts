import { contributions } from './contributions.ts';
import type { Fact } from './fact.ts';

/** Rows of numbers that facts are added to and taken from. */
export class Sums {
  private readonly rows = new Map<string, Map<string, number>>();

  /** The sums over a set of facts, counted from nothing. */
  static over(facts: Iterable<Fact>): Sums {
    const sums = new Sums();
    for (const fact of facts) sums.add(fact);
    return sums;
  }

  add(fact: Fact): void {
    contributions(fact, (row, measure, amount) => this.change(row, measure, amount));
  }

  takeBack(fact: Fact): void {
    contributions(fact, (row, measure, amount) => this.change(row, measure, -amount));
  }

  /** The rows that are not zero throughout, with their measures that are not zero. */
  *entries(): Iterable<readonly [row: string, measures: Readonly<Record<string, number>>]> {
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
