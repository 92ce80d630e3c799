import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { contracts } from '../src/index.ts';
import { installedSubscriber } from './package.ts';
import type { Subscriber } from './package.ts';

const run = promisify(execFile);

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const [subscriber, publisher] = [...readme.matchAll(/^```js\n(.*?)^```/gms)].map(([, code]) => code!);

/** Only libs/messaging speaks to NATS, so what tidies up is a text too, run where the README's programs are. */
const tidier = `
import { connect } from '@nats-io/transport-node';
import { jetstreamManager } from '@nats-io/jetstream';
const nats = await connect({ servers: process.env.NATS_URL, user: 'tests', pass: 'tests' });
await (await jetstreamManager(nats)).streams.delete(process.env.EVENTS_STREAM);
await nats.drain();
`;

const world = `subscriber-${randomBytes(4).toString('hex')}`;
const names = { EVENTS_STREAM: `${world}-EVENTS`, EVENTS_ROOT: `${world}.events` };
/** The subscriber has the rights that the platform gives it; who plays the platform may do everything. */
const as = (NATS_USER: string) => ({ ...process.env, ...names, NATS_USER, NATS_PASSWORD: 'tests' });

describe('the package', () => {
  let project: Subscriber;
  let listening: ChildProcess | undefined;

  beforeAll(async () => {
    project = await installedSubscriber(['@nats-io/transport-node', '@nats-io/jetstream']);
    for (const [name, code] of Object.entries({ subscriber, publisher, tidier })) {
      await writeFile(join(project.folder, `${name}.mjs`), code!);
    }
  });

  afterAll(async () => {
    await ended(listening);
    await node('tidier.mjs').catch(() => undefined);
    await project.remove();
  });

  it('holds the contracts for programs of every language, and nothing of how they are made', () => {
    const built = modulesIn('src').flatMap((module) => [`dist/${module}.d.ts`, `dist/${module}.js`]);
    const schemas = contracts.map(({ type }) => `schemas/${type}.json`);
    expect(project.contents.toSorted()).toEqual(
      ['README.md', 'CHANGELOG.md', 'asyncapi.yaml', 'package.json', ...built, ...schemas].toSorted(),
    );
  });

  it('gives its subscribers types: the programs of the README compile', async () => {
    const options = ['--noEmit', '--allowJs', '--checkJs', '--strict', '--target', 'es2022', '--module', 'nodenext', '--types', 'node']; // prettier-ignore
    const tsc = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url));
    const programs = ['subscriber.mjs', 'publisher.mjs'];
    const { stdout } = await run(process.execPath, [tsc, ...options, '--skipLibCheck', ...programs], {
      cwd: project.folder,
    }).catch((error: unknown) => error as { stdout: string });
    expect(stdout).toBe('');
  });

  it('opens its schemas and its AsyncAPI document to those who ask by name', async () => {
    const code = `
      import schema from '@kraftsamling/contracts/schemas/registrations.campaign.announced.v1.json' with { type: 'json' };
      const asyncapi = import.meta.resolve('@kraftsamling/contracts/asyncapi.yaml');
      console.log(schema.$id, asyncapi.slice(asyncapi.lastIndexOf('/') + 1));
    `;
    await writeFile(join(project.folder, 'files.mjs'), code);
    expect((await node('files.mjs')).stdout).toBe(
      'urn:kraftsamling:registrations.campaign.announced.v1 asyncapi.yaml\n',
    );
  });

  it('is had by programs of CommonJS as by those of ES modules', async () => {
    const code = `const { filterOf, kitIssued } = require('@kraftsamling/contracts'); console.log(filterOf(kitIssued));`;
    await writeFile(join(project.folder, 'commonjs.cjs'), code);
    expect((await node('commonjs.cjs')).stdout).toBe('events.registrations.registration.kit-issued.v1.*\n');
  });

  it.each(['commonjs', 'module'])(
    'lets the twenty lines of the README print in a %s project what is confirmed, and every kit',
    async (type) => {
      expect(subscriber!.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(20);
      await writeFile(join(project.folder, 'package.json'), JSON.stringify({ name: 'subscriber', type }));

      await node('publisher.mjs');
      listening = spawn(process.execPath, ['subscriber.mjs'], {
        cwd: project.folder,
        env: as('test-subscriber'),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const lines = createInterface({ input: listening.stdout! })[Symbol.asyncIterator]();
      const next = async () => (await lines.next()).value as string;
      const printed = [
        'digitalidag-2024 2081 registrations.registration.confirmed.v1',
        'digitalidag-2024 2081 registrations.registration.kit-issued.v1',
      ];

      // What there was before it came, and then what comes while it listens.
      expect([await next(), await next()]).toEqual(printed);
      await node('publisher.mjs');
      expect([await next(), await next()]).toEqual(printed);

      await ended(listening);
      // What it had printed and not acknowledged would come again to the next one, whose consumer has the same name.
      await node('tidier.mjs');
    },
  );

  async function ended(program: ChildProcess | undefined): Promise<void> {
    if (!program || program.exitCode !== null || program.signalCode !== null) return;
    program.kill();
    await once(program, 'exit');
  }

  function node(program: string) {
    return run(process.execPath, [program], { cwd: project.folder, env: as('tests') });
  }

  function modulesIn(folder: string): string[] {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.startsWith('publishing'))
      .map((path) => path.slice(0, -'.ts'.length));
  }
});
