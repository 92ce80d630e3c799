import type { Answer } from '@kraftsamling/testing';
import type { ServiceDefinition } from '../src/index.ts';
import { serviceUnderTest } from '../src/testing/index.ts';
import type { ServiceUnderTest, StartOptions } from '../src/testing/index.ts';
import { library } from './library.ts';

export type Running = ServiceUnderTest;

interface Setting extends StartOptions {
  readonly definition?: ServiceDefinition;
  readonly env?: NodeJS.ProcessEnv;
}

export function running(
  testFile: string,
  { definition = library, env = {}, ...options }: Setting = {},
): Promise<Running> {
  return serviceUnderTest(definition, testFile, env, options);
}

/** The errors of a problem, each as its pointer and its code. */
export function inputErrorsIn({ body }: Answer): readonly string[] {
  return (body.errors as readonly Readonly<Record<string, string>>[]).map(({ pointer, code }) => `${pointer} ${code}`);
}
