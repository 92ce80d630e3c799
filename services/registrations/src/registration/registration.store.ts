import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox, stored } from '@kraftsamling/messaging';
import type { Part, Stored, StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import { addressIs } from '../organisation/organisation.store.ts';
import { publicRegistration } from './public-registration.ts';
import { liveStatuses } from './registration.state.ts';
import type { Description, Registration } from './registration.state.ts';

/** What registrations are looked up by; what else they hold, registration.ts says. */
const registrationSchema = documentSchema<Registration>(
  {
    campaignId: String,
    organisationId: String,
    category: String,
    municipality: String,
    county: String,
    days: [String],
    status: String,
    submittedAt: Date,
  },
  [
    // One live registration for an organisation and a campaign.
    [
      { 'state.campaignId': 1, 'state.organisationId': 1 },
      { unique: true, partialFilterExpression: { 'state.status': { $in: [...liveStatuses] } } },
    ],
    [{ 'state.campaignId': 1, 'state.submittedAt': 1, _id: 1 }],
    [{ 'state.county': 1, 'state.submittedAt': 1, _id: 1 }],
    [{ 'state.submittedAt': 1 }],
    // Not unique, and of every status: whether an organisation has, or has had, a registration in a campaign.
    [{ 'state.organisationId': 1, 'state.campaignId': 1 }],
  ],
);

export interface RegistrationSearch {
  readonly campaign?: string | undefined;
  readonly organisation?: string | undefined;
  readonly status?: Registration['status'] | undefined;
  readonly category?: string | undefined;
  readonly counties?: readonly string[] | undefined;
  readonly municipality?: string | undefined;
  readonly day?: string | undefined;
}

@Injectable()
export class Registrations extends DocumentStore<Registration> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Registration>>('Registration', registrationSchema, 'registrations'), outbox, {
      publicState: publicRegistration,
    });
  }

  /** Oldest first. */
  async search(
    { campaign, organisation, status, category, counties, municipality, day }: RegistrationSearch,
    part: Part,
  ): Promise<{ registrations: Stored<Registration>[]; total: number }> {
    const filter = {
      ...(campaign !== undefined && { 'state.campaignId': campaign }),
      ...(organisation !== undefined && { 'state.organisationId': organisation }),
      ...(status !== undefined && { 'state.status': status }),
      ...(category !== undefined && { 'state.category': category }),
      ...(counties !== undefined && { 'state.county': { $in: [...counties] } }),
      ...(municipality !== undefined && { 'state.municipality': municipality }),
      ...(day !== undefined && { 'state.days': day }),
    };
    const { found: registrations, total } = await this.part(filter, { 'state.submittedAt': 1, _id: 1 }, part);
    return { registrations, total };
  }

  /** All that an organisation has, or has had, newest first. */
  async ofOrganisation(organisationId: string): Promise<(Registration & { readonly id: string })[]> {
    const found = await this.model
      .find({ 'state.organisationId': organisationId }, { state: 1 })
      .sort({ 'state.submittedAt': -1, _id: -1 })
      .lean<{ _id: string; state: Registration }[]>();
    return found.map(({ _id: id, state }) => ({ ...state, id }));
  }

  /** What each of these organisations has in the campaign: what is live, else what it had last. */
  async thereIn(campaignId: string, organisationIds: readonly string[]): Promise<Map<string, Stored<Registration>>> {
    const found = await this.model
      .find({ 'state.organisationId': { $in: [...organisationIds] }, 'state.campaignId': campaignId }, { outbox: 0 })
      .sort({ 'state.submittedAt': 1, _id: 1 })
      .lean<StoredDocument<Registration>[]>();
    const isLive = ({ state }: StoredDocument<Registration>) => liveStatuses.some((live) => live === state.status);
    const liveLast = [...found.filter((each) => !isLive(each)), ...found.filter(isLive)];
    return new Map(liveLast.map((each) => [each.state.organisationId, stored(each)]));
  }

  /** Those whose contact has this address, in whatever case it is written. */
  async withContact(email: string): Promise<Stored<Registration>[]> {
    const found = await this.model
      .find({ 'state.contact.email': addressIs(email) } as object, { outbox: 0 })
      .lean<StoredDocument<Registration>[]>();
    return found.map(stored);
  }

  /** Some of those that were over before these instants, or belong to these campaigns, and still say whom to write to. */
  async toForget(
    over: { readonly withdrawn: Date; readonly declined: Date; readonly campaigns: readonly string[] },
    most: number,
  ): Promise<Stored<Registration>[]> {
    const filter = {
      'state.contact': { $exists: true },
      $or: [
        { 'state.withdrawnAt': { $lt: over.withdrawn } },
        { 'state.declinedAt': { $lt: over.declined } },
        { 'state.campaignId': { $in: [...over.campaigns] } },
      ],
    };
    const found = await this.documents
      .find(filter as object, { projection: { outbox: 0 } })
      .limit(most)
      .toArray();
    return found.map(stored);
  }

  /** What strangers have described from one instant to another, and nobody has decided. */
  async undecided(from: Date, to: Date): Promise<{ id: string; described: Description }[]> {
    const filter = {
      'state.submittedAt': { $gte: from, $lt: to },
      'state.status': { $in: ['submitted', 'contacted'] },
      'state.described': { $exists: true },
      $expr: { $eq: ['$state.organisationId', '$state.described.organisationId'] },
    };
    const found = await this.documents.find(filter as object, { projection: { 'state.described': 1 } }).toArray();
    return found.flatMap(({ _id: id, state: { described } }) => (described ? [{ id, described }] : []));
  }

  /** The live registrations of these organisations in the campaign, by organisation. */
  async liveIn(campaignId: string, organisationIds: readonly string[]): Promise<Map<string, string>> {
    const found = await this.model
      .find({
        'state.organisationId': { $in: [...organisationIds] },
        'state.campaignId': campaignId,
        'state.status': { $in: [...liveStatuses] },
      })
      .select<{ state: Pick<Registration, 'organisationId'> }>({ 'state.organisationId': 1 })
      .lean<{ _id: string; state: Pick<Registration, 'organisationId'> }[]>();
    return new Map(found.map(({ _id, state }) => [state.organisationId, _id]));
  }

  /** How many confirmed registrations of a campaign chose each of these days. */
  async confirmedOn(campaignId: string, days: readonly string[]): Promise<Map<string, number>> {
    const count = async (day: string): Promise<[string, number]> => [
      day,
      await this.model.countDocuments({
        'state.campaignId': campaignId,
        'state.status': 'confirmed',
        'state.days': day,
      }),
    ];
    return new Map(await Promise.all(days.map(count)));
  }

  /**
   * Whoever is deciding about a live registration of the campaign right now loses the race, and reads the campaign again.
   * Nothing else changes, so there is no event.
   */
  async renewVersions(campaignId: string): Promise<void> {
    await this.documents.updateMany(
      { 'state.campaignId': campaignId, 'state.status': { $in: [...liveStatuses] } },
      { $inc: { version: 1 } },
    );
  }
}
