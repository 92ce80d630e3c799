import type { Add } from '../counting/contribution.ts';
import { versionSumId } from '../counting/row.ts';
import { subjectOf } from '../subjects/subjects.ts';
import type { Fact } from '../subjects/subjects.ts';

/**
 * What one fact adds to the sums: a figure is the sum of the contributions of all facts. So projecting a newer version of a fact is to
 * subtract what the old one contributed and to add what the new one does; no other fact is read.
 */
export function contribute(fact: Fact, add: Add): void {
  add(versionSumId, 'versions', fact.version);
  subjectOf(fact).contribute(fact, add);
}
