import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The secret of a link in a mail. It is computed from what the link is about, so that nothing that lies in the database opens anything, and a
 * wrong one is found out without asking whether there is such a thing.
 */
export function linkSecret(key: string, about: string): string {
  return createHmac('sha256', key).update(about).digest('base64url');
}

export function isLinkSecret(key: string, about: string, given: string): boolean {
  const expected = Buffer.from(linkSecret(key, about));
  const sent = Buffer.from(given);
  return expected.length === sent.length && timingSafeEqual(expected, sent);
}
