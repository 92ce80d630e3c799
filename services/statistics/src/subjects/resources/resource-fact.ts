import type { ResourceData } from '@kraftsamling/contracts';
import type { FactOf } from '../../counting/fact.ts';

export interface ResourceFact extends FactOf<'resource'> {
  /** A venue or a coach: `kind` says that it is a resource. */
  readonly resourceKind: ResourceData['kind'];
  readonly status: ResourceData['status'];
}

export function resourceFact(id: string, version: number, { kind, status }: ResourceData): ResourceFact {
  return { _id: `resource:${id}`, version, kind: 'resource', resourceKind: kind, status };
}
