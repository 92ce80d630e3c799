import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { databaseTimeIn, documentSchema, DocumentStore, hasPassed, Outbox } from '@kraftsamling/messaging';
import type { Part, Stored, StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import { isOpen, openStatuses } from './case.state.ts';
import type { Case, Origin } from './case.state.ts';
import { nextDeadline } from './coalition.ts';
import { nextFollowUp } from './follow-up.ts';
import { nextStepAt } from './next-step.ts';
import type { Tally } from '../work-list/work-list.ts';
import { publicCase } from './public-case.ts';
import { textsSince } from './retention.ts';

/** What cases are looked up by; what else they hold, case.state.ts says. */
const caseSchema = documentSchema<Case>(
  {
    campaignId: String,
    origin: String,
    ownerId: String,
    municipality: String,
    county: String,
    status: String,
    identifiedAt: Date,
    invitations: { type: [{ _id: false, organisationId: String }], default: undefined },
  },
  [
    // A gap is worked on by one case at a time, whoever opens it and on however many replicas.
    [
      { 'state.campaignId': 1, 'state.municipality': 1 },
      {
        unique: true,
        partialFilterExpression: { 'state.origin': 'coverage-gap', 'state.status': { $in: [...openStatuses] } },
      },
    ],
    [{ 'state.campaignId': 1, 'state.identifiedAt': 1, _id: 1 }],
    [{ 'state.county': 1, 'state.identifiedAt': 1, _id: 1 }],
    [{ 'state.invitations.organisationId': 1 }],
    [{ 'state.ownerId': 1 }],
    [{ 'foundBy.dueAt': 1 }],
    // The work list, sorted as it is shown; with the campaign, so that it is counted without a case being read.
    [{ 'state.county': 1, 'state.status': 1, 'foundBy.nextStepAt': 1, _id: 1, 'state.campaignId': 1 }],
    [{ 'foundBy.textsSince': 1 }],
    [{ 'foundBy.searchAt': 1 }],
  ],
);

export interface CaseSearch {
  readonly campaign?: string | undefined;
  readonly status?: Case['status'] | undefined;
  readonly origin?: Origin | undefined;
  readonly counties?: readonly string[] | undefined;
  readonly municipality?: string | undefined;
  /** An organisation that owns the case, or has been asked in it. */
  readonly organisation?: string | undefined;
}

/** Who looks after which counties asks for the cases in them, those of one campaign perhaps. */
export interface WorkSearch {
  readonly counties: readonly string[];
  readonly statuses: readonly Case['status'][];
  readonly campaign?: string | undefined;
}

/** More than there are municipalities: a campaign has one open case for each at most. */
const mostGaps = 1_000;

@Injectable()
export class Cases extends DocumentStore<Case> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Case>>('Case', caseSchema, 'cases'), outbox, {
      publicState: publicCase,
      lookupKeys: (state) => ({
        dueAt: dueAt(state) ?? null,
        nextStepAt: nextStepAt(state),
        textsSince: textsSince(state) ?? null,
        searchAt: state.status === 'identified' ? state.identifiedAt : null,
      }),
    });
  }

  /** Oldest first. */
  search(
    { campaign, status, origin, counties, municipality, organisation }: CaseSearch,
    part: Part,
  ): Promise<{ found: Stored<Case>[]; total: number }> {
    const filter = {
      ...(campaign !== undefined && { 'state.campaignId': campaign }),
      ...(status !== undefined && { 'state.status': status }),
      ...(origin !== undefined && { 'state.origin': origin }),
      ...(counties !== undefined && { 'state.county': { $in: [...counties] } }),
      ...(municipality !== undefined && { 'state.municipality': municipality }),
      ...(organisation !== undefined && {
        $or: [{ 'state.ownerId': organisation }, { 'state.invitations.organisationId': organisation }],
      }),
    };
    return this.part(filter, { 'state.identifiedAt': 1, _id: 1 }, part);
  }

  /** Those first whose next step is due first; of what is over, what ended last. */
  toBeDone(
    { counties, statuses, campaign }: WorkSearch,
    part: Part,
  ): Promise<{ found: Stored<Case>[]; total: number }> {
    const filter = {
      'state.county': { $in: [...counties] },
      'state.status': { $in: [...statuses] },
      ...(campaign !== undefined && { 'state.campaignId': campaign }),
    };
    const direction = statuses.some((status) => isOpen(status)) ? 1 : -1;
    return this.part(filter, { 'foundBy.nextStepAt': direction, _id: direction }, part);
  }

  async tallies(counties: readonly string[], now: Date): Promise<Tally[]> {
    const due = { $cond: [{ $lte: ['$foundBy.nextStepAt', now] }, 1, 0] };
    const kind = { county: '$state.county', campaign: '$state.campaignId', status: '$state.status' };
    const found = await this.documents
      .aggregate<{ _id: Pick<Tally, 'county' | 'campaign' | 'status'>; cases: number; due: number }>([
        { $match: { 'state.county': { $in: [...counties] } } },
        { $group: { _id: kind, cases: { $sum: 1 }, due: { $sum: due } } },
      ])
      .toArray();
    return found.map(({ _id, cases, due }) => ({ ..._id, cases, due }));
  }

  /** Cases in which something is to happen by itself by now, the longest overdue first. */
  async due(now: Date, most: number): Promise<string[]> {
    const found = await this.documents
      .find({ 'foundBy.dueAt': { $lte: now } } as object, { projection: { _id: 1 } })
      .sort({ 'foundBy.dueAt': 1 })
      .limit(most)
      .toArray();
    return found.map(({ _id }) => _id);
  }

  /** Cases that ended by then and still keep what their members have written, the longest ago first. */
  async withTextsSince(ended: Date, most: number): Promise<string[]> {
    const found = await this.documents
      .find({ 'foundBy.textsSince': { $lte: ended } } as object, { projection: { _id: 1 } })
      .sort({ 'foundBy.textsSince': 1 })
      .limit(most)
      .toArray();
    return found.map(({ _id }) => _id);
  }

  /**
   * Cases for which the network has not been searched yet, the oldest first, that nobody else has claimed: they are the caller's for so long,
   * by the database's clock. It is no change of the case; whatever changes it makes a claim void.
   */
  async claimWaiting(now: Date, milliseconds: number, most: number): Promise<string[]> {
    const unclaimed = { 'foundBy.searchAt': { $lte: now }, ...hasPassed('foundBy.claimedUntil') };
    const waiting = await this.documents
      .find(unclaimed as object, { projection: { _id: 1 } })
      .sort({ 'foundBy.searchAt': 1 })
      .limit(most)
      .toArray();
    const claimed: string[] = [];
    for (const { _id } of waiting) {
      const { matchedCount } = await this.documents.updateOne({ _id, ...unclaimed }, [
        { $set: { 'foundBy.claimedUntil': databaseTimeIn(milliseconds) } },
      ]);
      if (matchedCount === 1) claimed.push(_id);
    }
    return claimed;
  }

  /** The cases that fill gaps of a campaign, by municipality. */
  async openGaps(campaignId: string): Promise<ReadonlyMap<string, Stored<Case>>> {
    const filter = {
      'state.campaignId': campaignId,
      'state.origin': 'coverage-gap',
      'state.status': { $in: [...openStatuses] },
    };
    // In one batch: a case that takes a step while several are fetched may be in none of them.
    const found = await this.documents
      .find(filter as object, { projection: { outbox: 0 }, batchSize: mostGaps })
      .toArray();
    return new Map(
      found.map(({ _id: id, version, state, createdAt, updatedAt }) => [
        state.municipality,
        { id, version, state, createdAt, updatedAt },
      ]),
    );
  }

  /** Those of these ids that there is a case with, whatever has become of it. */
  async taken(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const found = await this.documents.find({ _id: { $in: [...ids] } }, { projection: { _id: 1 } }).toArray();
    return new Set(found.map(({ _id }) => _id));
  }

  /** Cases in which an organisation holds a seat, or did; the last asked first. */
  async askedOf(organisationId: string): Promise<string[]> {
    const found = await this.documents
      .find(
        { 'state.invitations.organisationId': organisationId, 'state.status': { $in: [...openStatuses] } } as object,
        {
          projection: { _id: 1 },
        },
      )
      .sort({ updatedAt: -1 })
      .toArray();
    return found.map(({ _id }) => _id);
  }
}

function dueAt(kase: Case): Date | undefined {
  const instants = [nextDeadline(kase), nextFollowUp(kase)].filter((instant) => instant !== undefined);
  return instants.sort((one, other) => one.getTime() - other.getTime())[0];
}
