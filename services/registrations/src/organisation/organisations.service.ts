import { Injectable } from '@nestjs/common';
import { countyOf } from '@kraftsamling/geography';
import { InjectConnection } from '@nestjs/mongoose';
import { AlreadyExists, inTransaction, notFound } from '@kraftsamling/messaging';
import type { Stored } from '@kraftsamling/messaging';
import {
  Audit,
  belongsTo,
  Clock,
  createdOnce,
  looksAfter,
  notYours,
  offsetOf,
  organisationOf,
  page,
  placesOf,
  refuseUnlessLooksAfter,
  refuseDuplicate,
} from '@kraftsamling/service';
import type { Page, Principal } from '@kraftsamling/service';
import type { OrganisationData } from '@kraftsamling/contracts';
import type { ClientSession, Connection } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { CaseLinks } from '../mail/case-links.service.ts';
import type { Registration } from '../registration/registration.state.ts';
import { asOthers } from '../access.ts';
import type { Organisation, OrganisationProfile } from './organisation.state.ts';
import {
  amendOrganisation,
  amendOwnOrganisation,
  describeOrganisation,
  identityOf,
  joinNetwork,
  maybeKnown,
  mayBeOne,
  nameAtHome,
} from './organisation.ts';
import { Organisations } from './organisation.store.ts';
import type { OrganisationQuery } from './organisation.dto.ts';
import { isEstablished, ownOrganisation, publicOrganisation } from './public-organisation.ts';
import type { OwnOrganisation } from './public-organisation.ts';

const refuseSecond = refuseDuplicate(
  'organisation-exists',
  'There is an organisation with this number, or with this name in this municipality.',
);

