import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox, stored } from '@kraftsamling/messaging';
import type { Part, Stored, StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import type { Organisation } from './organisation.state.ts';
import { publicOrganisation } from './public-organisation.ts';

/** What organisations are looked up by; what else they hold, organisation.ts says. */
const organisationSchema = documentSchema<Organisation>(
  {
    identity: String,
    claims: String,
    named: String,
    standing: String,
    mayBeSoleTrader: Boolean,
    category: String,
    county: String,
    municipality: String,
  },
  [
    [{ 'state.identity': 1 }, { unique: true }],
    [{ 'state.claims': 1 }],
    [{ 'state.county': 1, _id: 1 }],
    [{ 'state.municipality': 1 }],
  ],
);

/** Of those that say that they are one and the same, so many are shown to whoever is to tell them apart. */
const mostShown = 20;

function standingIn(described: boolean) {
  return { 'state.standing': { $nin: described ? ['merged' as const] : ['merged' as const, 'described' as const] } };
}

/** The same address, in whatever case it is written. */
export function addressIs(email: string): RegExp {
  return new RegExp(`^${email.replace(/[^\w@]/g, '\\$&')}$`, 'i');
}

export interface OrganisationSearch {
  readonly category?: string | undefined;
  readonly county?: string | undefined;
  readonly municipality?: string | undefined;
  /** Also those that strangers have described, and nobody responsible has read yet. */
  readonly described: boolean;
}

@Injectable()
export class Organisations extends DocumentStore<Organisation> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Organisation>>('Organisation', organisationSchema, 'organisations'), outbox, {
      publicState: publicOrganisation,
    });
  }

  async withIdentity(identity: string): Promise<Stored<Organisation> | undefined> {
    const found = await this.documents.findOne({ 'state.identity': identity }, { projection: { outbox: 0 } });
    return found === null ? undefined : stored(found);
  }

  async withIdentities(identities: readonly string[]): Promise<Map<string, Stored<Organisation>>> {
    const found = await this.model
      .find({ 'state.identity': { $in: [...identities] } }, { outbox: 0 })
      .lean<StoredDocument<Organisation>[]>();
    return new Map(found.map((document) => [document.state.identity, stored(document)]));
  }

  /** Those that are called so where they are at home, or known by it, with a number or without. */
  async named(
    names: readonly string[],
    { described }: { readonly described: boolean },
  ): Promise<Stored<Organisation>[]> {
    const among = { $in: [...names] };
    const found = await this.model
      .find({ $or: [{ 'state.named': among }, { 'state.identity': among }], ...standingIn(described) }, { outbox: 0 })
      .lean<StoredDocument<Organisation>[]>();
    return found.map(stored);
  }

  /** Those of which somebody with this address is a contact. */
  async withContact(email: string): Promise<Stored<Organisation>[]> {
    const found = await this.model
      .find({ 'state.contacts.email': addressIs(email) } as object, { outbox: 0 })
      .lean<StoredDocument<Organisation>[]>();
    return found.map(stored);
  }

  /** Whatever is, or says that it is, known by this. */
  async claiming(identity: string): Promise<Stored<Organisation>[]> {
    const found = await this.model
      .find({ $or: [{ 'state.identity': identity }, { 'state.claims': identity }] }, { outbox: 0 })
      .sort({ _id: 1 })
      .limit(mostShown)
      .lean<StoredDocument<Organisation>[]>();
    return found.map(stored);
  }

  /**
   * The names of these organisations, without those that are, or may be, the name of a person; what strangers have written is for those only
   * who look after it.
   */
  async names(ids: readonly string[], { described }: { readonly described: boolean }): Promise<Map<string, string>> {
    const found = await this.model
      .find({ _id: { $in: [...ids] }, 'state.mayBeSoleTrader': false, ...standingIn(described) }, { 'state.name': 1 })
      .lean<{ _id: string; state: Pick<Organisation, 'name'> }[]>();
    return new Map(found.map(({ _id, state }) => [_id, state.name]));
  }

  /** Those of these that want to be matched. */
  async consenting(ids: readonly string[]): Promise<Set<string>> {
    const found = await this.model
      .find({ _id: { $in: [...ids] }, 'state.consentsToMatching': true }, { _id: 1 })
      .lean<{ _id: string }[]>();
    return new Set(found.map(({ _id }) => _id));
  }

  async search(
    { category, county, municipality, described }: OrganisationSearch,
    part: Part,
  ): Promise<{ organisations: Stored<Organisation>[]; total: number }> {
    const filter = {
      ...standingIn(described),
      ...(category !== undefined && { 'state.category': category }),
      ...(county !== undefined && { 'state.county': county }),
      ...(municipality !== undefined && { 'state.municipality': municipality }),
    };
    const { found: organisations, total } = await this.part(filter, { _id: 1 }, part);
    return { organisations, total };
  }
}
