import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { inTransaction, Refusal, refuseUnlessVersion } from '@kraftsamling/messaging';
import type { Change, Decision, Stored } from '@kraftsamling/messaging';
import {
  Audit,
  belongsTo,
  Clock,
  looksAfter,
  notInYourCounties,
  notYours,
  offsetOf,
  page,
  placesOf,
  PublicAddress,
  refuseUnlessLooksAfter,
  refuseDuplicate,
} from '@kraftsamling/service';
import type { Page, Principal, User } from '@kraftsamling/service';
import type { RegistrationData } from '@kraftsamling/contracts';
import { countyOf } from '@kraftsamling/geography';
import type { ClientSession, Connection } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { notFound, nothingHappens, refuseAny, under } from '@kraftsamling/messaging/decision';
import { asOthers, seesDrafts } from '../access.ts';
import type { Campaign } from '../campaign/campaign.ts';
import { Campaigns } from '../campaign/campaign.store.ts';
import {
  establishOrganisation,
  mayBeOne,
  mergeOrganisation,
  nameAtHome,
  profileErrors,
  replaceContact,
} from '../organisation/organisation.ts';
import type { Organisation, OrganisationProfile, Standing } from '../organisation/organisation.state.ts';
import { Organisations } from '../organisation/organisation.store.ts';
import { isEstablished } from '../organisation/public-organisation.ts';
import { OrganisationsService } from '../organisation/organisations.service.ts';
import { CaseLinks } from '../mail/case-links.service.ts';
import { Mails } from '../mail/mail.store.ts';
import { RegistrationsSettings } from '../registrations.settings.ts';
import { PersonalDataService } from '../retention/personal-data.service.ts';
import type { Claim } from './identification-link.ts';
import { linkHash, linkSecret, managementLink, opensLink } from './management-link.ts';
import { publicRegistration } from './public-registration.ts';
import {
  amendRegistration,
  confirmRegistration,
  contactRegistration,
  declineRegistration,
  forgetRegistration,
  hasMoved,
  identifyRegistration,
  refuseUnlessOpen,
  restoreLink,
  revokeLink,
  strangersWordErrors,
  submitRegistration,
  withdrawRegistration,
} from './registration.ts';
import type { LinkRenewal, Registrant } from './registration.ts';
import { liveStatuses } from './registration.state.ts';
import type { ClaimedRegistration, Description, Particulars, Registration } from './registration.state.ts';
import { Registrations } from './registration.store.ts';
import type { Applicant, IdentificationDto, RegistrationQuery } from './registration.dto.ts';

export interface Receipt {
  readonly registration: Stored<Registration>;
  readonly managementLink: string;
}

/** In lists the name of the organisation goes with its registration. */
export type RegistrationSummary = RegistrationData & { organisationName?: string };

/** Another organisation that says that it is the same. */
export interface Resembling {
  readonly organisationId: string;
  readonly name: string;
  readonly category: string;
  readonly municipality: string;
  readonly standing: Standing;
  /** Its live registration in the same campaign. */
  readonly registrationId?: string;
}

const refuseSecond = refuseDuplicate(
  'already-registered',
  'The organisation is registered in this campaign. Amend that registration.',
);

/** Of those that may be the same, so many are shown to whoever is to tell them apart. */
const mostAlike = 20;

