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
    for (const campaign of [fact, before].flatMap(describedIn)) scopes.add(campaign);
  }

  const changes = new Map(sums.entries());
  for (const row of changes.keys()) scopes.add(scopeOf(row));
  return { facts, changes, scopes };
}

/** The campaigns whose figures show more of a fact than what it adds to sums: the words of a survey, of a campaign and of its parts. */
function describedIn(fact: Fact | undefined): string[] {
  if (fact?.kind === 'survey') return fact.campaign === undefined ? [] : [fact.campaign];
  if (fact?.kind !== 'campaign') return [];
  const { id, partOf } = fact.campaign;
  return partOf === undefined ? [id] : [id, partOf];
}
