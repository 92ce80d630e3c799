import type { Running, Source, SourceOptions } from './source.ts';

/** Servers somebody else runs, named by NATS_URL and MONGODB_URI. */
export function fromEnvironment({ env }: SourceOptions): Source {
  return {
    name: 'environment',
    nats: () => Promise.resolve(named(env['NATS_URL'])),
    mongodb: () => Promise.resolve(named(env['MONGODB_URI'])),
  };
}

function named(url: string | undefined): Running | undefined {
  if (url === undefined || url === '') return undefined;
  return { url, faults: undefined, stop: () => Promise.resolve() };
}
