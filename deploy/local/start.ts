import { parseArgs } from 'node:util';
import { runDemoCampaigns } from '@kraftsamling/acceptance';
import { Api } from '@kraftsamling/acceptance/api';
import { report } from '@kraftsamling/acceptance/report';
import { startPlatform } from '@kraftsamling/platform';
import type { Platform } from '@kraftsamling/platform';
import { localFolder } from '@kraftsamling/platform/folders';
import { readManifests } from '@kraftsamling/platform/manifests';
import { chosenPort, mailboxPort, portVariable } from '@kraftsamling/platform/ports';
import { signToken } from '@kraftsamling/platform/signing-key';

const ports = [...readManifests(), { name: 'mailbox', port: mailboxPort }];
const usage = `Runs the platform on this machine, carries a real campaign through it, and stays up until Ctrl-C.
  npm start
  npm start -- --exit     ends after the campaign: 0 only if every figure is exact
Ports (variable, default): ${ports.map(({ name, port }) => `${portVariable(name)} ${port}`).join(', ')}, NATS_PORT and MONGODB_PORT any free one.
Data, keys and logs lie in .local, or in the folder KRAFTSAMLING_DATA.`;

const began = performance.now();
const log = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

let platform: Platform | undefined;
let starting: Promise<Platform> | undefined;
let stopping: Promise<void> | undefined;

const stop = (): Promise<void> =>
  (stopping ??= (async () => {
    log('Stopping ...');
    platform ??= await starting?.catch(() => undefined);
    await platform?.stop();
    log('Everything is stopped. The data stays for the next start.');
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
  starting = startPlatform({
    folder: localFolder,
    durable: true,
    portOf: chosenPort,
    ...optionalPort('natsPort', 'NATS_PORT'),
    ...optionalPort('mongodbPort', 'MONGODB_PORT'),
    log,
  });
  const running = await starting;
  platform = running;
  log(`Ready: ${new Intl.ListFormat('en-GB').format(running.services.map(({ name }) => name))} are up`);

  const result = await runDemoCampaigns({
    apiOf: (name) => new Api(running.service(name).url),
    sign: signToken,
    log,
  });
  console.log(`\n${report(result)}\n`);
  console.log(addresses(running, result.largest));
  return result.exact;
}

/** The front pages first, then what else there is to see, then the APIs. */
function addresses({ services, mailbox, infrastructure, logFolder }: Platform, campaign: string): string {
  const pages = services.flatMap(({ url, manifest }) =>
    manifest.pages.map(({ title, path }) => ({
      title,
      path,
      address: `${url}${path.replace('{campaign}', campaign)}`,
    })),
  );
  const named = [
    ...pages.filter(({ path }) => path === '/'),
    ...pages.filter(({ path }) => path !== '/'),
    ...services.map(({ name, url }) => ({ title: `${capitalised(name)} API`, address: `${url}/docs` })),
    { title: 'E-mails sent', address: `${mailbox.url}/` },
    { title: 'NATS', address: infrastructure.natsUrl },
    { title: 'Database', address: infrastructure.mongodbUri },
    { title: 'Logs', address: logFolder },
    { title: 'A token', address: 'npm run --silent token -- --role secretariat' },
  ];
  return [
    ...named.map(({ title, address }) => `${title.padEnd(20)} ${address}`),
    ...(values.exit ? [] : ['', 'Ctrl-C stops everything.']),
  ].join('\n');
}

function capitalised(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function optionalPort<Name extends string>(name: Name, variable: string): { [key in Name]?: number } {
  const value = process.env[variable];
  return (value === undefined ? {} : { [name]: Number(value) }) as { [key in Name]?: number };
}
