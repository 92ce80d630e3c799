import { jest } from '@jest/globals';
import { Clock } from '@kraftsamling/service';
import { serviceUnderTest } from '@kraftsamling/service/testing';
import type { ServiceUnderTest } from '@kraftsamling/service/testing';
import { matchmaking } from '../src/matchmaking.ts';
import { linkSettings } from './links.ts';

export type Running = ServiceUnderTest;

export function running(testFile: string, env: NodeJS.ProcessEnv = {}): Promise<Running> {
  return serviceUnderTest(matchmaking, testFile, { ...linkSettings, ...env });
}

const doNotFake = ['nextTick', 'setImmediate', 'setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'clearImmediate', 'queueMicrotask', 'performance', 'hrtime'] as const; // prettier-ignore

/** What happens where the clock of the machine shows another time, as that of another replica can. Nothing waits longer for it. */
export async function onMachineAt<T>(now: number, act: () => Promise<T>): Promise<T> {
  jest.useFakeTimers({ now, doNotFake: [...doNotFake] });
  return act().finally(() => jest.useRealTimers());
}

/** What the clocks of all replicas show from now on. */
export function setClock(at: string | Date): void {
  jest.spyOn(Clock.prototype, 'now').mockImplementation(() => new Date(at));
}
