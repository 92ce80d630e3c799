import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { lostRace } from '@kraftsamling/messaging';
import { PeriodicTask } from './periodic-task.ts';

class Round extends PeriodicTask {
  protected override everyMs = 1_000;
  runs = 0;
  readonly failures: unknown[] = [];
  work: () => Promise<void> = () => Promise.resolve();

  slowDown(): void {
    this.everyMs = 5_000;
  }

  protected override async run(): Promise<void> {
    this.runs += 1;
    await this.work();
  }

  protected override failed(error: unknown): void {
    this.failures.push(error);
  }
}

let round: Round;
beforeEach(() => {
  jest.useFakeTimers();
  round = new Round();
  round.onApplicationBootstrap();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a periodic task', () => {
  it('runs in its time, and at once when it is woken', async () => {
    await jest.advanceTimersByTimeAsync(3_500);
    expect(round.runs).toBe(3);

    await round.wake();
    expect(round.runs).toBe(4);
  });

  it('never runs twice at once: a run that took longer is followed by one', async () => {
    const held = Promise.withResolvers<undefined>();
    round.work = () => held.promise;
    await jest.advanceTimersByTimeAsync(5_000);
    const woken = round.wake();
    expect(round.runs).toBe(1);

    held.resolve(undefined);
    await woken;
    round.work = () => Promise.resolve();
    await jest.advanceTimersByTimeAsync(999);
    expect(round.runs).toBe(2);
  });

  it('may say after each run when the next one is due', async () => {
    round.work = () => {
      round.slowDown();
      return Promise.resolve();
    };
    await jest.advanceTimersByTimeAsync(5_999);
    expect(round.runs).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(round.runs).toBe(2);
  });

  it('goes on after a run that failed, and keeps quiet about outages', async () => {
    const bug = new TypeError('x is not a function');
    round.work = () => Promise.reject(bug);
    await round.wake();
    round.work = () => Promise.reject(Object.assign(new Error('away'), { name: 'MongoNetworkError' }));
    await round.wake();

    expect(round.failures).toEqual([bug]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(round.runs).toBe(3);
  });

  it('says so when a conflict with others has lasted too long', async () => {
    const conflict = lostRace();
    round.work = () => Promise.reject(conflict);
    await round.wake();

    expect(round.failures).toEqual([conflict]);
  });

  it('is waited for when the service stops, and begins no more', async () => {
    const held = Promise.withResolvers<undefined>();
    round.work = () => held.promise;
    void round.wake();

    let stopped = false;
    const stopping = round.beforeApplicationShutdown().then(() => (stopped = true));
    await jest.advanceTimersByTimeAsync(2_000);
    expect(stopped).toBe(false);

    held.resolve(undefined);
    await stopping;
    await round.wake();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(round.runs).toBe(1);
  });
});
