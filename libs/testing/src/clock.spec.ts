import { describe, expect, it } from '@jest/globals';
import { Clock } from './clock.ts';

describe('Clock', () => {
  it('stands still', () => {
    const clock = new Clock('2024-11-15T08:00:00Z');
    expect(clock.now()).toEqual(new Date('2024-11-15T08:00:00Z'));
    expect(clock.now()).toEqual(clock.now());
  });

  it('goes where it is set and as far as it is advanced', () => {
    const clock = new Clock();
    clock.set('2024-11-16T22:59:59Z');
    clock.advance({ seconds: 1 });
    expect(clock.now().toISOString()).toBe('2024-11-16T23:00:00.000Z');
    clock.advance({ days: 1, hours: 1, minutes: 1, milliseconds: 5 });
    expect(clock.now().toISOString()).toBe('2024-11-18T00:01:00.005Z');
  });

  it('can be handed over as a function', () => {
    const { now } = new Clock(new Date(0));
    expect(now().getTime()).toBe(0);
  });

  it('cannot be moved by changing the time it gave', () => {
    const clock = new Clock(new Date(0));
    clock.now().setFullYear(2000);
    expect(clock.now().getTime()).toBe(0);
  });

  it('refuses what is no instant', () => {
    expect(() => new Clock('tomorrow')).toThrow(RangeError);
  });
});
