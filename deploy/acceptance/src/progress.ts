import { number } from './terminal.ts';

const EVERY_MS = 5_000;

/** A line now and then: how many are done, and how fast where that says something. */
export class Progress {
  readonly #what: string;
  readonly #unit: string;
  readonly #total: number;
  readonly #log: (line: string) => void;
  readonly #started = performance.now();
  #loggedAt = this.#started;
  #done = 0;

  constructor(what: string, unit: string, total: number, log: (line: string) => void) {
    this.#what = what;
    this.#unit = unit;
    this.#total = total;
    this.#log = log;
  }

  step(): void {
    this.#done++;
    const now = performance.now();
    if (now - this.#loggedAt < EVERY_MS && this.#done < this.#total) return;
    this.#loggedAt = now;
    const seconds = (now - this.#started) / 1000;
    const pace = seconds < 1 ? '' : `, ${number(this.#done / seconds)} a second`;
    this.#log(`${this.#what} ... ${number(this.#done)} of ${number(this.#total)} ${this.#unit}${pace}`);
  }
}
