import { join } from 'node:path';
import { runDemoCampaigns } from '@kraftsamling/acceptance';
import { Api } from '@kraftsamling/acceptance/api';
import { awardReport } from '@kraftsamling/acceptance/award-report';
import { runDemoAward } from '@kraftsamling/acceptance/demo-award';
import { report } from '@kraftsamling/acceptance/report';
import { beside } from '@kraftsamling/acceptance/terminal';
import { subscriberSettingsIn } from '@kraftsamling/platform';
import type { Platform } from '@kraftsamling/platform';
import { localFolder } from '@kraftsamling/platform/folders';
import { readManifests } from '@kraftsamling/platform/manifests';
import { mailboxPort, portVariable } from '@kraftsamling/platform/ports';
import { signToken } from '@kraftsamling/platform/signing-key';
import { commandLine } from './command-line.ts';
import { log, runUntilInterrupted } from './run-until-interrupted.ts';

const ports = [...readManifests(), { name: 'mailbox', port: mailboxPort }];
const usage = `Runs the platform on this machine, carries real campaigns and an award through it, and stays up until Ctrl-C.
  npm start
  npm start -- --exit     ends after them: 0 only if every figure is exact
Ports (variable, default): ${ports.map(({ name, port }) => `${portVariable(name)} ${port}`).join(', ')}, NATS_PORT and MONGODB_PORT any free one.
Data, keys and logs lie in .local, or in the folder KRAFTSAMLING_DATA.`;

/** Where the records of awards are put, for those who want to verify them. */
const recordFolder = join(localFolder, 'records');

/** So wide are the titles of addresses. */
const LABEL = 21;

const { values } = commandLine(usage, { options: { exit: { type: 'boolean', default: false } } });

await runUntilInterrupted(
  async (platform) => {
    log(`Ready: ${new Intl.ListFormat('en-GB').format(platform.services.map(({ name }) => name))} are up`);
    // Before there is anything to see, so that it can be watched as it comes.
    console.log(`\n${addresses(platform)}\n\nNow the demo campaigns: watch the figures rise.\n`);
    const apiOf = (name: string) => new Api(platform.service(name).url, undefined, { again: true });
    const demo = { apiOf, sign: signToken, log };
    const result = await runDemoCampaigns(demo);
    const award = await runDemoAward({ ...demo, mails: () => platform.mailbox.messages, folder: recordFolder });
    console.log(`\n${report(result)}\n\n${awardReport(award)}\n`);
    console.log(addresses(platform, result.largest));
    if (!values.exit) console.log('\nCtrl-C stops everything.');
    return result.exact && award.exact;
  },
  { endsByItself: values.exit },
);

/** The front pages first, then what else there is to see, then the APIs. What is of one campaign, as soon as there is one. */
function addresses({ services, mailbox, infrastructure, logFolder }: Platform, campaign?: string): string {
  const pages = services
    .flatMap(({ url, manifest }) =>
      manifest.pages.map(({ title, path }) => ({ title, path, address: `${url}${path}` })),
    )
    .filter(({ path }) => campaign !== undefined || !path.includes('{campaign}'));
  const named = [
    ...pages.filter(({ path }) => path === '/'),
    ...pages.filter(({ path }) => path !== '/'),
    { title: 'E-mails sent', address: `${mailbox.url}/` },
    ...services.map(({ name, url }) => ({ title: `${capitalised(name)} API`, address: `${url}/docs` })),
    { title: 'A token', address: 'npm run --silent token -- --role secretariat' },
    { title: 'NATS', address: infrastructure.natsUrl },
    { title: 'for your subscriber', address: subscriberSettingsIn(localFolder) },
    { title: 'Database', address: infrastructure.mongodbUri },
    { title: 'Logs', address: logFolder },
  ];
  return named
    .flatMap(({ title, address }) => beside(title, LABEL, address.replace('{campaign}', campaign ?? '')))
    .join('\n');
}

function capitalised(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
