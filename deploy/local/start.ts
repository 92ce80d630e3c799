import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { localFolder } from './folders.ts';
import { portFor } from './infrastructure/port.ts';
import { Api } from './main-job/api.ts';
import { runMainJob } from './main-job/main-job.ts';
import { report } from './main-job/report.ts';
import { startPlatform } from './platform/platform.ts';
import type { Platform } from './platform/platform.ts';
import { signToken } from './signing-key.ts';

const usage = `Runs the platform on this machine, carries a real campaign through it, and stays up until Ctrl-C.
  npm start
  npm start -- --exit     ends after the campaign: 0 only if every figure is exact
Ports (variable, default): REGISTRATIONS_PORT 3001, ACTIVITIES_PORT 3003, STATISTICS_PORT 3005, MAILBOX_PORT 8025, NATS_PORT and MONGODB_PORT any free one.
Data, keys and logs lie in .local, or in the folder KRAFTSAMLING_DATA.`;

const began = performance.now();
const say = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

let platform: Platform | undefined;
let starting: Promise<Platform> | undefined;
let stopping: Promise<void> | undefined;

const stop = (): Promise<void> =>
  (stopping ??= (async () => {
    say('Stopping ...');
    platform ??= await starting?.catch(() => undefined);
    await platform?.stop();
    say('Everything is stopped. The data stays for the next start.');
  })());

const { values } = parseArgs({ options: { exit: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help) {
  console.log(usage);
  process.exit(0);
}

const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  // Whoever started us was killed: nobody is left to press Ctrl-C.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && resolve(), 1_000).unref();
});

try {
  const exact = await Promise.race([begin(), interrupted.then(() => undefined)]);
  if (exact !== undefined && !values.exit) await interrupted;
  await stop();
  process.exit(exact === true || (exact === undefined && !values.exit) ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop();
  process.exit(1);
}

/** Answers whether the figures were exact. */
async function begin(): Promise<boolean> {
  const ports = {
    registrations: await port('REGISTRATIONS_PORT', 3001),
    activities: await port('ACTIVITIES_PORT', 3003),
    statistics: await port('STATISTICS_PORT', 3005),
    mailbox: await port('MAILBOX_PORT', 8025),
  };
  starting = startPlatform({
    folder: localFolder,
    durable: true,
    ports,
    ...optionalPort('natsPort', 'NATS_PORT'),
    ...optionalPort('mongodbPort', 'MONGODB_PORT'),
    say,
  });
  platform = await starting;
  const { registrations, activities, statistics } = platform.services;
  say('Ready: registrations, activities and statistics are up');

  const result = await runMainJob({
    registrations: new Api(registrations.url),
    activities: new Api(activities.url),
    statistics: new Api(statistics.url),
    sign: signToken,
    say,
  });
  console.log(`\n${report(result)}\n`);
  console.log(addresses(platform, result.largest));
  return result.exact;
}

function addresses({ services, mailbox, infrastructure }: Platform, campaign: string): string {
  const { registrations, activities, statistics } = services;
  return [
    `Figures, live        ${statistics.url}/`,
    `Programme            ${activities.url}/v1/programme?campaign=${campaign}`,
    `  as a calendar      ${activities.url}/v1/programme.ics?campaign=${campaign}&county=20`,
    `Knowledge bank       ${activities.url}/v1/knowledge?q=e-legitimation`,
    `Registrations API    ${registrations.url}/docs`,
    `Activities API       ${activities.url}/docs`,
    `Statistics API       ${statistics.url}/docs`,
    `E-mails sent         ${mailbox.url}/`,
    `NATS                 ${infrastructure.natsUrl}`,
    `Database             ${infrastructure.mongodbUri}`,
    `Logs                 ${dirname(registrations.logFile)}`,
    'A token              npm run --silent token -- --role secretariat',
    ...(values.exit ? [] : ['', 'Ctrl-C stops everything.']),
  ].join('\n');
}

async function port(variable: string, fallback: number): Promise<number> {
  return portFor(Number(process.env[variable] ?? fallback), variable);
}

function optionalPort<Name extends string>(name: Name, variable: string): { [key in Name]?: number } {
  const value = process.env[variable];
  return (value === undefined ? {} : { [name]: Number(value) }) as { [key in Name]?: number };
}
