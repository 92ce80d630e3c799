import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Made once and kept with the data: what was signed with it must go on being accepted. `LINK_KEY` lies in `link-key`. In hex, which nats-server takes for a text. */
export function keptSecret(folder: string, variable: string): Promise<string> {
  return kept(folder, variable, randomBytes(32).toString('hex'));
}

export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** Both halves in PEM, of which the private one is kept. */
export async function keptKeyPair(folder: string, variable: string): Promise<KeyPair> {
  const fresh = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const privateKey = await kept(folder, variable, fresh);
  return { privateKey, publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString() };
}

async function kept(folder: string, variable: string, fresh: string): Promise<string> {
  const file = join(folder, variable.toLowerCase().replaceAll('_', '-'));
  await writeFile(file, fresh, { flag: 'wx', mode: 0o600 }).catch(() => undefined);
  return readFile(file, 'utf8');
}
