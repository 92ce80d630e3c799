import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Infrastructure } from '../infrastructure/infrastructure.ts';
import { startInfrastructure } from '../infrastructure/infrastructure.ts';
import { withProgress } from '../infrastructure/progress.ts';
import type { Say } from '../infrastructure/progress.ts';
import { openMailbox } from '../mail/mailbox.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { ensureSigningKey, jwksFile, localIssuer } from '../signing-key.ts';
import { buildServices, provisionStreams, services } from './run.ts';
import { Service } from './service.ts';

export type ServiceName = (typeof services)[number];

export interface PlatformOptions {
  readonly folder: string;
  readonly durable: boolean;
  readonly ports: Readonly<Record<ServiceName | 'mailbox', number>>;
  readonly natsPort?: number;
  readonly mongodbPort?: number;
  /** Servers that can be killed, even where the environment names others. */
  readonly ownServers?: boolean;
  /** Of the services, where a test needs others than usual. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly say: Say;
}

/** Everything on one machine: both servers, a mailbox, and each service as a process. */
export interface Platform {
  readonly infrastructure: Infrastructure;
  readonly mailbox: Mailbox;
  readonly services: Readonly<Record<ServiceName, Service>>;
  provision(): Promise<void>;
  stop(): Promise<void>;
}

export async function startPlatform({
  folder,
  durable,
  ports,
  natsPort,
  mongodbPort,
  ownServers = false,
  settings = {},
  say,
}: PlatformOptions): Promise<Platform> {
  await mkdir(folder, { recursive: true });
  await ensureSigningKey();

  const building = withProgress(say, 'Building the services', buildServices());
  building.catch(() => undefined);
  const infrastructure = await startInfrastructure({
    dataFolder: join(folder, 'data'),
    durable,
    say,
    ...(ownServers && { env: withoutServers(process.env) }),
    ...(natsPort !== undefined && { natsPort }),
    ...(mongodbPort !== undefined && { mongodbPort }),
  });
  const started: { stop(): Promise<void> }[] = [infrastructure];
  try {
    await building;
    const env = await environment(folder, infrastructure);
    const provision = () => provisionStreams(env);
    await withProgress(say, 'Making the streams', provision());

    const mailbox = await openMailbox(ports.mailbox);
    started.unshift(mailbox);

    const processes = Object.fromEntries(
      services.map((name) => [
        name,
        new Service({
          name,
          port: ports[name],
          folder: join(folder, 'services'),
          env: { ...env, SMTP_URL: mailbox.smtpUrl, ...settings },
        }),
      ]),
    ) as Record<ServiceName, Service>;
    await withProgress(
      say,
      'Starting the services',
      Promise.all(
        Object.values(processes).map(async (service) => {
          started.unshift(service);
          await service.start();
        }),
      ),
    );

    return {
      infrastructure,
      mailbox,
      services: processes,
      provision,
      stop: async () => {
        await Promise.all(Object.values(processes).map((service) => service.stop()));
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

async function environment(folder: string, { natsUrl, mongodbUri }: Infrastructure): Promise<Record<string, string>> {
  return {
    NATS_URL: natsUrl,
    MONGODB_URI: mongodbUri,
    JWKS_FILE: jwksFile,
    TOKEN_ISSUER: localIssuer,
    LINK_KEY: await linkKey(folder),
    MAIL_FROM: 'kansliet@kraftsamling.example',
    // No limit: the main job is one client that sends what hundreds of organisations would.
    ANONYMOUS_WRITES_PER_MINUTE: '0',
    ANONYMOUS_READS_PER_MINUTE: '0',
    SURVEY_ANSWERS_PER_SENDER: '0',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
  };
}

/** Kept with the data: links in e-mails that were sent must go on working. */
async function linkKey(folder: string): Promise<string> {
  const file = join(folder, 'link-key');
  const fresh = randomBytes(32).toString('base64url');
  await writeFile(file, fresh, { flag: 'wx', mode: 0o600 }).catch(() => undefined);
  return readFile(file, 'utf8');
}
