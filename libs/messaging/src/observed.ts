import { setTimeout as delay } from 'node:timers/promises';

/** What a server has said, and how long ago it was asked. */
export interface Observation<Value> {
  readonly value: Value;
  readonly ageSeconds: number;
}

/** So long a reader waits for a fresh answer: whoever probes or scrapes is promised one within half a second. */
const FRESH_WITHIN_MS = 200;

/**
 * Something that only a server can say, for readers who cannot wait for one that is silent. Reading asks, unless a question is under way,
 * and waits a moment; an answer that comes later, or never, leaves the last one standing with its age.
 */
export class Observed<Value> {
  private readonly ask: () => Promise<Value>;
  private last: { readonly value: Value; readonly askedAt: number } | undefined;
  private asking: { readonly answered: Promise<void>; readonly askedAt: number } | undefined;

  /** `ask` must come to an end some time, well or not. */
  constructor(ask: () => Promise<Value>) {
    this.ask = ask;
  }

  /** Nothing as long as nobody has ever answered. */
  async read(): Promise<Observation<Value> | undefined> {
    const { answered, askedAt } = (this.asking ??= this.begin());
    const patience = askedAt + FRESH_WITHIN_MS - performance.now();
    // Who comes later than that to a question under way does not wait at all.
    if (patience > 0) await Promise.race([answered, delay(patience, undefined, { ref: false })]);
    return this.last && { value: this.last.value, ageSeconds: (performance.now() - this.last.askedAt) / 1000 };
  }

  private begin(): NonNullable<typeof this.asking> {
    const askedAt = performance.now();
    const answered = this.ask()
      .then((value) => {
        this.last = { value, askedAt };
      })
      .catch(() => undefined)
      .finally(() => (this.asking = undefined));
    return { answered, askedAt };
  }
}
