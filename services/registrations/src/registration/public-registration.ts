import type { RegistrationData } from '@kraftsamling/contracts';
import { withdrawalReasons } from './registration.state.ts';
import type { Registration } from './registration.state.ts';

/** A registration as it is published: nothing about who has written it, nor what they wrote. */
export function publicRegistration(registration: Registration, id: string): RegistrationData {
  const { campaignId, organisationId, category, municipality, county, status, submittedAt, linksSince } = registration;
  return {
    id,
    campaignId,
    organisationId,
    category,
    municipality,
    county,
    days: [...registration.days],
    offers: [...registration.offers],
    needs: [...registration.needs],
    status,
    submittedAt: submittedAt.toISOString(),
    ...(linksSince && { linksSince: linksSince.toISOString() }),
    ...history(registration),
  };
}

function isPublic(reason: string | undefined): reason is string {
  return withdrawalReasons.some((known) => known === reason);
}

type History = Pick<
  RegistrationData,
  'contactedAt' | 'confirmedAt' | 'kitIssuedAt' | 'declinedAt' | 'declineReason' | 'withdrawnAt' | 'withdrawalReason'
>;

function history(registration: Registration): History {
  switch (registration.status) {
    case 'submitted':
      return {};
    case 'contacted':
      return { contactedAt: registration.contactedAt.toISOString() };
    case 'confirmed':
      return {
        ...(registration.contactedAt && { contactedAt: registration.contactedAt.toISOString() }),
        confirmedAt: registration.confirmedAt.toISOString(),
        kitIssuedAt: registration.kitIssuedAt.toISOString(),
      };
    case 'declined':
      return {
        ...(registration.contactedAt && { contactedAt: registration.contactedAt.toISOString() }),
        declinedAt: registration.declinedAt.toISOString(),
        declineReason: registration.declineReason,
      };
    case 'withdrawn':
      return {
        ...(registration.contactedAt && { contactedAt: registration.contactedAt.toISOString() }),
        ...(registration.confirmedAt && { confirmedAt: registration.confirmedAt.toISOString() }),
        ...(registration.kitIssuedAt && { kitIssuedAt: registration.kitIssuedAt.toISOString() }),
        withdrawnAt: registration.withdrawnAt.toISOString(),
        ...(isPublic(registration.withdrawalReason) && { withdrawalReason: registration.withdrawalReason }),
      };
  }
}
