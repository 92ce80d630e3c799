import type { Capability } from '@kraftsamling/contracts';
import type { Campaign } from '../campaign/campaign.ts';
import type { Contact, Organisation, OrganisationProfile } from '../organisation/organisation.state.ts';

/** What an organisation says when it registers, and may change as long as the campaign lasts. */
export interface Particulars {
  readonly days: readonly string[];
  readonly offers: readonly Capability[];
  readonly needs: readonly Capability[];
  readonly contact: Contact;
  readonly message?: string;
}

/** An organisation as a stranger has described it, under an id of its own. It may turn out to be one that is known. */
export interface Description {
  readonly organisationId: string;
  readonly profile: Omit<OrganisationProfile, 'contacts'>;
}

interface Submitted extends Omit<Particulars, 'contact'> {
  /** Until it is forgotten. */
  readonly contact?: Contact;
  readonly campaignId: string;
  readonly organisationId: string;
  /** What a stranger who registered said of the organisation. */
  readonly described?: Description;
  /** Whom to write to and what they wrote has been removed: it is over, or somebody has asked for it. */
  readonly forgottenAt?: Date;
  /** Category and place as they were when the organisation registered. */
  readonly category: string;
  readonly municipality: string;
  readonly county: string;
  readonly submittedAt: Date;
  /** Recognises the secret of the management link. */
  readonly linkHash: string;
  /** No link that was sent before this opens anything: somebody else is the contact since, or it was revoked. Left out: all do. */
  readonly linksSince?: Date;
  /** Until staff send a new link, or somebody else is the contact, nobody has one. */
  readonly linkRevoked?: LinkRevocation;
}

export interface LinkRevocation {
  readonly at: Date;
  readonly reason: string;
}

export interface SubmittedRegistration extends Submitted {
  readonly status: 'submitted';
}

export interface ContactedRegistration extends Submitted {
  readonly status: 'contacted';
  readonly contactedAt: Date;
}

export interface ConfirmedRegistration extends Submitted {
  readonly status: 'confirmed';
  readonly contactedAt?: Date;
  readonly confirmedAt: Date;
  readonly kitIssuedAt: Date;
}

export interface DeclinedRegistration extends Submitted {
  readonly status: 'declined';
  readonly contactedAt?: Date;
  readonly declinedAt: Date;
  readonly declineReason: string;
}

export interface WithdrawnRegistration extends Submitted {
  readonly status: 'withdrawn';
  readonly contactedAt?: Date;
  readonly confirmedAt?: Date;
  readonly kitIssuedAt?: Date;
  readonly withdrawnAt: Date;
  readonly withdrawalReason?: string;
}

/** An intresseanmälan. An organisation has one live registration in a campaign: submitted, contacted or confirmed. */
export type Registration =
  SubmittedRegistration | ContactedRegistration | ConfirmedRegistration | DeclinedRegistration | WithdrawnRegistration;

/** What the organisation that a stranger's registration says it is of decides on. */
export interface ClaimedRegistration {
  readonly registration: Registration;
  readonly organisation: Organisation;
  readonly campaign: Campaign;
  readonly isTheirs: boolean;
}

/** Why people withdraw, in words that everybody may read. Another reason stays with those who look after the registration. */
export const withdrawalReasons = [
  'no-staff',
  'no-venue',
  'no-time',
  'no-funding',
  'illness',
  'other-plans',
  'other',
] as const;

export const liveStatuses = ['submitted', 'contacted', 'confirmed'] as const;

export const statuses = [...liveStatuses, 'declined', 'withdrawn'] as const;
