import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlatform } from '@kraftsamling/platform';
import type { Platform } from '@kraftsamling/platform';
import { freePort } from '@kraftsamling/platform/ports';
import { signToken } from '@kraftsamling/platform/signing-key';
import { Api } from '../src/api.ts';

/** The whole platform, with servers of its own that a test may kill. */
export interface World extends AsyncDisposable {
  readonly platform: Platform;
  /** A service as anybody meets it, or as somebody with a role, who asks again where a busy database has stood still. */
  readonly api: (service: string, role?: Role) => Api;
}

const roles = ['secretariat', 'operator'] as const;
type Role = (typeof roles)[number];

export async function world(settings: Readonly<Record<string, string>> = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'kraftsamling-journey-'));
  const platform = await startPlatform({
    folder,
    durable: false,
    portOf: freePort,
    ownServers: true,
    natsForTests: true,
    settings,
    log: () => undefined,
  });
  const signed = roles.map(async (role) => [role, await signToken({ role })] as const);
  const tokens = new Map(await Promise.all(signed));
  return {
    platform,
    api: (service, role) => new Api(platform.service(service).url, role && tokens.get(role), { again: true }),
    [Symbol.asyncDispose]: async () => {
      await platform.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
