import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { OrganisationData } from '@kraftsamling/contracts';
import { collectionOf, lostRace, Refusal, Replica } from '@kraftsamling/messaging';
import type { ClientSession, Connection } from 'mongoose';
import { fits, reservedWith, reservedWithout } from './capacity.ts';
import type { Reservation, Standing } from './capacity.ts';
import type { NetworkOrganisation } from '../matching/need.ts';
import { networkOrganisation } from './network-organisation.ts';

/**
 * What an organisation has promised lies in the document of its replica, beside what it offers and whether it wants to be matched: one
 * document says all that a promise depends on, so that one conditional write decides.
 */
interface OrganisationDocument {
  readonly _id: string;
  readonly version: number;
  readonly data: OrganisationData;
  readonly reserved?: readonly Reservation[];
  /** Changes whenever a promise does, or somebody has been asked. */
  readonly reservedVersion?: number;
  /** How often it has been asked. */
  readonly requests?: number;
  /** How many collaborations it has been in that would be done again. */
  readonly collaborations?: number;
}

/** What a case adds to what is known of an organisation. */
export interface Experience {
  readonly requests: number;
  readonly collaborations: number;
}

/** The organisations of the network, and what they have promised. */
@Injectable()
export class Organisations extends Replica<OrganisationData> {
  constructor(@InjectConnection() private readonly database: Connection) {
    super(database, 'organisations', 'registrations.organisation');
  }

  async standings(ids: readonly string[], session?: ClientSession): Promise<ReadonlyMap<string, Standing>> {
    const found = await this.read(ids, session);
    return new Map(
      [...found].map(([id, { data, reserved = [] }]) => [
        id,
        { consents: data.consentsToMatching, offers: data.offers, reserved },
      ]),
    );
  }

  /** The names of these organisations. Those of sole traders are never published. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const known = await this.known(ids);
    return new Map([...known].flatMap(([id, { name }]) => (name === undefined ? [] : [[id, name]])));
  }

  /** The ids of those with this in their name, the first of them. */
  async named(part: string, most: number): Promise<readonly string[]> {
    return (await this.containing('name', part, most)).map(([id]) => id);
  }

  /** What tells one state of an organisation from another, its promises included, of all there are. */
  async revisions(): Promise<ReadonlyMap<string, string>> {
    const found = this.organisations.find({}, { projection: { version: 1, reservedVersion: 1 } });
    const revisions = new Map<string, string>();
    for await (const { _id, version, reservedVersion = 0 } of found)
      revisions.set(_id, `${version} ${reservedVersion}`);
    return revisions;
  }

  /** These as the matcher sees them, each with its revision. */
  async network(ids: readonly string[]): Promise<{ organisation: NetworkOrganisation; revision: string }[]> {
    const found = await this.read(ids, undefined);
    return [...found.values()].map(({ data, version, reserved = [], reservedVersion = 0, ...experience }) => {
      const { requests = 0, collaborations = 0 } = experience;
      return {
        organisation: networkOrganisation({ data, reserved, requests, collaborations }),
        revision: `${version} ${reservedVersion}`,
      };
    });
  }

  /**
   * Makes what is reserved for a case at these organisations be this, in a transaction, and adds what they have experienced in it. Whoever
   * changes one of them meanwhile, its offers and its consent included, makes the transaction start over: nothing is promised on what was
   * true before.
   */
  async reserve(
    caseId: string,
    reservations: ReadonlyMap<string, Reservation>,
    organisationIds: readonly string[],
    session: ClientSession,
    experiences: ReadonlyMap<string, Experience> = new Map(),
  ): Promise<void> {
    if (organisationIds.length === 0) return;
    const found = await this.read(organisationIds, session);

    const writes = [...organisationIds].sort().flatMap((_id) => {
      const organisation = found.get(_id);
      const reservation = reservations.get(_id);
      if (!organisation) {
        if (!reservation) return [];
        throw new Refusal('unknown-organisation', `There is no organisation ${_id}.`, 'invalid');
      }
      const { version, reservedVersion = 0, reserved = [], data, requests = 0, collaborations = 0 } = organisation;
      const after = reservation ? reservedWith(reserved, reservation) : reservedWithout(reserved, caseId);
      if (reservation && !fits(data.offers, after))
        throw new Refusal('over-capacity', 'The organisation has promised to others what it offers.');

      const asRead = { _id, version, reservedVersion: reservedVersion === 0 ? { $exists: false } : reservedVersion };
      const experience = experiences.get(_id);
      const experienced = experience && {
        requests: requests + experience.requests,
        collaborations: collaborations + experience.collaborations,
      };
      const change = { $set: { reserved: after, reservedVersion: reservedVersion + 1, ...experienced } };
      return [{ updateOne: { filter: asRead, update: change } }];
    });
    if (writes.length === 0) return;

    const { matchedCount } = await this.organisations.bulkWrite(writes, { session });
    if (matchedCount < writes.length) throw lostRace();
  }

  private async read(
    ids: readonly string[],
    session: ClientSession | undefined,
  ): Promise<ReadonlyMap<string, OrganisationDocument>> {
    if (ids.length === 0) return new Map();
    const found = await this.organisations.find({ _id: { $in: [...ids] } }, { ...(session && { session }) }).toArray();
    return new Map(found.map((organisation) => [organisation._id, organisation]));
  }

  private get organisations() {
    return collectionOf<OrganisationDocument>(this.database, 'organisations');
  }
}
