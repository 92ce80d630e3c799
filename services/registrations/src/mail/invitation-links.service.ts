import { Injectable } from '@nestjs/common';
import { Clock, LinkSigner } from '@kraftsamling/service';
import { RegistrationsSettings } from '../registrations.settings.ts';
import type { AboutCase } from './mail.ts';

const purpose = 'matchmaking.invitation';
/** What a link may do, its case says; it is shown what became of the case for as long as this. */
const dayMs = 86_400_000;
const validForDays = 400;

/**
 * The links with which organisations answer in cases, without an account: signed here, where the addresses are that they are sent to, and
 * opened by matchmaking, which knows the public key alone.
 */
@Injectable()
export class InvitationLinks {
  private readonly signer: LinkSigner;

  constructor(
    private readonly settings: RegistrationsSettings,
    private readonly clock: Clock,
  ) {
    this.signer = new LinkSigner(settings.invitationLinksPrivateKey);
  }

  /** The token stands in the query, which no log of ours holds, since the page behind it works without JavaScript. */
  async linkTo(
    { caseId, organisationId, invitationId }: AboutCase,
    { registrationId, linksSince }: { readonly registrationId?: string; readonly linksSince?: Date },
  ): Promise<string> {
    const about = {
      case: caseId,
      ...(invitationId !== undefined && { invitation: invitationId }),
      // Whose contact it goes to, and since when links are new ones there: when that is another instant, the link is too old.
      ...(registrationId !== undefined && { registration: registrationId }),
      ...(linksSince && { since: linksSince.toISOString() }),
    };
    const expiresAt = new Date(this.clock.now().getTime() + validForDays * dayMs);
    const token = await this.signer.sign({ purpose, subject: organisationId, about }, expiresAt);
    return `${this.settings.invitationLinksUrl}?token=${token}`;
  }
}
