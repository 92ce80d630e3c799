import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { LinkSigner, LinkVerifier } from './signed-link.ts';

const now = new Date('2024-10-01T08:00:00Z');
const later = new Date('2025-10-01T08:00:00Z');
const scope = { purpose: 'library.loan', subject: 'reader-7', about: { book: 'b-1', loan: '2' } };

const old = generateKeyPairSync('ed25519');
const current = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const verifier = new LinkVerifier([old.publicKey, current.publicKey]);

const signed = (key = current.privateKey) => new LinkSigner(key).sign(scope, later);
const refused = async (token: string, purpose = scope.purpose, at = now, by = verifier) =>
  by.open(token, purpose, at).catch((error: unknown) => error);
const notFound = expect.objectContaining({ status: 404, code: 'not-found' }) as unknown;

describe('a signed link', () => {
  it('says for whom it speaks and about what, and nothing else', async () => {
    expect(await verifier.open(await signed(), scope.purpose, now)).toEqual(scope);
  });

  it('is opened with the key before and the key after while keys are changed', async () => {
    expect(await verifier.open(await signed(old.privateKey), scope.purpose, now)).toEqual(scope);
    const after = new LinkVerifier([current.publicKey]);
    await expect(after.open(await signed(old.privateKey), scope.purpose, now)).rejects.toMatchObject({ status: 404 });
  });

  it('expires, and then says so', async () => {
    expect(await refused(await signed(), scope.purpose, later)).toEqual(
      expect.objectContaining({ status: 410, code: 'link-expired' }),
    );
  });

  it('opens nothing for another purpose', async () => {
    expect(await refused(await signed(), 'library.membership')).toEqual(notFound);
  });

  it('is no link when somebody else signed it, when it was changed, or when it is none at all', async () => {
    const token = await signed();
    const [header = '', , signature = ''] = token.split('.');
    const forged = Buffer.from(JSON.stringify({ sub: 'reader-8', aud: scope.purpose, exp: 4e9 })).toString('base64url');
    for (const each of [
      await signed(stranger.privateKey),
      `${header}.${forged}.${signature}`,
      `${token}x`,
      token.slice(0, -9),
      'a.b.c',
      '',
    ])
      expect(await refused(each)).toEqual(notFound);
  });

  it('is no link when it has an algorithm of its own, no end, or is a token of another kind', async () => {
    // With one key alone a token need not say which.
    const only = new LinkVerifier([current.publicKey]);
    const usual = { alg: 'EdDSA', typ: 'link+jwt' };
    const claims = (more: object = { exp: 4e9 }) => ({ sub: 'reader-7', aud: scope.purpose, ...more });
    const unsigned = [{ ...usual, alg: 'none' }, claims()].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    const hmac = new SignJWT(claims())
      .setProtectedHeader({ ...usual, alg: 'HS256' })
      .sign(Buffer.from(current.publicKey.export({ type: 'spki', format: 'pem' })));
    const endless = new SignJWT(claims({})).setProtectedHeader(usual).sign(current.privateKey);
    const other = new SignJWT(claims()).setProtectedHeader({ ...usual, typ: 'JWT' }).sign(current.privateKey);
    for (const each of [`${unsigned.join('.')}.`, await hmac, await endless, await other])
      expect(await refused(each, scope.purpose, now, only)).toEqual(notFound);
    const right = await new SignJWT(claims()).setProtectedHeader(usual).sign(current.privateKey);
    expect(await only.open(right, scope.purpose, now)).toMatchObject({ subject: 'reader-7' });
  });
});
