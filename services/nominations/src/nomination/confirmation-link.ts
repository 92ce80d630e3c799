import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Language } from '@kraftsamling/service';

/**
 * The secret of the link with which a nomination is confirmed. It is computed from the nomination's id, so that nothing that lies in the
 * database confirms anything, and a wrong one is found out without asking whether there is such a nomination.
 */
export function confirmationToken(key: string, nominationId: string): string {
  return createHmac('sha256', key).update(`nomination ${nominationId}`).digest('base64url');
}

export function opensConfirmation(key: string, nominationId: string, token: string): boolean {
  const expected = Buffer.from(confirmationToken(key, nominationId));
  const given = Buffer.from(token);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** The token stands in the query, since the page works without JavaScript; queries are in no log. */
export function confirmationPath(nominationId: string, token: string, language: Language): string {
  return `/confirmation/${nominationId}?token=${encodeURIComponent(token)}&lang=${language}`;
}
