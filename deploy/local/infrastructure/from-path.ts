import type { Source, SourceOptions } from './source.ts';
export function fromPath(_: SourceOptions): Source { return { name: 'path', nats: () => Promise.resolve(undefined), mongodb: () => Promise.resolve(undefined) }; }
