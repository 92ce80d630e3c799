import {
  categories,
  kitIssued,
  registrationAmended,
  registrationConfirmed,
  registrationContacted,
  registrationDeclined,
  registrationSubmitted,
  registrationWithdrawn,
} from '@kraftsamling/contracts';
import type { Change, Decision, InputError } from '@kraftsamling/messaging/decision';
import { amends, becomes, nothingHappens, Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import { contactInWords } from '@kraftsamling/service/public-text';
import { swedishTime } from '@kraftsamling/service/time-in-words';
import type { Campaign } from '../campaign/campaign.ts';
import { campaignIsClosed } from '../campaign/campaign.ts';
import { unknownWordErrors, wordErrors } from '../organisation/capability.ts';
import { isSameAddress } from '../organisation/organisation.ts';
import { publicRegistration } from './public-registration.ts';
import type { Description, Particulars, Registration } from './registration.state.ts';

/** What a registration must know of the organisation that makes it. */
export interface Registrant {
  readonly id: string;
  readonly category: string;
  readonly municipality: string;
  readonly county: string;
}

export interface Submission extends Particulars {
  readonly campaignId: string;
  readonly described?: Description;
  readonly linkHash: string;
}

export function submitRegistration(
  campaign: Campaign,
  registrant: Registrant,
  submission: Submission,
  now: Date,
): Change<Registration> {
  refuseUnlessOpen(campaign, now);
  refuseAny([...categoryErrors(campaign, registrant.category), ...particularsErrors(campaign, submission)]);

  const { id: organisationId, category, municipality, county } = registrant;
  return becomes(
    { ...submission, organisationId, category, municipality, county, status: 'submitted', submittedAt: now },
    registrationSubmitted,
  );
}

/**
 * What a stranger has registered turns out to be a registration of an organisation that is known. What the registration says stays as it was said;
 * the unique index sees to it that the organisation has no other live one in the campaign. Nobody has been confirmed for it yet.
 */
export function identifyRegistration(
  registration: Registration,
  campaign: Campaign,
  organisationId: string,
): Decision<Registration> {
  if (registration.organisationId === organisationId) return nothingHappens;
  refuseIfClosed(campaign);
  switch (registration.status) {
    case 'declined':
      throw isDeclined();
    case 'withdrawn':
      throw isWithdrawn();
    case 'confirmed':
      throw isIdentified();
    case 'submitted':
    case 'contacted':
      if (registration.organisationId !== registration.described?.organisationId) throw isIdentified();
      return becomes({ ...registration, organisationId }, registrationAmended);
  }
}

/** Why nothing of it is changed any more, where it is over. */
export function whyOver({ status }: Registration): Refusal | undefined {
  if (status === 'declined') return isDeclined();
  return status === 'withdrawn' ? isWithdrawn() : undefined;
}

/**
 * A new message is a change without an event: only what everybody may know is published. Where another address is to be written to, the link that
 * went to the old one opens nothing any more.
 */
export function amendRegistration(
  registration: Registration,
  campaign: Campaign,
  amendment: Partial<Particulars>,
  renewal: LinkRenewal,
): Decision<Registration> {
  refuseIfClosed(campaign);
  switch (registration.status) {
    case 'declined':
      throw isDeclined();
    case 'withdrawn':
      throw isWithdrawn();
    case 'submitted':
    case 'contacted':
    case 'confirmed': {
      const changed: Registration = { ...registration, ...amendment };
      const amended = hasMoved(registration, changed) ? withNewLink(changed, renewal) : changed;
      refuseAny(particularsErrors(campaign, amended));
      if (registration.status === 'confirmed') refuseHeldDays(campaign, amended.days);
      return amends(registration, amended, publicRegistration, registrationAmended);
    }
  }
}

/** How a new link is made. The key is no concern of the rules. */
export interface LinkRenewal {
  readonly now: Date;
  /** What is kept of the secret that is made of this instant. */
  readonly hashOf: (linksSince: Date) => string;
}

/** Nobody has the link from now on. Whoever asks for a new one is sent none, until staff have sent it once. */
export function revokeLink(registration: Registration, reason: string, renewal: LinkRenewal): Decision<Registration> {
  if (registration.linkRevoked) return nothingHappens;
  const linkRevoked = { at: renewal.now, reason };
  return becomes({ ...withNewLink(registration, renewal), linkRevoked }, registrationAmended);
}

/** The link that holds can be sent again and again; one that was revoked is replaced by another, which nobody has had. */
export function restoreLink(registration: Registration, renewal: LinkRenewal): Decision<Registration> {
  if (!registration.contact)
    throw new Refusal('nobody-to-write-to', 'The registration names nobody to write to any more.');
  return registration.linkRevoked ? becomes(withNewLink(registration, renewal), registrationAmended) : nothingHappens;
}

/** Whether there is another address to write to. */
export function hasMoved(before: Registration, after: Registration): boolean {
  return after.contact !== undefined && !isSameAddress(after.contact.email, before.contact?.email ?? '');
}

function withNewLink(registration: Registration, { now, hashOf }: LinkRenewal): Registration {
  const { linksSince: before, linkRevoked: _, ...rest } = registration;
  const linksSince = before && before >= now ? new Date(before.getTime() + 1) : now;
  return { ...rest, linksSince, linkHash: hashOf(linksSince) };
}

/** Somebody at the secretariat has been in touch with the organisation. */
export function contactRegistration(registration: Registration, campaign: Campaign, now: Date): Decision<Registration> {
  refuseIfClosed(campaign);
  switch (registration.status) {
    case 'contacted':
    case 'confirmed':
      return nothingHappens;
    case 'declined':
      throw isDeclined();
    case 'withdrawn':
      throw isWithdrawn();
    case 'submitted':
      return becomes({ ...registration, status: 'contacted', contactedAt: now }, registrationContacted);
  }
}

/** Confirming hands over the kit. */
export function confirmRegistration(registration: Registration, campaign: Campaign, now: Date): Decision<Registration> {
  refuseIfClosed(campaign);
  switch (registration.status) {
    case 'confirmed':
      return nothingHappens;
    case 'declined':
      throw isDeclined();
    case 'withdrawn':
      throw isWithdrawn();
    case 'submitted':
    case 'contacted':
      // The days may have changed since they were chosen.
      refuseAny(dayErrors(campaign, registration.days));
      refuseHeldDays(campaign, registration.days);
      return becomes(
        { ...registration, status: 'confirmed', confirmedAt: now, kitIssuedAt: now },
        registrationConfirmed,
        kitIssued,
      );
  }
}

export function declineRegistration(
  registration: Registration,
  campaign: Campaign,
  reason: string,
  now: Date,
): Decision<Registration> {
  refuseIfClosed(campaign);
  refuseAny(contactInWords('', { reason }));
  switch (registration.status) {
    case 'declined':
      return nothingHappens;
    case 'withdrawn':
      throw isWithdrawn();
    case 'confirmed':
      throw new Refusal('registration-confirmed', 'A confirmed registration cannot be declined, only withdrawn.');
    case 'submitted':
    case 'contacted':
      return becomes(
        { ...registration, status: 'declined', declinedAt: now, declineReason: reason },
        registrationDeclined,
      );
  }
}

/** An organisation may leave until the campaign is closed. Leaving twice changes nothing. */
export function withdrawRegistration(
  registration: Registration,
  campaign: Campaign,
  reason: string | undefined,
  now: Date,
): Decision<Registration> {
  refuseIfClosed(campaign);
  switch (registration.status) {
    case 'withdrawn':
      return nothingHappens;
    case 'declined':
      throw isDeclined();
    case 'submitted':
    case 'contacted':
    case 'confirmed':
      return becomes(
        {
          ...registration,
          status: 'withdrawn',
          withdrawnAt: now,
          ...(reason !== undefined && { withdrawalReason: reason }),
        },
        registrationWithdrawn,
      );
  }
}

/**
 * Whom to write to and what they wrote is no longer needed once the organisation has left, was declined, or the campaign is over. What is published
 * stays: none of this ever was. Forgetting twice changes nothing.
 */
export function forgetRegistration(registration: Registration, campaign: Campaign, now: Date): Decision<Registration> {
  if (!isOver(registration, campaign))
    throw new Refusal(
      'registration-live',
      'What is needed as long as it takes part is kept. Withdraw the registration first.',
    );
  return forgotten(registration, now);
}

/** Somebody has asked for it, and an operator has found that it is theirs: also where the organisation goes on taking part. */
export function forgotten(registration: Registration, now: Date): Decision<Registration> {
  if (registration.contact === undefined) return nothingHappens;
  const { contact: _, message: __, described, ...rest } = registration;
  return becomes({ ...rest, ...(described && { described: withoutNumber(described) }), forgottenAt: now });
}

function withoutNumber({ organisationId, profile }: Description): Description {
  const { organisationNumber: _, ...others } = profile;
  return { organisationId, profile: others };
}

function isOver({ status }: Registration, campaign: Campaign): boolean {
  return status === 'withdrawn' || status === 'declined' || campaign.status === 'closed';
}

/** Whether the campaign takes registrations now. The instants at which the window opens and closes belong to it. */
export function refuseUnlessOpen(campaign: Campaign, now: Date): void {
  switch (campaign.status) {
    case 'draft':
      throw new Refusal('campaign-not-announced', 'The campaign has not been announced yet.');
    case 'closed':
      throw campaignIsClosed();
    case 'announced': {
      const { opens, closes } = campaign.registrationWindow;
      if (now < opens) throw new Refusal('registration-not-open', `Registration opens on ${swedishTime(opens)}.`);
      if (now > closes) throw new Refusal('registration-over', `Registration closed on ${swedishTime(closes)}.`);
    }
  }
}

function particularsErrors(
  campaign: Campaign,
  { days, offers, needs }: Pick<Particulars, 'days' | 'offers' | 'needs'>,
): InputError[] {
  return [...dayErrors(campaign, days), ...wordErrors('/offers', offers), ...wordErrors('/needs', needs)];
}

/** Everything that is wrong with a choice of days, with pointers into the registration. */
export function dayErrors(campaign: Campaign, days: readonly string[]): InputError[] {
  if (campaign.days.length > 0 && days.length === 0)
    return [
      {
        pointer: '/days',
        code: 'no-day-chosen',
        detail: `Choose one or more of the campaign's days: ${campaign.days.join(', ')}.`,
      },
    ];
  return days.flatMap((day, at): InputError[] =>
    campaign.days.includes(day)
      ? []
      : [
          {
            pointer: `/days/${at}`,
            code: 'unknown-day',
            detail:
              campaign.days.length > 0
                ? `${day} is not a day of the campaign. Its days are ${campaign.days.join(', ')}.`
                : `${day} is not a day of the campaign: it has none.`,
          },
        ],
  );
}

/** What a stranger says is public before anybody has read it: words that are known, or that the campaign has said. */
export function strangersWordErrors(
  { partnerCategories, themes, targetGroups }: Campaign,
  {
    category,
    offers = [],
    needs = [],
  }: { readonly category?: string } & Partial<Pick<Particulars, 'offers' | 'needs'>>,
): InputError[] {
  const said = new Set([...themes, ...targetGroups]);
  const isKnown = category === undefined || Object.hasOwn(categories, category) || partnerCategories.includes(category);
  return [
    ...unknownWordErrors('/offers', offers, said),
    ...unknownWordErrors('/needs', needs, said),
    ...(isKnown
      ? []
      : [
          {
            pointer: '/category',
            code: 'unknown-category',
            detail: `${category} is none of ${Object.keys(categories).join(', ')}.`,
          },
        ]),
  ];
}

/** A campaign that names its partner categories is for those only. */
export function categoryErrors({ partnerCategories }: Campaign, category: string): InputError[] {
  if (partnerCategories.length === 0 || partnerCategories.includes(category)) return [];
  return [
    {
      pointer: '/organisation/category',
      code: 'category-not-invited',
      detail: `The campaign is for ${partnerCategories.join(', ')}, not for ${category}.`,
    },
  ];
}

function refuseIfClosed(campaign: Campaign): void {
  if (campaign.status === 'closed') throw campaignIsClosed();
}

function refuseHeldDays(campaign: Campaign, days: readonly string[]): void {
  const held = campaign.status === 'announced' ? days.filter((day) => campaign.heldDays?.includes(day)) : [];
  if (held.length > 0)
    throw new Refusal('day-being-removed', `${held.join(', ')} is just being removed from the campaign.`);
}

function isIdentified(): Refusal {
  return new Refusal('organisation-established', 'Which organisation this is has been decided.');
}

function isDeclined(): Refusal {
  return new Refusal('registration-declined', 'The registration has been declined.');
}

function isWithdrawn(): Refusal {
  return new Refusal('registration-withdrawn', 'The registration has been withdrawn.');
}
