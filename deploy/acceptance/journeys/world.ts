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
  readonly registrations: Api;
  readonly secretariat: Api;
  /** The activities service, as the secretariat. */
  readonly activities: Api;
  readonly statistics: Api;
  readonly statisticsOperator: Api;
  readonly registrationsOperator: Api;
}

export async function world(settings: Readonly<Record<string, string>> = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'kraftsamling-journey-'));
  const platform = await startPlatform({
    folder,
    durable: false,
    portOf: freePort,
    ownServers: true,
    settings,
    log: () => undefined,
  });
  const at = (service: string, token?: string) => new Api(platform.service(service).url, token);
  const secretariat = await signToken({ role: 'secretariat' });
  const operator = await signToken({ role: 'operator' });
  return {
    platform,
    registrations: at('registrations'),
    secretariat: at('registrations', secretariat),
    activities: at('activities', secretariat),
    registrationsOperator: at('registrations', operator),
    statistics: at('statistics'),
    statisticsOperator: at('statistics', operator),
    [Symbol.asyncDispose]: async () => {
      await platform.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