/** Gathers what a decision about a registration needs to know, and saves what it decides. */
@Injectable()
export class RegistrationsService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly registrations: Registrations,
    private readonly campaigns: Campaigns,
    private readonly organisations: Organisations,
    private readonly network: OrganisationsService,
    private readonly persons: PersonalDataService,
    private readonly mails: Mails,
    private readonly caseLinks: CaseLinks,
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
    const decide = (registrant: Registrant, described?: Description) =>
      submitRegistration(campaign.state, registrant, { ...submission, ...(described && { described }) }, now);
    const registration =
      'profile' in applicant
        ? await this.submitDescribed(caller, id, applicant.profile, decide, campaign.state)
        : await this.submitKnown(id, await this.named(caller, applicant.organisationId), decide);

    if (caller.kind === 'user') await this.audit.note(caller, 'submitted', 'registration', id);
    return { registration, managementLink: managementLink(this.address.url, this.settings.linkKey, id) };
  }

  async amend(
    caller: Principal,
    id: string,
    amendment: Partial<Particulars>,
    ifVersion: number,
  ): Promise<Stored<Registration>> {
    const decide = (state: Registration, campaign: Campaign) => {
      if (caller.kind === 'link') refuseAny(strangersWordErrors(campaign, amendment));
      return amendRegistration(state, campaign, amendment, this.renewalOf(id));
    };
    const registration = await (amendment.contact === undefined
      ? this.decide(id, owner(caller), decide, { ifVersion })
      : this.decideAndSendLink(id, owner(caller), decide, {
          ifVersion,
          byLink: caller.kind === 'link',
          unless: (before, after) => !hasMoved(before, after),
        }));

    await this.audit.note(caller, 'amended', 'registration', id);
    return registration;
  }

  /** To the contact that it names now. */
  async sendLink(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Registration>> {
    const restore = (state: Registration) => restoreLink(state, this.renewalOf(id));
    const registration = await this.decideAndSendLink(id, staff(caller), restore, { ifVersion, byLink: false });

    await this.audit.note(caller, 'sent-link', 'registration', id);
    return registration;
  }

  async revokeLink(caller: Principal, id: string, reason: string, ifVersion?: number): Promise<Stored<Registration>> {
    const revoke = (state: Registration) => revokeLink(state, reason, this.renewalOf(id));
    const registration = await this.decide(id, staff(caller), revoke, { ifVersion });

    await this.audit.note(caller, 'revoked-link', 'registration', id);
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
      owner(caller),
      (state, campaign) => withdrawRegistration(state, campaign, reason, this.clock.now()),
      { ifVersion },
    );

    await this.audit.note(caller, 'withdrew', 'registration', id);
    return registration;
  }

  async contact(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Registration>> {
    const registration = await this.decide(
      id,
      staff(caller),
      (state, campaign) => contactRegistration(state, campaign, this.clock.now()),
      { ifVersion },
    );

    await this.audit.note(caller, 'contacted', 'registration', id);
    return registration;
  }

  /** Whoever is confirmed takes part under its name: with that somebody responsible says that the organisation is what it says. */
  async confirm(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Registration>> {
    const confirm = (state: Registration, campaign: Campaign) => confirmRegistration(state, campaign, this.clock.now());
    const prepare = async (state: Registration, campaign: Campaign) => {
      // Decide before establishing, so that a refused confirmation releases no name.
      if (confirm(state, campaign) !== nothingHappens) await this.establish(state, false);
    };
    const registration = await this.decide(id, staff(caller), confirm, { ifVersion, prepare });

    await this.audit.note(caller, 'confirmed', 'registration', id);
    return registration;
  }

  /** Somebody who looks after it says which organisation this is: one that is known, or the one that was described. */
  async identify(
    caller: Principal,
    id: string,
    { organisationId: known, apart = false }: IdentificationDto,
    ifVersion?: number,
  ): Promise<Stored<Registration>> {
    return this.identifyAs(caller, id, known, {
      access: staff(caller),
      before: (state) => (known === undefined ? this.establish(state, apart) : this.refuseUnlessKnown(caller, known)),
      ifVersion,
    });
  }

  /** The organisation that a stranger's registration says it is of says so too, by the link that went to its own address. */
  async identifyByLink({ registrationId, organisationId }: Claim): Promise<void> {
    await this.identifyAs(identificationHolder(organisationId), registrationId, organisationId, {
      access: linkHolder,
      before: async () => {
        await this.established(organisationId);
      },
    });
  }

  /** What there is to decide behind such a link, and whether it has been. */
  async claim({ registrationId, organisationId }: Claim): Promise<ClaimedRegistration> {
    const { state } = await this.registrations.require(registrationId);
    const organisation = await this.established(organisationId);
    const isOpen = liveStatuses.some((live) => live === state.status) && state.status !== 'confirmed';
    const isTheirs = state.organisationId === organisationId;
    if (!isTheirs && !(isOpen && state.organisationId === state.described?.organisationId)) throw notFound();
    const campaign = await this.campaigns.require(state.campaignId);
    return { registration: state, organisation: organisation.state, campaign: campaign.state, isTheirs };
  }

  private async identifyAs(
    caller: Principal,
    id: string,
    known: string | undefined,
    {
      access,
      before,
      ifVersion,
    }: { access: Access; before: (state: Registration) => Promise<void>; ifVersion?: number | undefined },
  ): Promise<Stored<Registration>> {
    const registration = await this.decide(
      id,
      access,
      (state, campaign) =>
        identifyRegistration(state, campaign, known ?? state.described?.organisationId ?? state.organisationId),
      { ifVersion, prepare: before },
    ).catch(refuseSecond);
    // A merge that was interrupted before this is completed by asking for it once more.
    const { described } = registration.state;
    if (known !== undefined && described && described.organisationId !== known)
      await this.organisations.update(described.organisationId, (state) => mergeOrganisation(state, known));

    await this.audit.note(caller, known === undefined ? 'established' : 'merged', 'registration', id);
    return registration;
  }

  async decline(caller: Principal, id: string, reason: string, ifVersion?: number): Promise<Stored<Registration>> {
    const registration = await this.decide(
      id,
      staff(caller),
      (state, campaign) => declineRegistration(state, campaign, reason, this.clock.now()),
      { ifVersion },
    );

    await this.audit.note(caller, 'declined', 'registration', id);
    return registration;
  }

  /** Contact and message, once they are no longer needed; by the organisation itself, or those who look after it. */
  async forget(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Registration>> {
    const before = await this.registrations.require(id).catch(owner(caller).hideMissing);
    const registration = await this.decide(
      id,
      owner(caller),
      (state, campaign) => forgetRegistration(state, campaign, this.clock.now()),
      { ifVersion },
    );
    if (before.state.contact) await this.persons.forgetContactOf(registration.state, before.state.contact.email);

    await this.audit.note(caller, 'erased', 'registration', id);
    return registration;
  }

  /** Contact and message are personal data: for the organisation itself and for those who look after it, whose reading is on record. */
  async seenBy(caller: Principal, id: string): Promise<Stored<Registration>> {
    const registration = await this.registrations.require(id).catch(owner(caller).hideMissing);
    owner(caller).refuseUnlessAllowed(registration.state);

    if (looksAfter(caller, { county: registration.state.county }))
      await this.audit.note(caller, 'read', 'registration', id);
    return registration;
  }

  /**
   * Which others say that they are the organisation that a stranger has described: known ones, and those that strangers have described too, each
   * with its registration in the campaign. For those alone who look after them: nobody else learns who is known.
   */
  async resembling(caller: Principal, { organisationId, described, campaignId }: Registration): Promise<Resembling[]> {
    if (described?.organisationId !== organisationId) return [];
    const itself = await this.organisations.get(organisationId);
    if (itself?.state.claims === undefined) return [];

    const alike = await this.organisations.named([nameAtHome(itself.state)], { described: true });
    const resembling = [
      ...(await this.organisations.claiming(itself.state.claims)),
      ...alike.filter(({ state }) => mayBeOne(itself.state, state)).slice(0, mostAlike),
    ];
    const others = resembling.filter(
      (other) => other.id !== organisationId && looksAfter(caller, { county: other.state.county }),
    );
    const registered = await this.registrations.liveIn(
      campaignId,
      others.map(({ id }) => id),
    );
    return others.map(({ id, state: other }) => {
      const registrationId = registered.get(id);
      const { name, category, municipality, standing = 'established' } = other;
      return {
        organisationId: id,
        name,
        category,
        municipality,
        standing,
        ...(registrationId !== undefined && { registrationId }),
      };
    });
  }

  /** A coordinator sees the registrations of their own counties. */
  async search(caller: Principal, query: RegistrationQuery): Promise<Page<RegistrationSummary>> {
    const { county, ...wanted } = query;
    const { registrations, total } = await this.registrations.search(
      { ...wanted, counties: countiesSeen(caller, county) },
      { offset: offsetOf(query), limit: query.limit },
    );
    const names = await this.organisations.names(
      registrations.map(({ state }) => state.organisationId),
      {
        described: true,
      },
    );

    return page(
      registrations.map(({ id, state }) => {
        const organisationName = names.get(state.organisationId);
        return { ...publicRegistration(state, id), ...(organisationName !== undefined && { organisationName }) };
      }),
      total,
      query,
    );
  }

  /**
   * It is decided on what they say of themselves first, so that nobody joins the network by a registration that is refused. A stranger may describe
   * whom they like, and learns nothing by it: it is kept as it was described until somebody responsible says who it is.
   */
  private async submitDescribed(
    caller: Principal,
    id: string,
    profile: OrganisationProfile,
    decide: (registrant: Registrant, described?: Description) => Change<Registration>,
    campaign: Campaign,
  ): Promise<Stored<Registration>> {
    refuseAny(under('/organisation', profileErrors(profile)));
    const { category, municipality } = profile;
    const { contacts: _, ...described } = profile;
    const registrant = { id: uuid(), category, municipality, county: countyOf(municipality).code };
    const submitted = decide(registrant, { organisationId: registrant.id, profile: described });
    if (await this.network.entrusted(caller, profile)) {
      await this.network.refuseUnlessCertain(profile);
      return this.submitKnown(id, await this.network.admit(profile), decide);
    }

    refuseAny([
      ...under('/organisation', strangersWordErrors(campaign, profile)),
      ...strangersWordErrors(campaign, { offers: submitted.state.offers, needs: submitted.state.needs }),
    ]);
    const registration = await this.registrations.create(id, submitted);
    await this.network.describe(registration.state);
    return registration;
  }

  private submitKnown(
    id: string,
    organisation: Stored<Organisation>,
    decide: (registrant: Registrant) => Change<Registration>,
  ): Promise<Stored<Registration>> {
    return this.registrations.create(id, decide({ id: organisation.id, ...organisation.state })).catch(refuseSecond);
  }

  private async establish(registration: Registration, apart: boolean): Promise<void> {
    const { described, organisationId } = registration;
    if (described?.organisationId !== organisationId) return;
    await this.organisations
      .updateWith(
        organisationId,
        async ({ state }) => {
          if (!apart && state.standing === 'described') await this.network.refuseUnlessCertain(state);
        },
        (state) => establishOrganisation(state, apart),
      )
      .catch(
        refuseDuplicate(
          'organisation-known',
          'An organisation is known by this number, or by this name in this municipality. Say first whether it is that one.',
        ),
      );
  }

  /** Somebody who looks after one cannot give it what belongs to a county of others. */
  private async refuseUnlessKnown(caller: Principal, organisationId: string): Promise<void> {
    const known = await this.organisations.get(organisationId);
    if (known && isEstablished(known.state) && looksAfter(caller, { county: known.state.county })) return;
    throw unknownOrganisation(organisationId);
  }

  private async established(organisationId: string): Promise<Stored<Organisation>> {
    const known = await this.organisations.get(organisationId);
    if (!known || !isEstablished(known.state)) throw notFound();
    return known;
  }

  private async named(caller: Principal, organisationId: string): Promise<Stored<Organisation>> {
    // Nobody learns from how long it takes whether it is there.
    if (caller.kind !== 'user') throw notYours();
    if (belongsTo(caller, organisationId)) return this.organisations.require(organisationId);

    const organisation = await this.organisations.get(organisationId);
    if (!organisation || !looksAfter(caller, { county: organisation.state.county })) throw notYours();
    return organisation;
  }

  /** In one transaction: whoever is the contact now has a link, or nothing has changed. */
  private decideAndSendLink(
    id: string,
    access: Access,
    decide: (registration: Registration, campaign: Campaign) => Decision<Registration>,
    {
      ifVersion,
      byLink,
      unless = () => false,
    }: {
      readonly ifVersion: number | undefined;
      readonly byLink: boolean;
      readonly unless?: (before: Registration, after: Registration) => boolean;
    },
  ): Promise<Stored<Registration>> {
    return inTransaction(this.connection, async (session) => {
      let before: Registration | undefined;
      const remember = (state: Registration, campaign: Campaign) => decide((before = state), campaign);
      const registration = await this.decide(id, access, remember, { ifVersion, session });
      if (!before || !unless(before, registration.state))
        await this.mails.putInLink(id, byLink, this.clock.now(), session);
      if (before && hasMoved(before, registration.state)) await this.followContact(before, registration.state, session);
      return registration;
    });
  }

  /** Whatever went to the contact that it named goes to the one that it names. */
  private async followContact(
    before: Registration,
    { contact, organisationId, described, campaignId }: Registration,
    session: ClientSession,
  ): Promise<void> {
    await this.caseLinks.sendAgain(organisationId, (kase) => kase.campaignId === campaignId, session);
    const copy = described && (await this.organisations.get(described.organisationId, session));
    if (!copy || !contact || !before.contact) return;
    const { email } = before.contact;
    await this.organisations.update(copy.id, (state) => replaceContact(state, email, contact, this.clock.now()), {
      session,
    });
  }

  private renewalOf(id: string): LinkRenewal {
    const { linkKey } = this.settings;
    return { now: this.clock.now(), hashOf: (linksSince) => linkHash(linkSecret(linkKey, id, linksSince)) };
  }

  /**
   * Decides in the light of the campaign. The registration is read before the campaign, and both are read anew when the
   * registration has changed meanwhile: that is what keeps a removed day from being confirmed (see CampaignsService). What must have
   * happened before is done only for whoever may, and has read what is decided on.
   */
  private decide(
    id: string,
    { refuseUnlessAllowed, hideMissing }: Access,
    decide: (registration: Registration, campaign: Campaign) => Decision<Registration>,
    {
      ifVersion,
      prepare,
      session,
    }: {
      readonly ifVersion?: number | undefined;
      readonly prepare?: (registration: Registration, campaign: Campaign) => Promise<void>;
      readonly session?: ClientSession;
    } = {},
  ): Promise<Stored<Registration>> {
    return this.registrations
      .updateWith(
        id,
        async (loaded) => {
          refuseUnlessAllowed(loaded.state);
          refuseUnlessVersion(loaded, ifVersion);
          const campaign = await this.campaigns.require(loaded.state.campaignId);
          await prepare?.(loaded.state, campaign.state);
          return campaign;
        },
        (state, campaign) => decide(state, campaign.state),
        session && { session },
      )
      .catch(hideMissing);
  }
}

/** Who may, and what the others hear, be it there or not. */
interface Access {
  readonly refuseUnlessAllowed: (registration: Registration) => void;
  readonly hideMissing: (error: unknown) => never;
}

function staff(caller: Principal): Access {
  return {
    refuseUnlessAllowed: ({ county }) => refuseUnlessLooksAfter(caller, { county }),
    hideMissing: asOthers(caller, notInYourCounties),
  };
}

/** The link of a claim has been opened: whoever has it may say that the registration is theirs. */
const linkHolder: Access = {
  refuseUnlessAllowed: () => undefined,
  hideMissing: (error) => {
    throw error;
  },
};

/** The audit says that they came by the link. */
function identificationHolder(organisation: string): User {
  return {
    kind: 'user',
    subject: 'identification-link',
    role: 'organisation',
    organisation,
    counties: [],
    scopes: [],
  };
}

function owner(caller: Principal): Access {
  return {
    refuseUnlessAllowed: ({ linkHash, organisationId, county }) => {
      const owns = caller.kind === 'link' ? opensLink(linkHash, caller.secret) : belongsTo(caller, organisationId);
      if (!owns && !looksAfter(caller, { county })) throw notYours();
    },
    hideMissing: asOthers(caller, notYours),
  };
}

function countiesSeen(caller: Principal, county: string | undefined): readonly string[] | undefined {
  const wanted = county === undefined ? undefined : [county];
  const places = placesOf(caller);
  if (places === 'all') return wanted;
  return wanted?.filter((code) => places.counties.includes(code)) ?? places.counties;
}

function unknownOrganisation(id: string): Refusal {
  const detail = `No organisation that is known, and that you look after, has the id ${id}.`;
  return new Refusal('unknown-organisation', detail, 'invalid', [
    { pointer: '/organisationId', code: 'unknown-organisation', detail },
  ]);
}

function unknownCampaign(id: string): Refusal {
  const detail = `There is no campaign ${id}.`;
  return new Refusal('unknown-campaign', detail, 'invalid', [
    { pointer: '/campaignId', code: 'unknown-campaign', detail },
  ]);
}
