/** As long as this, nothing stands still that is only slow. */
export const PATIENCE_MS = 120_000;

/** Waiting goes by progress: patience counts from the last change of what is observed, since a total would only measure the machine. */
export class Patience {
  #observed: unknown;
  #movedAt = performance.now();

  isExhausted(observed: unknown): boolean {
    const now = performance.now();
    if (observed !== this.#observed) {
      this.#observed = observed;
      this.#movedAt = now;
    }
    return now - this.#movedAt > PATIENCE_MS;
  }
}
