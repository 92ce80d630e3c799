import { describe, expect, it } from '@jest/globals';
import type { CloudEvent } from '@kraftsamling/contracts';
import fc from 'fast-check';
import { deliveriesOf, histories } from '../../test/histories.ts';
import { headId } from '../counting/row.ts';
import type { Fact } from '../subjects/subjects.ts';
import { newestOfEach, projectionDelta } from './projection-delta.ts';
import { factOf } from './subscription.ts';
import { Sums } from './sums.ts';

type Rows = Record<string, Record<string, number>>;

/** A projection that remembers instead of writing. */
class Remembered {
  readonly facts = new Map<string, Fact>();
  readonly scopes = new Set<string>();
  private readonly sums: Rows = {};

  project(events: readonly CloudEvent<unknown>[]): void {
    const { facts, changes, scopes } = projectionDelta(newestOfEach(events.map(factOf)), this.facts);

    for (const fact of facts) this.facts.set(fact._id, fact);
    for (const scope of scopes) this.scopes.add(scope);
    for (const [row, measures] of changes) {
      const sums = (this.sums[row] ??= {});
      for (const [measure, by] of Object.entries(measures)) sums[measure] = (sums[measure] ?? 0) + by;
    }
  }

  /** Without what is zero, as a count from nothing gives them. */
  get rows(): Rows {
    const rows = Object.entries(this.sums).map(([row, sums]) => [row, withoutZeros(sums)] as const);
    return Object.fromEntries(rows.filter(([, sums]) => Object.keys(sums).length > 0));
  }
}

function withoutZeros(sums: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}

function countedFromNothing(events: readonly CloudEvent<unknown>[]): Rows {
  return Object.fromEntries(Sums.over(newestOfEach(events.map(factOf)).values()).entries());
}

const historiesAndDeliveries = histories().chain((events) =>
  deliveriesOf(events).map((batches) => ({ events, batches })),
);

describe('Projecting events', () => {
  it('gives the sums of a count from nothing, in any order, with any duplicates, in any batches', () => {
    fc.assert(
      fc.property(historiesAndDeliveries, ({ events, batches }) => {
        const projection = new Remembered();
        for (const batch of batches) projection.project(batch);

        expect(projection.rows).toEqual(countedFromNothing(events));
      }),
    );
  });

  it('changes nothing when everything is delivered again', () => {
    fc.assert(
      fc.property(historiesAndDeliveries, ({ events, batches }) => {
        const projection = new Remembered();
        for (const batch of batches) projection.project(batch);

        const { facts, changes, scopes } = projectionDelta(newestOfEach(events.map(factOf)), projection.facts);

        expect({ facts, changes: [...changes], scopes: [...scopes] }).toEqual({ facts: [], changes: [], scopes: [] });
      }),
    );
  });

  it('names every scope in which a row changes, and the campaigns whose lists of parts change', () => {
    fc.assert(
      fc.property(historiesAndDeliveries, ({ events, batches }) => {
        const projection = new Remembered();
        for (const batch of batches) projection.project(batch);

        for (const row of Object.keys(countedFromNothing(events)))
          expect([...projection.scopes].some((scope) => row.startsWith(headId(scope)))).toBe(true);
        for (const fact of projection.facts.values())
          if (fact.kind === 'campaign' && fact.campaign.partOf !== undefined)
            expect(projection.scopes).toContain(fact.campaign.partOf);
      }),
    );
  });
});