/** Gathers what a decision about an organisation needs to know, and saves what it decides. */
@Injectable()
export class OrganisationsService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly organisations: Organisations,
    private readonly caseLinks: CaseLinks,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async add(caller: Principal, profile: OrganisationProfile, apart: boolean): Promise<Stored<Organisation>> {
    const change = joinNetwork(profile, this.clock.now());
    refuseUnlessLooksAfter(caller, { county: change.state.county });
    if (!apart) await this.refuseUnlessCertain(profile);

    const organisation = await this.organisations.create(uuid(), change).catch(refuseSecond);

    await this.audit.note(caller, 'added', 'organisation', organisation.id);
    return organisation;
  }

  /**
   * The organisation that is described, as it is known already or else as it is described. One that is known is not changed:
   * whoever describes it need not belong to it. It is inserted first and looked up after that, so that the unique index decides races.
   */
  async admit(profile: OrganisationProfile): Promise<Stored<Organisation>> {
    try {
      return await this.organisations.create(uuid(), joinNetwork(profile, this.clock.now()));
    } catch (error) {
      if (!(error instanceof AlreadyExists)) throw error;
      const known = await this.organisations.withIdentity(identityOf(profile));
      // It has changed its identity since: then it is another one now, and this one can be inserted.
      return known ?? this.admit(profile);
    }
  }

  /** @throws Refusal where it may be one that is known already: that is asked, never guessed */
  async refuseUnlessCertain(profile: OrganisationProfile): Promise<void> {
    const other = (await this.mayBeKnown([profile])).get(profile);
    if (other) throw maybeKnown(profile, other.id);
  }

  /** Those of these that are not known, but may be another one that is. */
  async mayBeKnown<Profile extends OrganisationProfile>(
    profiles: readonly Profile[],
  ): Promise<ReadonlyMap<Profile, Stored<Organisation>>> {
    const alike = await this.organisations.named([...profiles.map(identityOf), ...profiles.map(nameAtHome)], {
      described: false,
    });
    const known = new Set(alike.map(({ state }) => state.identity));
    const byName = Map.groupBy(alike, ({ state }) => nameAtHome(state));
    const others = profiles.filter((profile) => !known.has(identityOf(profile)));
    return new Map(
      others.flatMap((profile): [Profile, Stored<Organisation>][] => {
        const other = byName.get(nameAtHome(profile))?.find(({ state }) => mayBeOne(profile, state));
        return other ? [[profile, other]] : [];
      }),
    );
  }

  /**
   * The organisation as the stranger described it who made this registration. It is inserted whatever is known: neither the answer nor how
   * long it takes tells anything of others. Asked for twice, it is there once.
   */
  async describe({ described, contact, submittedAt }: Registration): Promise<void> {
    if (!described) return;
    const { organisationId, profile } = described;
    await createdOnce(
      this.organisations.create(
        organisationId,
        describeOrganisation(organisationId, { ...profile, contacts: contact ? [contact] : [] }, submittedAt),
      ),
    );
  }

  /** The organisation as which this is known, if the caller may speak for it: somebody who may is no stranger. */
  async entrusted(caller: Principal, profile: OrganisationProfile): Promise<boolean> {
    if (looksAfter(caller, { county: countyOf(profile.municipality).code })) return true;
    const own = organisationOf(caller);
    const known = own === undefined ? undefined : await this.organisations.get(own);
    return known?.state.identity === identityOf(profile);
  }

  async amend(
    caller: Principal,
    id: string,
    amendment: Partial<OrganisationProfile>,
    ifVersion: number,
  ): Promise<Stored<Organisation>> {
    let before: Organisation | undefined;
    const amend = (session?: ClientSession) =>
      this.organisations.updateWith(
        id,
        ({ state: { county } }) => {
          if (looksAfter(caller, { county })) return amendOrganisation;
          if (belongsTo(caller, id)) return amendOwnOrganisation;
          throw notYours();
        },
        (state, decide) => {
          before = state;
          return decide(state, amendment, this.clock.now());
        },
        { ifVersion, session },
      );
    // Whoever is the first contact now has the links that the one before had, or nothing has changed.
    const amendWithLinks = () =>
      inTransaction(this.connection, async (session) => {
        const amended = await amend(session);
        const hasMoved = amended.state.linksSince?.getTime() !== before?.linksSince?.getTime();
        if (hasMoved) await this.caseLinks.sendAgainToItself(id, session);
        return amended;
      });
    const organisation = await (amendment.contacts === undefined ? amend() : amendWithLinks())
      .catch(asOthers(caller, notYours))
      .catch(refuseSecond);

    // Whoever moves it out of their counties looks after it no longer: that they have handed it over is on record, for those who do now.
    if (before && before.county !== organisation.state.county)
      await this.audit.note(caller, 'handed-over', 'organisation', id);

    await this.audit.note(caller, 'amended', 'organisation', id);
    return organisation;
  }

  /** Contacts and number for the organisation itself and for those who look after it; their reading is on record. */
  async seenBy(
    caller: Principal,
    id: string,
  ): Promise<{ version: number; organisation: OrganisationData | OwnOrganisation }> {
    const { state, version } = await this.organisations.require(id);
    if (belongsTo(caller, id)) return { version, organisation: ownOrganisation(state, id) };
    if (!looksAfter(caller, { county: state.county })) {
      if (!isEstablished(state)) throw notFound();
      return { version, organisation: publicOrganisation(state, id) };
    }

    await this.audit.note(caller, 'read-contacts', 'organisation', id);
    return { version, organisation: ownOrganisation(state, id) };
  }

  /** Those who look after organisations see those too that strangers have described. */
  async search(caller: Principal, query: OrganisationQuery): Promise<Page<OrganisationData>> {
    const places = placesOf(caller);
    const { category, county, municipality } = query;
    const { organisations, total } = await this.organisations.search(
      { category, county, municipality, described: places === 'all' },
      { offset: offsetOf(query), limit: query.limit },
    );
    return page(
      organisations.map(({ id, state }) => {
        const shown = publicOrganisation(state, id);
        return places === 'all' && !state.mayBeSoleTrader ? { ...shown, name: state.name } : shown;
      }),
      total,
      query,
    );
  }
}
