import type { Language } from '@kraftsamling/service';
import { isLinkSecret, linkSecret } from '../link-secret.ts';

/** The secret of the link with which a nomination is confirmed. */
export function confirmationToken(key: string, nominationId: string): string {
  return linkSecret(key, aboutOf(nominationId));
}

export function opensConfirmation(key: string, nominationId: string, token: string): boolean {
  return isLinkSecret(key, aboutOf(nominationId), token);
}

/** The token stands in the query, since the page works without JavaScript; queries are in no log. */
export function confirmationPath(nominationId: string, token: string, language: Language): string {
  return `/confirmation/${nominationId}?token=${encodeURIComponent(token)}&lang=${language}`;
}

function aboutOf(nominationId: string): string {
  return `nomination ${nominationId}`;
}
