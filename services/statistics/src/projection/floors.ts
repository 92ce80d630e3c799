import { factsOfKind, ownerOfKind, subjects } from '../subjects/subjects.ts';
import type { Fact } from '../subjects/subjects.ts';

/** By kind of fact, the version from which on its owner still has what it has published. Kinds of which everything is there are not in it. */
export type Floors = ReadonlyMap<string, number>;

export function floorsOf(facts: Iterable<Fact>): Floors {
  const floors = new Map<string, number>();
  for (const { _id, firstVersion } of factsOfKind([...facts], 'republication'))
    for (const { kind } of subjects)
      if (kind !== 'republication' && _id === republicationId(ownerOfKind(kind) ?? ''))
        floors.set(kind, Math.max(firstVersion, floors.get(kind) ?? 0));
  return floors;
}

/** Whether the owner no longer has what a fact is about. */
export function isGone({ kind, version }: Fact, floors: Floors): boolean {
  return version < (floors.get(kind) ?? 0);
}

/** The ids under which it is kept what each owner has said last. */
export const republicationIds: readonly string[] = [
  ...new Set(subjects.flatMap(({ kind }) => ownerOfKind(kind) ?? [])),
].map(republicationId);

function republicationId(owner: string): string {
  return `republication:${owner}`;
}
