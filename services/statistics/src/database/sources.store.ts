import { Injectable } from '@nestjs/common';
import { aggregateIdOf } from '../counting/fact.ts';
import type { FigurePart } from '../counting/selection.ts';
import { sourceSelection } from '../figures/source-selection.ts';
import type { Fact } from '../subjects/subjects.ts';
import { Collections } from './collections.store.ts';
import { Generations } from './generations.store.ts';

/** An aggregate that a figure came from. What else is known of it, its owner knows. */
export interface Source {
  readonly kind: Fact['kind'];
  readonly id: string;
  /** The version that is counted. */
  readonly version: number;
}

/** Traces a figure back to the aggregates it was counted from. */
@Injectable()
export class Sources {
  constructor(
    private readonly collections: Collections,
    private readonly generations: Generations,
  ) {}

  /** @throws Refusal `unknown-figure`, `unknown-step` */
  async of(
    part: FigurePart,
    { offset, limit }: { offset: number; limit: number },
  ): Promise<{ items: Source[]; total: number }> {
    sourceSelection(part);

    return this.collections.transaction(async (session) => {
      const live = await this.generations.live(session);
      if (!live) return { items: [], total: 0 };
      const facts = this.collections.facts(live._id);
      const campaign = await facts.findOne({ _id: `campaign:${part.campaign}` }, { session });
      const area = campaign?.kind === 'campaign' ? campaign.campaign.area : undefined;
      const selection = sourceSelection({ ...part, area });

      const total = await facts.countDocuments(selection, { session });
      const found = await facts
        .find(selection, { session, projection: { kind: 1, version: 1 } })
        .sort({ _id: 1 })
        .skip(offset)
        .limit(limit)
        .toArray();
      const items = found.map((fact) => ({ kind: fact.kind, id: aggregateIdOf(fact), version: fact.version }));
      return { items, total };
    });
  }
}
