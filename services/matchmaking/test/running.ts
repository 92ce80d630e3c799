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

/** What the clocks of all replicas show from now on. */
export function setClock(at: string | Date): void {
  jest.spyOn(Clock.prototype, 'now').mockImplementation(() => new Date(at));
}
