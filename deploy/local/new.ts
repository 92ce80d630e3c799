import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repository } from '@kraftsamling/platform/folders';
import { readManifests } from '@kraftsamling/platform/manifests';

const usage = `Makes what a new part of the platform begins with; it passes npm test as it is.
  npm run new -- service NAME                        a service in services/NAME, on the first free port
  npm run new -- event OWNER.THING.PAST-TENSE.v1     a contract in libs/contracts/src/OWNER/THING.ts`;

const [what, name = ''] = process.argv.slice(2);
if (what === 'service') await newService(name);
else if (what === 'event') await newEvent(name);
else {
  console.error(usage);
  process.exit(what === '--help' ? 0 : 2);
}

async function newService(service: string): Promise<void> {
  refuseUnless(
    /^[a-z]+(-[a-z]+)*$/.test(service),
    `A service is called in lower case, such as "registrations", not "${service}".`,
  );
  const folder = join(repository, 'services', service);
  refuseUnless(!existsSync(folder), `There is a service ${service} already.`);

  const [example, ...others] = readManifests();
  const taken = [example, ...others].map((manifest) => manifest?.port);
  let port = 3001;
  while (taken.includes(port)) port++;
  const { dependencies } = await packageOf(example?.name ?? '');
  const words = {
    name: service,
    camel: camelCase(service),
    Pascal: capitalised(camelCase(service)),
    port: String(port),
    today: new Date().toISOString().slice(0, 10),
    dependencies: JSON.stringify(without(dependencies, ['nodemailer'])),
  };
  const templates = join(import.meta.dirname, 'templates', 'service');
  for (const file of await readdir(templates, { recursive: true })) {
    if (!file.endsWith('.tmpl')) continue;
    const target = join(folder, filled(file.slice(0, -'.tmpl'.length), words));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, filled(await readFile(join(templates, file), 'utf8'), words));
  }

  run('npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
  await knowLockfile();
  run('npm', 'run', '--silent', 'generate');
  run('npx', 'prettier', '--write', '--log-level=warn', folder);
  console.log(
    `services/${service} is there, on port ${port}. Its README says where things are; npm run dev -- ${service} runs it.`,
  );
}

/** The packages are those of the new lockfile already: the next command need not fetch them all again (see bootstrap.mjs). */
async function knowLockfile(): Promise<void> {
  const lockfile = await readFile(join(repository, 'package-lock.json'));
  const stamp = join(repository, 'node_modules', '.installed-from');
  await writeFile(stamp, createHash('sha256').update(lockfile).digest('hex'));
}

async function newEvent(type: string): Promise<void> {
  const [, owner = '', thing = '', past = ''] =
    /^([a-z]+)\.([a-z]+(?:-[a-z]+)*)\.([a-z]+(?:-[a-z]+)*)\.v[1-9]\d*$/.exec(type) ?? [];
  refuseUnless(
    owner !== '',
    `An event's type is owner.thing.past-tense.version, such as registrations.registration.confirmed.v1, not "${type}".`,
  );
  const source = join(repository, 'libs', 'contracts', 'src');
  const file = join(source, owner, `${thing}.ts`);
  const state = camelCase(thing);
  const event = `${state}${capitalised(camelCase(past))}`;
  const text = existsSync(file) ? await readFile(file, 'utf8') : await newThing(source, owner, thing);
  refuseUnless(!text.includes(`type: '${type}'`), `There is an event ${type} already.`);

  const contract = `export const ${event} = contract({
  type: '${type}',
  meaning: '${capitalised(thing.replaceAll('-', ' '))}: one line that says what has happened.',
  data: ${state},
  example: example${capitalised(state)},
  campaign: ${/campaign: (.*),\n/.exec(text)?.[1] ?? '() => undefined'},
});

`;
  const list = new RegExp(`export const ${state}Events = \\[([^]*?)\\] as const;`);
  refuseUnless(list.test(text), `${file} has no list ${state}Events.`);
  await writeFile(
    file,
    text.replace(list, (_, events: string) => {
      const all = [...events.split(',').map((each) => each.trim()), event].filter((each) => each !== '');
      return `${contract}export const ${state}Events = [${all.join(', ')}] as const;`;
    }),
  );

  run('npx', 'prettier', '--write', '--log-level=warn', file, join(source, 'index.ts'));
  run('npm', 'run', '--silent', 'generate', '--workspace', '@kraftsamling/contracts');
  console.log(
    `${event} is there: write its meaning, its example and what its thing's public state is in ${file}, then npm run generate.`,
  );
}

/** A thing nobody has published yet: its file, and its line in the table of all. */
async function newThing(source: string, owner: string, thing: string): Promise<string> {
  const state = camelCase(thing);
  const index = join(source, 'index.ts');
  const table = await readFile(index, 'utf8');
  await mkdir(join(source, owner), { recursive: true });
  await writeFile(
    index,
    table
      .replace(/(import type \{ Contract \})/, `import { ${state}Events } from './${owner}/${thing}.ts';\n$1`)
      .replace(/(\n\n\/\*\* Everything the services say)/, `\nexport * from './${owner}/${thing}.ts';$1`)
      .replace(/(Events,\n)(\];)/, `$1  ...${state}Events,\n$2`),
  );
  return `import type { Static } from 'typebox';
import { Type } from 'typebox';
import { contract } from '../contract.ts';
import { Id } from '../vocabulary.ts';

/** The public state of a ${thing.replaceAll('-', ' ')}. */
const ${state} = Type.Object({
  id: Id,
});

export type ${capitalised(state)}Data = Static<typeof ${state}>;

const example${capitalised(state)}: ${capitalised(state)}Data = {
  id: '01924b12-0b7e-7c55-b1d2-c0a4e6f81923',
};

export const ${state}Events = [] as const;
`;
}

async function packageOf(service: string): Promise<{ dependencies: Record<string, string> }> {
  return JSON.parse(await readFile(join(repository, 'services', service, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
}

function without(dependencies: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(dependencies).filter(([name]) => !names.includes(name)));
}

function filled(text: string, words: Readonly<Record<string, string>>): string {
  return text.replaceAll(/__(\w+?)__/g, (mark, word: string) => words[word] ?? mark);
}

function camelCase(kebab: string): string {
  return kebab.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function refuseUnless(right: boolean, sentence: string): void {
  if (right) return;
  console.error(sentence);
  process.exit(2);
}

function run(command: string, ...args: readonly string[]): void {
  const { status } = spawnSync(command, args, { cwd: repository, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
