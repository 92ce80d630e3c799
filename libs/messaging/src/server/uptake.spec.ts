import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { errors } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import type { NatsConnection } from './nats-connection.ts';
import { Uptake } from './uptake.ts';

let warnings: jest.SpiedFunction<Logger['warn']>;
let isUp: () => void;
let uptake: Uptake;
beforeEach(() => {
  jest.useFakeTimers();
  warnings = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  uptake = new Uptake({ onUp: (listener: () => void) => (isUp = listener) } as unknown as NatsConnection);
});
afterEach(() => {
  uptake.onModuleDestroy();
  jest.restoreAllMocks();
  jest.useRealTimers();
});

describe('what JetStream does not take', () => {
  it('is said once, and again after a minute, however often it is tried', () => {
    for (let second = 0; second < 60; second++) {
      uptake.refused('events', new errors.TimeoutError());
      jest.advanceTimersByTime(1_000);
    }
    expect(warnings).toHaveBeenCalledTimes(1);

    uptake.refused('events', new errors.TimeoutError());
    expect(warnings).toHaveBeenCalledTimes(2);
  });

  it('is said at once when it is for another cause, or is something else', () => {
    uptake.refused('events', new errors.TimeoutError());
    uptake.refused('events', new Error('odd'));
    uptake.refused('dead-letters', new Error('odd'));
    expect(warnings).toHaveBeenCalledTimes(3);
    expect(uptake.current()).toMatchObject([
      { target: 'events', cause: 'other' },
      { target: 'dead-letters', cause: 'other' },
    ]);
  });

  it('counts from the first time, until it is taken, NATS is another one, or nobody tries any more', () => {
    const refuse = () => uptake.refused('done', new errors.TimeoutError());
    refuse();
    jest.advanceTimersByTime(20_000);
    refuse();
    expect(uptake.current()).toMatchObject([{ target: 'done', cause: 'silent', seconds: 20 }]);
    uptake.taken('done');
    expect(uptake.current()).toEqual([]);

    refuse();
    isUp();
    expect(uptake.current()).toEqual([]);

    refuse();
    jest.advanceTimersByTime(30_000);
    expect(uptake.current()).toEqual([]);
  });

  it('is nothing where NATS is away', () => {
    uptake.refused('events', new errors.ConnectionError('away'));
    expect(uptake.current()).toEqual([]);
    expect(warnings).not.toHaveBeenCalled();
  });
});
