import { Injectable } from '@nestjs/common';
import type { CaseData } from '@kraftsamling/contracts';
import { municipality } from '@kraftsamling/geography';
import { Clock, PublicAddress } from '@kraftsamling/service';
import type { Language } from '@kraftsamling/service';
import { notToBeSent } from '@kraftsamling/service/mail';
import type { Letter, MailComposer as Composer, NotToBeSent, QueuedMail } from '@kraftsamling/service/mail';
import { Campaigns } from '../campaign/campaign.store.ts';
import { Cases } from '../case/case.replica.ts';
import type { Contact } from '../organisation/organisation.state.ts';
import { identityOf, isSameAddress } from '../organisation/organisation.ts';
import { Organisations } from '../organisation/organisation.store.ts';
import { identificationPath, identificationToken } from '../registration/identification-link.ts';
import type { Claim } from '../registration/identification-link.ts';
import { managementLink } from '../registration/management-link.ts';
import { Registrations } from '../registration/registration.store.ts';
import type { Registration } from '../registration/registration.state.ts';
import { RegistrationsSettings } from '../registrations.settings.ts';
import { Addresses } from './addresses.store.ts';
import { plainName } from './plain-name.ts';
import { caseMailTemplates } from './case-mail-templates.ts';
import type { CaseMailFacts } from './case-mail-templates.ts';
import { mailsOf, othersIn } from './case-mails.ts';
import { correspondentFor } from './correspondent.ts';
import { InvitationLinks } from './invitation-links.service.ts';
import type { About, AboutCase, AboutRegistration, CaseTemplate, RegistrationTemplate } from './mail.ts';
import { mailTemplates } from './mail-templates.ts';
import { meetingInvitation } from './meeting-invitation.ts';

/** Writes a mail when it is sent, from what is true then: to the address that holds now, and not at all when it has been overtaken. */
@Injectable()
export class MailComposer implements Composer<About> {
  constructor(
    private readonly registrations: Registrations,
    private readonly organisations: Organisations,
    private readonly campaigns: Campaigns,
    private readonly cases: Cases,
    private readonly addresses: Addresses,
    private readonly invitationLinks: InvitationLinks,
    private readonly clock: Clock,
    private readonly settings: RegistrationsSettings,
    private readonly address: PublicAddress,
  ) {}

  compose(mail: QueuedMail<About>): Promise<Letter | NotToBeSent> {
    return 'caseId' in mail ? this.aboutCase(mail) : this.aboutRegistration(mail);
  }

  private async aboutRegistration({
    id,
    again,
    registrationId,
    template,
    byLink,
  }: QueuedMail<AboutRegistration>): Promise<Letter | NotToBeSent> {
    const registration = await this.registrations.get(registrationId);
    // The stream remembers more than a database that was restored from a backup.
    if (!registration) return notToBeSent('registration-unknown');
    if (isOutdated(template, registration.state)) return notToBeSent('registration-withdrawn');
    const { contact: own, days, campaignId, linksSince, linkRevoked } = registration.state;
    if (linkRevoked && hasLink(template)) return notToBeSent('link-revoked');
    if (!own) return notToBeSent('no-contact');
    const claimed = await this.claimedBy(registration.state);
    const isAsked = claimed !== undefined && isSameAddress(claimed.contact.email, own.email);
    // Who is the contact of both is asked in the mail that says that the registration has come in.
    if (template === 'claimed' && (claimed === undefined || isAsked)) return notToBeSent('nobody-to-ask');
    const contact = template === 'claimed' && claimed ? claimed.contact : own;
    if (
      again === undefined &&
      (byLink === true || isCausedByStranger(template, registration.state)) &&
      !(await this.addresses.claim(contact.email, id, this.clock.now()))
    )
      return notToBeSent('written-to-lately');
    const campaign = await this.campaigns.require(campaignId);
    const { name: campaignName, organiser, replyTo, kit } = campaign.state;

    const text = mailTemplates[template][contact.language]({
      contactName: plainName(contact.name, contact.language),
      campaignName,
      organiser,
      days,
      kit,
      managementLink: managementLink(this.address.url, this.settings.linkKey, registrationId, linksSince),
      ...(claimed &&
        (template === 'claimed' || isAsked) && {
          claim: {
            organisationName: claimed.name,
            link: this.identificationLink(
              { registrationId, organisationId: claimed.id },
              claimed.linksSince,
              contact.language,
            ),
          },
        }),
    });
    return { kind: 'letter', to: receiver(contact), replyTo, ...text };
  }

  /** The known organisation that a stranger's registration says it is of, and whom to ask there, as long as nobody has decided it. */
  private async claimedBy({
    organisationId,
    described,
    status,
  }: Registration): Promise<{ id: string; name: string; contact: Contact; linksSince: Date | undefined } | undefined> {
    const isOpen = status === 'submitted' || status === 'contacted';
    if (!isOpen || described?.organisationId !== organisationId) return undefined;
    const known = await this.organisations.withIdentity(identityOf(described.profile));
    const contact = known?.state.contacts[0];
    return known && contact && { id: known.id, name: known.state.name, contact, linksSince: known.state.linksSince };
  }

  private identificationLink(claim: Claim, linksSince: Date | undefined, language: Language): string {
    const token = identificationToken(this.settings.linkKey, claim, linksSince);
    return `${this.address.url}${identificationPath(claim, token, language)}`;
  }

