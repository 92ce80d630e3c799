import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { InvalidSetting, setting } from '@kraftsamling/messaging/settings';
import type { Setting } from '@kraftsamling/messaging/settings';

/** A private key as `openssl genpkey -algorithm ed25519` writes it (PEM). */
export function privateKey(variable: string): Setting<KeyObject> {
  const expected = 'must be an Ed25519 private key in PEM';
  return setting(variable, (pem) => ed25519(() => createPrivateKey(pem), expected), undefined);
}

/** Public keys as `openssl pkey -pubout` writes them (PEM), one after the other: while a key is replaced there are two. */
export function publicKeys(variable: string): Setting<readonly KeyObject[]> {
  const expected = 'must be Ed25519 public keys in PEM, one after the other';
  const parse = (text: string) => {
    const blocks = text.match(/-----BEGIN [^]+?-----END [A-Z ]+-----/g);
    // Node would find the public half of a private key, which has no business here.
    if (blocks === null || text.includes('PRIVATE')) throw new InvalidSetting(expected);
    return blocks.map((pem) => ed25519(() => createPublicKey(pem), expected));
  };
  return setting(variable, parse, undefined);
}

/** What is set is never repeated: it may be a secret. */
function ed25519(read: () => KeyObject, expected: string): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch {
    throw new InvalidSetting(expected);
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new InvalidSetting(expected);
  return key;
}
