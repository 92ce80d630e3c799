import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Made once and kept with the data: what was signed with it must go on being accepted. `LINK_KEY` lies in `link-key`. */
export async function keptSecret(folder: string, variable: string): Promise<string> {
  const file = join(folder, variable.toLowerCase().replaceAll('_', '-'));
  const fresh = randomBytes(32).toString('base64url');
  await writeFile(file, fresh, { flag: 'wx', mode: 0o600 }).catch(() => undefined);
  return readFile(file, 'utf8');
}
