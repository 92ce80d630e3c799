import type { Fact } from './fact.ts';
import { scopeOf } from './row.ts';
import { Sums } from './sums.ts';

/** What taking in a batch of facts changes. */
export interface Taking {
  /** The facts that are new or newer than what was known, one for each thing. */
  readonly facts: readonly Fact[];
  /** What must be added to each row. */
  readonly changes: ReadonlyMap<string, Readonly<Record<string, number>>>;
  /** The scopes whose figures, or whose description, are no longer what they were. */
  readonly scopes: ReadonlySet<string>;
}

/** The newest fact of each thing. A batch may hold a thing several times, in any order. */
export function newestOfEach(facts: Iterable<Fact>): ReadonlyMap<string, Fact> {
  const newest = new Map<string, Fact>();
  for (const fact of facts) {
    const other = newest.get(fact._id);
    if (!other || fact.version > other.version) newest.set(fact._id, fact);
  }
  return newest;
}

/** Takes facts in beside those that are known already: what is not newer changes nothing. */
export function take(newest: ReadonlyMap<string, Fact>, known: ReadonlyMap<string, Fact>): Taking {
  const facts: Fact[] = [];
  const sums = new Sums();
  const scopes = new Set<string>();

  for (const fact of newest.values()) {
    const before = known.get(fact._id);
    if (before && before.version >= fact.version) continue;

    facts.push(fact);
    sums.add(fact);
    if (before) sums.takeBack(before);
    for (const described of [fact, before]) {
      if (described?.kind !== 'campaign') continue;
      scopes.add(described.campaign.id);
      // The figures of a campaign list its parts.
      if (described.campaign.partOf !== undefined) scopes.add(described.campaign.partOf);
    }
  }

  const changes = new Map(sums.entries());
  for (const row of changes.keys()) scopes.add(scopeOf(row));
  return { facts, changes, scopes };
}
