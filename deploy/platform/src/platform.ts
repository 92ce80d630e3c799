import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Infrastructure } from '@kraftsamling/infrastructure';
import { startInfrastructure } from '@kraftsamling/infrastructure';
import { withProgress } from '@kraftsamling/infrastructure/progress';
import type { Log } from '@kraftsamling/infrastructure/progress';
import { openMailbox } from './mailbox.ts';
import type { Mailbox } from './mailbox.ts';
import { readManifests } from './manifests.ts';
import type { Manifest } from './manifests.ts';
import { authorization, everything, natsUsers, passwordVariable } from './nats-users.ts';
import { mailboxPort } from './ports.ts';
import type { PortOf } from './ports.ts';
import { buildServices, provisionStreams } from './run.ts';
import { addressOf, openerOf, privateKeyOf, publicKeysOf, signedLinks } from './links.ts';
import { keptKeyPair, keptSecret } from './secrets.ts';
import type { KeyPair } from './secrets.ts';
import { Service } from './service.ts';
import type { FromSource } from './service.ts';
import { ensureSigningKey, jwksFile, localIssuer } from './signing-key.ts';

export interface PlatformOptions {
  readonly folder: string;
  readonly durable: boolean;
  readonly portOf: PortOf;
  readonly natsPort?: number;
  readonly mongodbPort?: number;
  /** Servers that can be killed, even where the environment names others. */
  readonly ownServers?: boolean;
  /** Whether NATS knows a user who may do everything, for tests that stage what goes wrong. */
  readonly natsForTests?: boolean;
  /** Of the services, where a test needs others than usual. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly fromSource?: SourceRun;
  readonly log: Log;
}

/** The service that somebody works on: it runs from its sources, where what it logs can be seen. */
export interface SourceRun extends FromSource {
  readonly name: string;
}

/** Everything on one machine: both servers, a mailbox, and each service as a process. */
export interface Platform {
  readonly infrastructure: Infrastructure;
  readonly mailbox: Mailbox;
  readonly services: readonly Service[];
  readonly logFolder: string;
  service(name: string): Service;
  provision(): Promise<void>;
  stop(): Promise<void>;
}

export function subscriberSettingsIn(folder: string): string {
  return join(folder, 'subscriber.env');
}

export async function startPlatform({
  folder,
  durable,
  portOf,
  natsPort,
  mongodbPort,
  ownServers = false,
  natsForTests = false,
  settings = {},
  fromSource,
  log,
}: PlatformOptions): Promise<Platform> {
  const placed: Placed[] = [];
  for (const manifest of readManifests()) placed.push({ manifest, port: await portOf(manifest.name, manifest.port) });
  const mailAt = await portOf('mailbox', mailboxPort);
  await mkdir(folder, { recursive: true });
  await ensureSigningKey();
  // Before the services, of which two need the same pair.
  const linkKeys = await keptLinkKeys(folder, placed);
  const passwords = await natsPasswords(folder, placed);

  const building = withProgress(log, 'Building the services', buildServices());
  building.catch(() => undefined);
  const infrastructure = await startInfrastructure({
    dataFolder: join(folder, 'data'),
    durable,
    natsUsers: {
      authorization: authorization([
        ...natsUsers(placed.map(({ manifest }) => manifest)),
        ...(natsForTests ? [everything] : []),
      ]),
      env: passwords,
    },
    log,
    ...(ownServers && { env: withoutServers(process.env) }),
    ...(natsPort !== undefined && { natsPort }),
    ...(mongodbPort !== undefined && { mongodbPort }),
  });
  await writeSubscriberSettings(folder, infrastructure.natsUrl, passwords);
  const started: { stop(): Promise<void> }[] = [infrastructure];
  try {
    await building;
    const provision = () =>
      provisionStreams({
        NATS_URL: infrastructure.natsUrl,
        ...loginOf('streams', passwords),
        SERVICES: placed.map(({ manifest }) => manifest.name).join(),
      });
    await withProgress(log, 'Making the streams', provision());

    const mailbox = await openMailbox(mailAt);
    started.unshift(mailbox);

    const logFolder = join(folder, 'services');
    const services = await Promise.all(
      placed.map(async ({ manifest, port }) => {
        const env = {
          ...(await environmentOf(manifest, { folder, infrastructure, mailbox })),
          ...loginOf(manifest.name, passwords),
          ...linkSettings(manifest, placed, linkKeys),
          ...settings,
        };
        const worked = fromSource?.name === manifest.name && { fromSource };
        return new Service({ manifest, port, folder: logFolder, env, ...worked });
      }),
    );
    started.unshift(...services);
    await withProgress(log, 'Starting the services', Promise.all(services.map((service) => service.start())));

    return {
      infrastructure,
      mailbox,
      services,
      logFolder,
      service: (name) => {
        const found = services.find((service) => service.name === name);
        if (!found) throw new Error(`There is no service ${name}.`);
        return found;
      },
      provision,
      stop: async () => {
        await Promise.all(services.map((service) => service.stop()));
        await mailbox.stop();
        await infrastructure.stop();
      },
    };
  } catch (error) {
    await building.catch(() => undefined);
    for (const each of started) await each.stop();
    throw error;
  }
}

function withoutServers({ NATS_URL: _nats, MONGODB_URI: _mongodb, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return env;
}

interface Placed {
  readonly manifest: Manifest;
  readonly port: number;
}

/** By their variables: of a server that somebody else runs, as the environment says them. */
async function natsPasswords(folder: string, placed: readonly Placed[]): Promise<Readonly<Record<string, string>>> {
  const users = natsUsers(placed.map(({ manifest }) => manifest));
  const kept = users.map(async ({ user }) => {
    const variable = passwordVariable(user);
    return [variable, process.env[variable] ?? (await keptSecret(folder, variable))] as const;
  });
  return Object.fromEntries(await Promise.all(kept));
}

function loginOf(user: string, passwords: Readonly<Record<string, string>>): Record<string, string> {
  return { NATS_USER: user, NATS_PASSWORD: passwords[passwordVariable(user)] ?? '' };
}

/** Where a program of somebody else's finds NATS, for `node --env-file`: the port is another one in each run. */
async function writeSubscriberSettings(
  folder: string,
  natsUrl: string,
  passwords: Readonly<Record<string, string>>,
): Promise<void> {
  const settings = Object.entries({ NATS_URL: natsUrl, ...loginOf('subscriber', passwords) });
  const lines = settings.map(([variable, value]) => `${variable}=${value}\n`);
  await writeFile(subscriberSettingsIn(folder), lines.join(''), { mode: 0o600 });
}

async function keptLinkKeys(folder: string, placed: readonly Placed[]): Promise<ReadonlyMap<string, KeyPair>> {
  const pairs = signedLinks(placed.map(({ manifest }) => manifest)).map(
    async (links) => [links, await keptKeyPair(folder, privateKeyOf(links))] as const,
  );
  return new Map(await Promise.all(pairs));
}

function linkSettings(
  { signsLinks, opensLinks }: Manifest,
  placed: readonly Placed[],
  keys: ReadonlyMap<string, KeyPair>,
): Record<string, string> {
  const signed = signsLinks.flatMap((links) => {
    const { opener, path } = openerOf(
      links,
      placed.map(({ manifest }) => manifest),
    );
    const port = placed.find(({ manifest }) => manifest === opener)?.port ?? opener.port;
    return [
      [privateKeyOf(links), keys.get(links)?.privateKey ?? ''],
      [addressOf(links), `http://localhost:${port}${path}`],
    ];
  });
  const opened = Object.keys(opensLinks).map((links) => [publicKeysOf(links), keys.get(links)?.publicKey ?? '']);
  return Object.fromEntries([...signed, ...opened]) as Record<string, string>;
}

interface Surroundings {
  readonly folder: string;
  readonly infrastructure: Infrastructure;
  readonly mailbox: Mailbox;
}

async function environmentOf(
  { needs, secrets, settings, localSettings }: Manifest,
  { folder, infrastructure, mailbox }: Surroundings,
): Promise<Record<string, string>> {
  const kept = secrets.map(async (variable) => [variable, await keptSecret(folder, variable)] as const);
  return {
    NATS_URL: infrastructure.natsUrl,
    MONGODB_URI: infrastructure.mongodbUri,
    JWKS_FILE: jwksFile,
    TOKEN_ISSUER: localIssuer,
    // No limit: the demo campaigns are one client that sends what hundreds of organisations would.
    ANONYMOUS_WRITES_PER_MINUTE: '0',
    ANONYMOUS_READS_PER_MINUTE: '0',
    // Nobody shares out requests here: there is one replica of each.
    SHUTDOWN_PAUSE_SECONDS: '0',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
    ...(needs.includes('smtp') && { SMTP_URL: mailbox.smtpUrl }),
    ...settings,
    ...localSettings,
    ...Object.fromEntries(await Promise.all(kept)),
  };
}
