import { Injectable } from '@nestjs/common';
import { Collections } from '../generation/collections.store.ts';
import { Generations } from '../generation/generations.store.ts';
import type { Fact } from './fact.ts';
import { selectionOf } from './selection.ts';
import type { Seen } from './selection.ts';

/** A thing that a figure came from. What else is known of it, its owner knows. */
export interface Source {
  readonly kind: Fact['kind'];
  readonly id: string;
  /** The version that is counted. */
  readonly version: number;
}

/** Traces a figure back to the things it was counted from. */
@Injectable()
export class Sources {
  constructor(
    private readonly collections: Collections,
    private readonly generations: Generations,
  ) {}

  /** @throws Refusal `unknown-figure`, `unknown-step` */
  async of(
    seen: Seen,
    { offset, limit }: { offset: number; limit: number },
  ): Promise<{ items: Source[]; total: number }> {
    const selection = selectionOf(seen);

    return this.collections.transaction(async (session) => {
      const live = await this.generations.live(session);
      if (!live) return { items: [], total: 0 };
      const facts = this.collections.facts(live._id);

      const total = await facts.countDocuments(selection, { session });
      const found = await facts
        .find(selection, { session, projection: { kind: 1, version: 1 } })
        .sort({ _id: 1 })
        .skip(offset)
        .limit(limit)
        .toArray();
      const items = found.map(({ _id, kind, version }) => ({ kind, id: _id.slice(kind.length + 1), version }));
      return { items, total };
    });
  }
}
