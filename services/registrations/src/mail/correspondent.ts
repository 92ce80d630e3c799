import type { Contact, Organisation } from '../organisation/organisation.state.ts';
import { liveStatuses } from '../registration/registration.state.ts';
import type { Registration } from '../registration/registration.state.ts';

export type Correspondent =
  | {
      readonly kind: 'found';
      readonly contact: Contact;
      /** Whose contact it is, where it is not the organisation's own. */
      readonly registrationId?: string;
      readonly linksSince?: Date;
    }
  | { readonly kind: 'none'; readonly reason: 'registration-withdrawn' | 'no-contact' };

/**
 * Whom to write to in an organisation about a campaign: the contact of its registration there, else that of its newest live registration,
 * else the first contact that its own page names. Who has left the campaign, or was declined, is not written to about it.
 */
export function correspondentFor(
  campaignId: string,
  newestFirst: readonly (Registration & { readonly id: string })[],
  { contacts, linksSince }: Pick<Organisation, 'contacts' | 'linksSince'>,
): Correspondent {
  const inCampaign = newestFirst.filter((registration) => registration.campaignId === campaignId);
  if (inCampaign.length > 0 && !inCampaign.some(isLive)) return { kind: 'none', reason: 'registration-withdrawn' };

  const registration = inCampaign.find(isLive) ?? newestFirst.find(isLive);
  if (registration?.contact) {
    const { id: registrationId, contact, linksSince: since } = registration;
    return { kind: 'found', contact, registrationId, ...(since && { linksSince: since }) };
  }
  const [contact] = contacts;
  return contact
    ? { kind: 'found', contact, ...(linksSince && { linksSince }) }
    : { kind: 'none', reason: 'no-contact' };
}

function isLive({ status }: Registration): boolean {
  return liveStatuses.some((live) => live === status);
}
