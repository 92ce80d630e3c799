import type { Language } from '@kraftsamling/service';
import { isLinkSecret, linkSecret } from '../link-secret.ts';

/** A municipality that is in a candidacy, of which a joint entry has several. */
export interface Member {
  readonly candidacyId: string;
  readonly municipality: string;
}

/** The secret of the link that a municipality is sent at its official address: whoever has it speaks for the municipality here. */
export function candidacyToken(key: string, member: Member): string {
  return linkSecret(key, aboutOf(member));
}

export function opensCandidacy(key: string, member: Member, token: string): boolean {
  return isLinkSecret(key, aboutOf(member), token);
}

export function candidacyPath({ candidacyId, municipality }: Member, token: string, language: Language): string {
  return `/candidacy/${candidacyId}/${municipality}?token=${encodeURIComponent(token)}&lang=${language}`;
}

function aboutOf({ candidacyId, municipality }: Member): string {
  return `candidacy ${candidacyId} ${municipality}`;
}
