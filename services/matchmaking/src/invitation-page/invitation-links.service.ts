import { Injectable } from '@nestjs/common';
import { Clock, LinkVerifier, Problem } from '@kraftsamling/service';
import type { User } from '@kraftsamling/service';
import { MatchmakingSettings } from '../matchmaking.settings.ts';
import { Organisations } from '../organisation/organisation.replica.ts';
import { Registrations } from '../registration/registration.replica.ts';
import type { LinkHolder } from './situation.ts';

const purpose = 'matchmaking.invitation';

/** Opens the links that registrations has sent, by its public key. */
@Injectable()
export class InvitationLinks {
  private readonly verifier: LinkVerifier;

  constructor(
    settings: MatchmakingSettings,
    private readonly organisations: Organisations,
    private readonly registrations: Registrations,
    private readonly clock: Clock,
  ) {
    this.verifier = new LinkVerifier(settings.invitationLinksPublicKeys);
  }

  async open(token: string): Promise<LinkHolder> {
    const { subject: organisationId, about } = await this.verifier.open(token, purpose, this.clock.now());
    const { case: caseId = '', invitation: invitationId, registration, since = '' } = about;
    const goesTo =
      registration === undefined
        ? (await this.organisations.known([organisationId])).get(organisationId)
        : await this.registrations.get(registration);
    // Instants in UTC are in the order of the alphabet. What is known here may be older than the link, never the other way round.
    if (goesTo?.linksSince !== undefined && goesTo.linksSince > since)
      throw new Problem(410, 'link-expired', 'The link went to somebody who is no longer the contact.');
    return { organisationId, caseId, ...(invitationId !== undefined && { invitationId }) };
  }
}

/** Whoever has the link speaks for the organisation, as a member of its staff would. The audit says that they came by the link. */
export function callerOf({ organisationId }: LinkHolder): User {
  return {
    kind: 'user',
    subject: 'invitation-link',
    role: 'organisation',
    organisation: organisationId,
    counties: [],
    scopes: [],
  };
}
