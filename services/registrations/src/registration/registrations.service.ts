import { Injectable } from '@nestjs/common';
import { Refusal } from '@kraftsamling/messaging';
import type { Decision, Stored } from '@kraftsamling/messaging';
import {
  Audit,
  belongsTo,
  Clock,
  looksAfter,
  notYours,
  offsetOf,
  page,
  placesOf,
  PublicAddress,
  refuseUnlessLooksAfter,
  refuseDuplicate,
} from '@kraftsamling/service';
import type { Page, Principal } from '@kraftsamling/service';
import type { RegistrationData } from '@kraftsamling/contracts';
import { countyOf } from '@kraftsamling/geography';
import { v7 as uuid } from 'uuid';
import { refuseAny, under } from '@kraftsamling/messaging/decision';
import { seesDrafts } from '../access.ts';
import type { Campaign } from '../campaign/campaign.ts';
import { Campaigns } from '../campaign/campaign.store.ts';
import { profileErrors } from '../organisation/organisation.ts';
import type { Organisation, OrganisationProfile } from '../organisation/organisation.state.ts';
import { Organisations } from '../organisation/organisation.store.ts';
import { OrganisationsService } from '../organisation/organisations.service.ts';
import { RegistrationsSettings } from '../registrations.settings.ts';
import { linkHash, linkSecret, managementLink, opensLink } from './management-link.ts';
import { publicRegistration } from './public-registration.ts';
import {
  amendRegistration,
  confirmRegistration,
  contactRegistration,
  declineRegistration,
  refuseUnlessOpen,
  submitRegistration,
  withdrawRegistration,
} from './registration.ts';
import type { Registrant } from './registration.ts';
import type { Particulars, Registration } from './registration.state.ts';
import { Registrations } from './registration.store.ts';
import type { Applicant, RegistrationQuery } from './registration.dto.ts';

export interface Receipt {
  readonly registration: Stored<Registration>;
  readonly managementLink: string;
}

/** In lists the name of the organisation goes with its registration. */
export type RegistrationSummary = RegistrationData & { organisationName?: string };

const refuseSecond = refuseDuplicate(
  'already-registered',
  'The organisation is registered in this campaign. Amend that registration with its management link.',
);

/** Gathers what a decision about a registration needs to know, and saves what it decides. */
@Injectable()
export class RegistrationsService {
  constructor(
    private readonly registrations: Registrations,
    private readonly campaigns: Campaigns,
    private readonly organisations: Organisations,
    private readonly network: OrganisationsService,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly settings: RegistrationsSettings,
    private readonly address: PublicAddress,
  ) {}

  async submit(
    caller: Principal,
    campaignId: string,
    applicant: Applicant,
    particulars: Particulars,
  ): Promise<Receipt> {
    const campaign = await this.campaigns.current(campaignId);
    if (!campaign || (campaign.state.status === 'draft' && !seesDrafts(caller))) throw unknownCampaign(campaignId);
    const now = this.clock.now();
    refuseUnlessOpen(campaign.state, now);

    const id = uuid();
    const secret = linkHash(linkSecret(this.settings.linkKey, id));
    const submission = { ...particulars, campaignId, linkHash: secret };
    const decide = (registrant: Registrant) => submitRegistration(campaign.state, registrant, submission, now);
    const organisation =
      'profile' in applicant
        ? await this.admit(applicant.profile, decide)
        : await this.named(caller, applicant.organisationId);
    const registration = await this.registrations
      .create(id, decide({ id: organisation.id, ...organisation.state }))
      .catch(refuseSecond);

    if (caller.kind === 'user') await this.audit.note(caller, 'submitted', 'registration', id);
    return { registration, managementLink: managementLink(this.address.url, this.settings.linkKey, id) };
  }

  async amend(
    caller: Principal,
    id: string,
    amendment: Partial<Particulars>,
    ifVersion: number,
  ): Promise<Stored<Registration>> {
    const registration = await this.decide(
      id,
      refuseUnlessOwner(caller),
      (state, campaign) => amendRegistration(state, campaign, amendment),
      ifVersion,
    );

    await this.audit.note(caller, 'amended', 'registration', id);
    return registration;
  }

  async withdraw(
    caller: Principal,
    id: string,
    reason: string | undefined,
    ifVersion?: number,
  ): Promise<Stored<Registration>> {
    const registration = await this.decide(
      id,
      refuseUnlessOwner(caller),
      (state, campaign) => withdrawRegistration(state, campaign, reason, this.clock.now()),
      ifVersion,
    );

    await this.audit.note(caller, 'withdrew', 'registration', id);
    return registration;
  }

