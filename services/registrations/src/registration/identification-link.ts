import type { Language } from '@kraftsamling/service';
import { linkHash, linkSecret, opensLink } from './management-link.ts';

/** A stranger's registration, and the known organisation that it says it is of. */
export interface Claim {
  readonly registrationId: string;
  readonly organisationId: string;
}

/**
 * The secret of the link that goes to the organisation's own address: whoever has it may say that the registration is theirs. Those that went to
 * another address, before `linksSince`, have another secret.
 */
export function identificationToken(key: string, claim: Claim, linksSince?: Date): string {
  return linkSecret(key, aboutOf(claim), linksSince);
}

/** A wrong one is found out without asking whether there is such a registration. */
export function opensIdentification(key: string, claim: Claim, linksSince: Date | undefined, token: string): boolean {
  return opensLink(linkHash(identificationToken(key, claim, linksSince)), token);
}

/** The token stands in the query, which no log of ours holds, since the page behind it works without JavaScript. */
export function identificationPath(
  { registrationId, organisationId }: Claim,
  token: string,
  language: Language,
): string {
  return `/identification/${registrationId}/${organisationId}?token=${encodeURIComponent(token)}&lang=${language}`;
}

function aboutOf({ registrationId, organisationId }: Claim): string {
  return `identification ${registrationId} ${organisationId}`;
}
