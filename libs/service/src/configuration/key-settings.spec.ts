import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { privateKey, publicKeys } from './key-settings.ts';

const pem = (keys = generateKeyPairSync('ed25519')) => ({
  secret: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  open: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
});
const one = pem();
const two = pem();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ofRsa = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();

describe('a key as a setting', () => {
  it('is a private key, or any number of public ones', () => {
    expect(privateKey('KEY').parse(one.secret).type).toBe('private');
    expect(publicKeys('KEYS').parse(`${one.open}\n${two.open}`)).toHaveLength(2);
  });

  it.each(['', 'secret', ofRsa, one.open])(
    'is refused when it is no Ed25519 private key, without repeating it',
    (text) => {
      expect(() => privateKey('KEY').parse(text)).toThrow(/^must be an Ed25519 private key in PEM$/);
    },
  );

  it.each(['', 'open', ofRsa, one.secret, one.open + two.secret, one.open + ofRsa])(
    'is refused when one of them is no Ed25519 public key, a private one least of all',
    (text) => {
      expect(() => publicKeys('KEYS').parse(text)).toThrow(/^must be Ed25519 public keys in PEM, one after the other$/);
    },
  );
});
