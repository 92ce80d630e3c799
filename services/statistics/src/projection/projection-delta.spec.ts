import { describe, expect, it } from '@jest/globals';
import { eventOf, firstVersionOf, registrationsRepublished, versionOf } from '@kraftsamling/contracts';
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
    const { facts, gone, changes, scopes } = projectionDelta(newestOfEach(events.map(factOf)), this.facts);

    for (const fact of gone) this.facts.delete(fact._id);
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

        const delta = projectionDelta(newestOfEach(events.map(factOf)), projection.facts);

        expect({ ...delta, changes: [...delta.changes], scopes: [...delta.scopes] }).toEqual({
          facts: [],
          gone: [],
          changes: [],
          scopes: [],
        });
      }),
    );
  });

  it('counts in the end what the owners have, whose word is the last, in any order', () => {
    const epoch = 25_000;
    const [first] = registrationsRepublished.example.aggregates;
    const completed = eventOf(registrationsRepublished, {
      id: '01922f4c-7a1e-7c55-9a0b-3d5e6f708192',
      subject: registrationsRepublished.example.id,
      version: firstVersionOf(epoch) + 1,
      time: new Date(),
      data: { ...registrationsRepublished.example, epoch, aggregates: first ? [first] : [] },
    });
    const isOfRegistrations = ({ source }: CloudEvent<unknown>) => source === '/registrations';
    const raised = (event: CloudEvent<unknown>) => ({
      ...event,
      sequence: String(firstVersionOf(epoch) + versionOf(event)).padStart(10, '0'),
    });
    const all = fc.tuple(historiesAndDeliveries, fc.infiniteStream(fc.boolean())).chain(([{ events }, choices]) => {
      // Of each aggregate of registrations the owner has either all that was said, or nothing.
      const has = new Map<string, boolean>();
      const isThere = ({ subject }: CloudEvent<unknown>) => {
        if (!has.has(subject)) has.set(subject, choices.next().value === true);
        return has.get(subject) === true;
      };
      const again = events.filter((event) => isOfRegistrations(event) && isThere(event)).map(raised);
      const others = events.filter((event) => !isOfRegistrations(event));
      return deliveriesOf([...events, ...again, completed]).map((batches) => ({
        batches,
        there: [...others, ...again, completed],
      }));
    });
    fc.assert(
      fc.property(all, ({ batches, there }) => {
        const projection = new Remembered();
        for (const batch of batches) projection.project(batch);

        expect(projection.rows).toEqual(countedFromNothing(there));
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
