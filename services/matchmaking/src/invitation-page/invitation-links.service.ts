import { Injectable } from '@nestjs/common';
import { Clock, LinkVerifier } from '@kraftsamling/service';
import type { User } from '@kraftsamling/service';
import { MatchmakingSettings } from '../matchmaking.settings.ts';
import type { LinkHolder } from './situation.ts';

const purpose = 'matchmaking.invitation';

/** Opens the links that registrations has sent, by its public key. */
@Injectable()
export class InvitationLinks {
  private readonly verifier: LinkVerifier;

  constructor(
    settings: MatchmakingSettings,
    private readonly clock: Clock,
  ) {
    this.verifier = new LinkVerifier(settings.invitationLinksPublicKeys);
  }

  async open(token: string): Promise<LinkHolder> {
    const { subject: organisationId, about } = await this.verifier.open(token, purpose, this.clock.now());
    const { case: caseId = '', invitation: invitationId } = about;
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
