import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repository } from '@kraftsamling/platform/folders';
import { readManifests } from '@kraftsamling/platform/manifests';
import { commandLine, refuse, sentenceOf } from './command-line.ts';
import { eventType, newAggregate, withAggregate, withEvent } from './new-event.ts';
import { writeService } from './templates.ts';

const usage = `Makes what a new part of the platform begins with; it passes npm test as it is.
  npm run new -- service NAME                            a service in services/NAME, on the first free port
  npm run new -- event OWNER.AGGREGATE.PAST-TENSE.v1     a contract in libs/contracts/src/OWNER/AGGREGATE.ts`;

const lockfile = join(repository, 'package-lock.json');

const [what, name = '', ...more] = commandLine(usage, { allowPositionals: true }).positionals;
if (more.length > 0) refuse(usage);
// Ctrl-C ends what we run, and we put away what it leaves.
process.on('SIGINT', () => undefined);
try {
  if (what === 'service') await newService(name);
  else if (what === 'event') await newEvent(name);
  else refuse(usage);
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}

async function newService(service: string): Promise<void> {
  if (!/^[a-z]+(-[a-z]+)*$/.test(service))
    refuse(`A service is called in lower case, such as "registrations", not "${service}".`);
  const taken = (await takenNames()).get(service);
  if (taken !== undefined) refuse(`The name ${service} is taken by ${taken}.`);

  const ports = readManifests().map((manifest) => manifest.port);
  let port = 3001;
  while (ports.includes(port)) port++;
  const folder = join(repository, 'services', service);
  const locked = await readFile(lockfile);
  try {
    await writeService(folder, { name: service, port });
    run('npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    await writeFile(lockfile, locked);
    throw new Error(`The service is not made. ${sentenceOf(error)}`, { cause: error });
  }
  await knowLockfile();
  run('npm', 'run', '--silent', 'generate');
  run('npx', 'prettier', '--write', '--log-level=warn', folder);
  console.log(
    `services/${service} is there, on port ${port}. Its README says where things are; npm run dev -- ${service} runs it.`,
  );
}

/** Our folders by the names that their packages have: two cannot have the same. */
async function takenNames(): Promise<ReadonlyMap<string, string>> {
  const parents = ['libs', 'services', 'deploy'];
  const names = await Promise.all(parents.map((parent) => readdir(join(repository, parent))));
  return new Map(
    parents.flatMap((parent, at) => (names[at] ?? []).map((name) => [name, `${parent}/${name}`] as const)),
  );
}

/** The packages are those of the new lockfile already: the next command need not fetch them all again (see bootstrap.mjs). */
async function knowLockfile(): Promise<void> {
  const stamp = join(repository, 'node_modules', '.installed-from');
  await writeFile(stamp, createHash('sha256').update(await readFile(lockfile)).digest('hex')); // prettier-ignore
}

async function newEvent(type: string): Promise<void> {
  const event = eventType(
    type,
    readManifests().map((manifest) => manifest.name),
  );
  const source = join(repository, 'libs', 'contracts', 'src');
  const [file, index] = [join(source, event.owner, `${event.aggregate}.ts`), join(source, 'index.ts')];
  if (existsSync(file)) {
    await writeFile(file, withEvent(await readFile(file, 'utf8'), event));
  } else {
    const text = withEvent(newAggregate(event.aggregate), event);
    await writeFile(index, withAggregate(await readFile(index, 'utf8'), event));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  run('npx', 'prettier', '--write', '--log-level=warn', file, index);
  run('npm', 'run', '--silent', 'generate', '--workspace', '@kraftsamling/contracts');
  console.log(
    `${event.name} is there: write its meaning, its example and what its aggregate's public state is in ${file}, then npm run generate.`,
  );
}

function run(command: string, ...args: readonly string[]): void {
  const { status } = spawnSync(command, args, { cwd: repository, stdio: 'inherit' });
  if (status !== 0) throw new Error(`It ended without success: ${command} ${args.join(' ')}`);
}
