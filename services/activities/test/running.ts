import { serviceUnderTest } from '@kraftsamling/service/testing';
import type { ServiceUnderTest, StartOptions } from '@kraftsamling/service/testing';
import { activities } from '../src/activities.ts';

export type Running = ServiceUnderTest;

export function running(testFile: string, env: NodeJS.ProcessEnv = {}, options: StartOptions = {}): Promise<Running> {
  return serviceUnderTest(activities, testFile, env, options);
}
