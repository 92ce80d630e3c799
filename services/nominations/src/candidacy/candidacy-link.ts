import type { Language } from '@kraftsamling/service';
import { isLinkSecret, linkSecret } from '../link-secret.ts';

/** A municipality that is in a candidacy, of which a joint entry has several. */
export interface Member {
  readonly candidacyId: string;
  readonly municipality: string;
}

/**
 * The secret of the link that a municipality is sent at its official address: whoever has it speaks for the municipality here. Those that were sent
 * before `linksSince`, when it got another address, have another secret.
 */
export function candidacyToken(key: string, member: Member, linksSince?: Date): string {
  return linkSecret(key, aboutOf(member, linksSince));
}

export function opensCandidacy(key: string, member: Member, linksSince: Date | undefined, token: string): boolean {
  return isLinkSecret(key, aboutOf(member, linksSince), token);
}

export function candidacyPath({ candidacyId, municipality }: Member, token: string, language: Language): string {
  return `/candidacy/${candidacyId}/${municipality}?token=${encodeURIComponent(token)}&lang=${language}`;
}

function aboutOf({ candidacyId, municipality }: Member, linksSince: Date | undefined): string {
  const about = `candidacy ${candidacyId} ${municipality}`;
  return linksSince ? `${about} ${linksSince.toISOString()}` : about;
}
