/** A line a second or so: how many are done, and how fast. */
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
    if (now - this.#loggedAt < 1_500 && this.#done < this.#total) return;
    this.#loggedAt = now;
    const perSecond = this.#done / ((now - this.#started) / 1000);
    this.#log(`${this.#what} ... ${this.#done} of ${this.#total} ${this.#unit} (${perSecond.toFixed(0)}/s)`);
  }
}
