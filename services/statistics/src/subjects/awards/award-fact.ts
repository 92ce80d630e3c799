import type { AwardData } from '@kraftsamling/contracts';
import type { FactOf } from '../../counting/fact.ts';

/** An award is shown itself, with what has been announced of it; what has not been announced its events do not tell. */
export interface AwardFact extends FactOf<'award'> {
  readonly status: AwardData['status'];
  readonly award: AwardDescription;
  readonly announced: Pick<AwardData, 'longListed' | 'shortListed' | 'winner'>;
}

/** What a reader needs to know to understand the figures of an award. */
export type AwardDescription = Pick<AwardData, 'id' | 'title' | 'organiser' | 'status' | 'openedAt' | 'announcedAt'>;

export function awardFact(id: string, version: number, data: AwardData): AwardFact {
  const { title, organiser, status, openedAt, announcedAt, longListed, shortListed, winner } = data;
  return {
    _id: `award:${id}`,
    version,
    kind: 'award',
    status,
    award: {
      id,
      title,
      organiser,
      status,
      openedAt,
      ...(announcedAt === undefined ? {} : { announcedAt }),
    },
    announced: {
      ...(longListed === undefined ? {} : { longListed }),
      ...(shortListed === undefined ? {} : { shortListed }),
      ...(winner === undefined ? {} : { winner }),
    },
  };
}
