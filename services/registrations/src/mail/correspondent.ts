import type { Contact } from '../organisation/organisation.state.ts';
import { liveStatuses } from '../registration/registration.state.ts';
import type { Registration } from '../registration/registration.state.ts';

export type Correspondent =
  | { readonly kind: 'found'; readonly contact: Contact }
  | { readonly kind: 'none'; readonly reason: 'registration-withdrawn' | 'no-contact' };

/**
 * Whom to write to in an organisation about a campaign: the contact of its registration there, else that of its newest live registration,
 * else the first contact that its own page names. Who has left the campaign, or was declined, is not written to about it.
 */
export function correspondentFor(
  campaignId: string,
  newestFirst: readonly Registration[],
  contacts: readonly Contact[],
): Correspondent {
  const inCampaign = newestFirst.filter((registration) => registration.campaignId === campaignId);
  if (inCampaign.length > 0 && !inCampaign.some(isLive)) return { kind: 'none', reason: 'registration-withdrawn' };

  const registration = inCampaign.find(isLive) ?? newestFirst.find(isLive);
  const contact = registration?.contact ?? contacts[0];
  return contact ? { kind: 'found', contact } : { kind: 'none', reason: 'no-contact' };
}

function isLive({ status }: Registration): boolean {
  return liveStatuses.some((live) => live === status);
}
