import type { Static } from 'typebox';
import { Type } from 'typebox';
import { contract } from './contract.ts';
import { epochOf } from './epoch.ts';
import { Id, Instant, Slug } from './vocabulary.ts';

/** An owner has said everything it has once more. What is below `firstVersionOf(epoch)` is no longer there: let go of it. */
const republication = Type.Object({
  id: Id,
  owner: Slug,
  epoch: Type.Integer({ minimum: 0, description: 'No aggregate of the owner has a version of an earlier epoch.' }),
  aggregates: Type.Array(Type.Object({ aggregate: Slug, count: Type.Integer({ minimum: 0 }) }), {
    description: 'How many there were of each kind that had ever been published, when it was completed.',
  }),
  startedAt: Instant,
  completedAt: Instant,
});

export type RepublicationData = Static<typeof republication>;

/** Each owner has one of its own, for it alone publishes its events. */
export function republicationCompleted(owner: string, aggregates: RepublicationData['aggregates']) {
  return contract({
    type: `${owner}.republication.completed.v1`,
    meaning: `Everything of ${owner} has been published again: what is of an earlier epoch is not there any more.`,
    data: republication,
    example: {
      id: '01923f0e-6a6b-7c3d-9a57-0f2f5d6f7a11',
      owner,
      epoch: 0,
      aggregates,
      startedAt: '2026-11-07T16:04:00.000Z',
      completedAt: '2026-11-07T16:04:11.000Z',
    },
    campaign: () => undefined,
    // Everything else is let go of by what it says: another owner's, or that of a time to come, is not its to say.
    disagreements: (data, version) => [
      ...(data.owner === owner ? [] : [`/data/owner must be ${owner}`]),
      ...(data.epoch === epochOf(version) ? [] : ['/data/epoch must be that of the sequence']),
    ],
  });
}
