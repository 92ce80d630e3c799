import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The secret of the link with which an organisation without an account looks after its registration. It is computed from the
 * registration's id and from when links began to be new ones, so that every mail can carry the same link and nothing that lies in the database opens
 * anything.
 */
export function linkSecret(key: string, registrationId: string, linksSince?: Date): string {
  const about = linksSince ? `${registrationId} ${linksSince.toISOString()}` : registrationId;
  return createHmac('sha256', key).update(about).digest('base64url');
}

/** What is kept of a secret. Links that are out go on working when the key is changed. */
export function linkHash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

export function opensLink(hash: string, secret: string): boolean {
  return timingSafeEqual(Buffer.from(hash), Buffer.from(linkHash(secret)));
}

/** The secret stands after the `#`: browsers keep that part to themselves, so it is in no server's log. */
export function managementLink(publicUrl: string, key: string, registrationId: string, linksSince?: Date): string {
  return `${publicUrl}/manage/${registrationId}#${linkSecret(key, registrationId, linksSince)}`;
}
