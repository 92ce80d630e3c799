/** A linear function of the columns. */
export type Terms = readonly (readonly [column: number, coefficient: number])[];

export interface Row {
  readonly terms: Terms;
  readonly least?: number;
  readonly most?: number;
}

/** Columns are whole numbers from 0 to their `upper`; the objective is to be as great as the rows allow. All coefficients are whole. */
export interface IntegerProgram {
  readonly upper: readonly number[];
  readonly rows: readonly Row[];
  readonly objective: Terms;
}

export interface Answer {
  /** Of the columns, or undefined where none have been found. Not to be trusted before they are rounded and checked. */
  readonly values?: readonly number[];
  /** The objective cannot be greater; infinite when nothing is known. */
  readonly bound: number;
  readonly elapsedMs: number;
}

export type Solve = (program: IntegerProgram, timeLimitMs: number) => Promise<Answer>;

/** The bound of a whole number: what the solver's tolerances leave open is left open. */
export function wholeBound({ bound }: Answer): number {
  return Math.floor(bound + 1e-6 + 1e-9 * Math.abs(bound));
}

/** Puts a program together column by column. */
export class ProgramBuilder {
  readonly #upper: number[] = [];
  readonly #rows: Row[] = [];

  column(upper: number): number {
    return this.#upper.push(upper) - 1;
  }

  row(terms: Terms, bounds: Omit<Row, 'terms'>): void {
    this.#rows.push({ terms, ...bounds });
  }

  maximise(objective: Terms): IntegerProgram {
    return { upper: this.#upper, rows: this.#rows, objective };
  }
}

/** The sum of columns, or the sum of each so many times. */
export function ones(columns: readonly number[], times = 1): Terms {
  return columns.map((column) => [column, times]);
}
