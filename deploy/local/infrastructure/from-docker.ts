import type { Source, SourceOptions } from './source.ts';
export function fromDocker(_: SourceOptions): Source { return { name: 'docker', nats: () => Promise.resolve(undefined), mongodb: () => Promise.resolve(undefined) }; }