  private async aboutCase(mail: QueuedMail<AboutCase>): Promise<Letter | NotToBeSent> {
    const kase = await this.cases.newest(mail.caseId);
    const due = kase && mailsOf(kase.data).find(({ id }) => id === (mail.again ?? mail.id));
    const now = this.clock.now();
    if (!due || due.until <= now) return notToBeSent('overtaken');

    const { campaignId } = kase.data;
    const [campaign, organisation, registrations] = await Promise.all([
      this.campaigns.get(campaignId),
      this.organisations.get(mail.organisationId),
      this.registrations.ofOrganisation(mail.organisationId),
    ]);
    if (!campaign || !organisation) return notToBeSent(campaign ? 'organisation-unknown' : 'campaign-unknown');
    if (isRequest(mail.template) && !organisation.state.consentsToMatching) return notToBeSent('no-consent');
    const correspondent = correspondentFor(campaignId, registrations, organisation.state);
    if (correspondent.kind === 'none') return notToBeSent(correspondent.reason);

    const { contact } = correspondent;
    const facts: CaseMailFacts = {
      ...factsOf(kase.data, mail, now),
      contactName: plainName(contact.name, contact.language),
      campaignName: campaign.state.name,
      organiser: campaign.state.organiser,
      others: await this.namesOf(othersIn(kase.data, mail.organisationId)),
      link: await this.invitationLinks.linkTo(mail, correspondent),
    };
    const text = caseMailTemplates[mail.template][contact.language](facts);
    return {
      kind: 'letter',
      replyTo: campaign.state.replyTo,
      to: receiver(contact),
      ...text,
      ...this.calendarOf(mail, kase.version, facts, contact, due.at),
    };
  }

  /** Whoever does not want to be matched any more is named to nobody who has not met them yet. */
  private async namesOf({ members, asked }: ReturnType<typeof othersIn>): Promise<string[]> {
    const names = await this.organisations.names([...members, ...asked], { described: false });
    const consenting = await this.organisations.consenting(asked);
    return [...members, ...asked.filter((id) => consenting.has(id))].flatMap((id) => names.get(id) ?? []);
  }

  private calendarOf(
    { caseId, template }: AboutCase,
    sequence: number,
    { chosen, campaignName, place, others }: CaseMailFacts,
    { name, email, language }: Contact,
    at: Date,
  ): Pick<Letter, 'calendar'> {
    const method = template === 'meeting-chosen' ? 'REQUEST' : template === 'case-closed' ? 'CANCEL' : undefined;
    if (!method || !chosen) return {};
    const content = meetingInvitation(method, {
      ...chosen,
      caseId,
      sequence,
      summary: `${campaignName[language]}, ${place}`,
      description: others.join(', '),
      organiser: senderOf(this.settings.mailReplyTo ?? this.settings.mailFrom),
      attendee: { name: plainName(name, language), email },
      at,
    });
    return { calendar: { method, content } };
  }
}

/** Whoever registers without an account has given the address, be it their own or not. Everything else, staff or the organisation has caused. */
function isCausedByStranger(template: RegistrationTemplate, { described }: Registration): boolean {
  return template === 'claimed' || (template === 'received' && described !== undefined);
}

function hasLink(template: RegistrationTemplate): boolean {
  return template === 'received' || template === 'link';
}

function receiver({ name, email, language }: Contact): Letter['to'] {
  return { name: plainName(name, language), email };
}

/** Nobody is asked who has just said that it does not want to be: matchmaking will learn of it in a moment. */
function isRequest(template: CaseTemplate): boolean {
  return template === 'invitation' || template === 'replacement' || template === 'reminder';
}

/** No kit to a registration that was withdrawn meanwhile. */
function isOutdated(template: RegistrationTemplate, { status }: Registration): boolean {
  return template === 'kit' && status === 'withdrawn';
}

type OfCase = Omit<CaseMailFacts, 'contactName' | 'campaignName' | 'organiser' | 'others' | 'link'>;

function factsOf(kase: CaseData, { invitationId }: AboutCase, now: Date): OfCase {
  const { meeting, status } = kase;
  const invitation = kase.invitations.find(({ id }) => id === invitationId);
  const times = (meeting?.times ?? []).map(({ id, start, end }) => ({
    id,
    start: new Date(start),
    end: new Date(end),
  }));
  return {
    place: municipality(kase.municipality).name,
    need: kase.need,
    brings: invitation?.brings ?? [],
    invitedAt: new Date(invitation?.invitedAt ?? kase.identifiedAt),
    expiresAt: new Date(invitation?.expiresAt ?? kase.identifiedAt),
    ended: status === 'closed' || status === 'followed-up' ? 'over' : invitation?.status === 'expired' ? 'expired' : 'superseded', // prettier-ignore
    times,
    chosen: times.find(({ id, start }) => id === meeting?.chosen && start > now),
  };
}

/** `Digitalidag <info@example.org>`, or an address alone. */
function senderOf(mailFrom: string): { name: string; email: string } {
  const [, name, address] = /^(.*?)\s*<([^<>]+)>\s*$/.exec(mailFrom) ?? [];
  const email = address ?? mailFrom;
  return { name: name === undefined || name === '' ? email : name, email };
}