  async contact(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Registration>> {
    const registration = await this.decide(
      id,
      refuseUnlessStaff(caller),
      (state, campaign) => contactRegistration(state, campaign, this.clock.now()),
      ifVersion,
    );

    await this.audit.note(caller, 'contacted', 'registration', id);
    return registration;
  }

  async confirm(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Registration>> {
    const registration = await this.decide(
      id,
      refuseUnlessStaff(caller),
      (state, campaign) => confirmRegistration(state, campaign, this.clock.now()),
      ifVersion,
    );

    await this.audit.note(caller, 'confirmed', 'registration', id);
    return registration;
  }

  async decline(caller: Principal, id: string, reason: string, ifVersion?: number): Promise<Stored<Registration>> {
    const registration = await this.decide(
      id,
      refuseUnlessStaff(caller),
      (state, campaign) => declineRegistration(state, campaign, reason, this.clock.now()),
      ifVersion,
    );

    await this.audit.note(caller, 'declined', 'registration', id);
    return registration;
  }

  /** Contact and message are personal data: for the organisation itself and for those who look after it, whose reading is on record. */
  async seenBy(caller: Principal, id: string): Promise<Stored<Registration>> {
    const registration = await this.registrations.require(id);
    refuseUnlessOwner(caller)(registration.state);

    if (looksAfter(caller, { county: registration.state.county }))
      await this.audit.note(caller, 'read', 'registration', id);
    return registration;
  }

  /** A coordinator sees the registrations of their own counties. */
  async search(caller: Principal, query: RegistrationQuery): Promise<Page<RegistrationSummary>> {
    const { county, ...wanted } = query;
    const { registrations, total } = await this.registrations.search(
      { ...wanted, counties: countiesSeen(caller, county) },
      { offset: offsetOf(query), limit: query.limit },
    );
    const names = await this.organisations.names(registrations.map(({ state }) => state.organisationId));

    return page(
      registrations.map(({ id, state }) => {
        const organisationName = names.get(state.organisationId);
        return { ...publicRegistration(state, id), ...(organisationName !== undefined && { organisationName }) };
      }),
      total,
      query,
    );
  }

  /** It is decided on what they say of themselves first, so that nobody joins the network by a registration that is refused. */
  private async admit(
    profile: OrganisationProfile,
    decide: (registrant: Registrant) => unknown,
  ): Promise<Stored<Organisation>> {
    refuseAny(under('/organisation', profileErrors(profile)));
    const { category, municipality } = profile;
    decide({ id: 'not-known-yet', category, municipality, county: countyOf(municipality).code });

    return this.network.admit(profile);
  }

  private async named(caller: Principal, organisationId: string): Promise<Stored<Organisation>> {
    if (belongsTo(caller, organisationId)) return this.organisations.require(organisationId);

    const organisation = await this.organisations.get(organisationId);
    if (!organisation || !looksAfter(caller, { county: organisation.state.county })) throw notYours();
    return organisation;
  }

  /**
   * Decides in the light of the campaign. The registration is read before the campaign, and both are read anew when the
   * registration has changed meanwhile: that is what keeps a removed day from being confirmed (see CampaignsService).
   */
  private decide(
    id: string,
    refuseUnlessAllowed: (registration: Registration) => void,
    decide: (registration: Registration, campaign: Campaign) => Decision<Registration>,
    ifVersion?: number,
  ): Promise<Stored<Registration>> {
    return this.registrations.updateWith(
      id,
      ({ state }) => {
        refuseUnlessAllowed(state);
        return this.campaigns.require(state.campaignId);
      },
      (state, campaign) => decide(state, campaign.state),
      { ifVersion },
    );
  }
}

function refuseUnlessStaff(caller: Principal) {
  return ({ county }: Registration): void => refuseUnlessLooksAfter(caller, { county });
}

function refuseUnlessOwner(caller: Principal) {
  return ({ linkHash, organisationId, county }: Registration): void => {
    const owns = caller.kind === 'link' ? opensLink(linkHash, caller.secret) : belongsTo(caller, organisationId);
    if (!owns && !looksAfter(caller, { county })) throw notYours();
  };
}

function countiesSeen(caller: Principal, county: string | undefined): readonly string[] | undefined {
  const wanted = county === undefined ? undefined : [county];
  const places = placesOf(caller);
  if (places === 'all') return wanted;
  return wanted?.filter((code) => places.counties.includes(code)) ?? places.counties;
}

function unknownCampaign(id: string): Refusal {
  const detail = `There is no campaign ${id}.`;
  return new Refusal('unknown-campaign', detail, 'invalid', [
    { pointer: '/campaignId', code: 'unknown-campaign', detail },
  ]);
}
