import { generateKeyPairSync } from 'node:crypto';
import { LinkSigner } from '@kraftsamling/service';

const pair = generateKeyPairSync('ed25519');
const signer = new LinkSigner(pair.privateKey);

/** What the service knows of whoever signs the links. */
export const linkSettings = {
  INVITATION_LINKS_PUBLIC_KEYS: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
};

/** A token as registrations signs it for a link: for an invitation of a case, or for the owner of its need. */
export function linkToken(
  organisationId: string,
  caseId: string,
  invitation?: string,
  {
    purpose = 'matchmaking.invitation',
    expiresAt = new Date('2030-01-01T00:00:00Z'),
    by = signer,
    goesTo = {},
  }: {
    readonly purpose?: string;
    readonly expiresAt?: Date;
    readonly by?: LinkSigner;
    /** Whose contact, where it is not the organisation's own, and since when links are new ones there. */
    readonly goesTo?: { readonly registration?: string; readonly since?: string };
  } = {},
): Promise<string> {
  const about = { case: caseId, ...(invitation !== undefined && { invitation }), ...goesTo };
  return by.sign({ purpose, subject: organisationId, about }, expiresAt);
}
