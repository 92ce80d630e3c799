import { beforeEach, describe, expect, it } from '@jest/globals';
import { JetStreamApiError } from '@nats-io/jetstream';
import { errors } from '@nats-io/transport-node';
import { Refusals } from './refusals.ts';

let refusals: Refusals;
beforeEach(() => {
  refusals = new Refusals();
});
const silent = new errors.TimeoutError();

describe('what JetStream does not take', () => {
  it('is said once, and again after a minute, however often it is tried', () => {
    const said = Array.from({ length: 121 }, (_, second) => refusals.add('events', silent, second * 1_000));
    expect(said.flatMap((cause, second) => (cause ? [second] : []))).toEqual([0, 60, 120]);
  });

  it('is said at once when it is for another cause, or is something else', () => {
    expect(refusals.add('events', silent, 0)).toBe('silent');
    expect(refusals.add('events', new Error('odd'), 0)).toBe('other');
    expect(refusals.add('dead-letters', new Error('odd'), 0)).toBe('other');
    expect(refusals.current(0)).toMatchObject([
      { target: 'events', cause: 'other', error: 'Error: odd' },
      { target: 'dead-letters', cause: 'other' },
    ]);
  });

  it.each([10023, 10047, 10077])('has no space where the server says %i', (code) => {
    const error = new JetStreamApiError({ code: 503, err_code: code, description: 'no room' });
    expect(refusals.add('events', error, 0)).toBe('out-of-space');
  });

  it('counts from the first time, until it is taken, NATS is another one, or nobody tries any more', () => {
    refusals.add('done', silent, 0);
    refusals.add('done', silent, 20_000);
    expect(refusals.current(20_000)).toMatchObject([{ target: 'done', cause: 'silent', seconds: 20 }]);
    expect([refusals.taken('done'), refusals.taken('done')]).toEqual([true, false]);
    expect(refusals.current(20_000)).toEqual([]);

    refusals.add('done', silent, 30_000);
    refusals.forget();
    expect(refusals.current(30_000)).toEqual([]);

    refusals.add('done', silent, 40_000);
    expect(refusals.current(69_999)).toHaveLength(1);
    expect(refusals.current(70_000)).toEqual([]);
  });

  it('is nothing where NATS is away', () => {
    expect(refusals.add('events', new errors.ConnectionError('away'), 0)).toBeUndefined();
    expect(refusals.current(0)).toEqual([]);
  });
});
