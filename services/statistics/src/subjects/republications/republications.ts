import {
  activitiesRepublished,
  firstVersionOf,
  matchmakingRepublished,
  nominationsRepublished,
  registrationsRepublished,
} from '@kraftsamling/contracts';
import type { RepublicationData } from '@kraftsamling/contracts';
import type { FactOf } from '../../counting/fact.ts';
import { nothing } from '../../counting/selection.ts';
import type { Subject } from '../subject.ts';

/** What an owner has said last of everything it has. It is in no figure: it says which facts there still are. */
export interface RepublicationFact extends FactOf<'republication'> {
  /** Facts of the owner with a lower version are of what it no longer has. */
  readonly firstVersion: number;
  readonly aggregates: RepublicationData['aggregates'];
  readonly completedAt: string;
}

export const republications = {
  kind: 'republication',
  subscribesTo: [registrationsRepublished, activitiesRepublished, matchmakingRepublished, nominationsRepublished],

  /** There is one fact for each owner: what it said last. */
  factOf: (_, version, { owner, epoch, aggregates, completedAt }) => ({
    _id: `republication:${owner}`,
    version,
    kind: 'republication',
    firstVersion: firstVersionOf(epoch),
    aggregates,
    completedAt,
  }),
  contribute: () => undefined,
  definitions: {},
  select: () => nothing,
} as const satisfies Subject<RepublicationFact, never, RepublicationData>;
