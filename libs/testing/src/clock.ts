export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}

/** A clock that stands still until it is moved. */
export class Clock {
  #instant: number;

  constructor(instant: Date | string = '2024-10-01T10:00:00Z') {
    this.#instant = timeOf(instant);
  }

  /** Bound, so that it can be handed over as a function. */
  readonly now = (): Date => new Date(this.#instant);

  set(instant: Date | string): void {
    this.#instant = timeOf(instant);
  }

  /** Days are 24 hours long: set the clock to reach the same hour after summer time has ended. */
  advance({ days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }: Duration): void {
    this.#instant += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
  }
}

function timeOf(instant: Date | string): number {
  const time = new Date(instant).getTime();
  if (Number.isNaN(time)) throw new RangeError(`"${String(instant)}" is no instant.`);
  return time;
}
