import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repository } from '@kraftsamling/platform/folders';
import { writeService } from './templates.ts';

const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  // As deep in the repository as services are, where nobody takes it for one.
  await mkdir(join(repository, '.nx'), { recursive: true });
  folder = await mkdtemp(join(repository, '.nx', 'new-service-'));
  await writeService(folder, { name: 'first-example', port: 3099 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a new service', () => {
  it('depends on what the services there depend on, in the same versions', async () => {
    const [own, example] = await Promise.all(
      [folder, join(repository, 'services/registrations')].map(async (service) => {
        const text = await readFile(join(service, 'package.json'), 'utf8');
        return (JSON.parse(text) as { dependencies: Record<string, string> }).dependencies;
      }),
    );
    expect(Object.keys(own!)).toContain('@kraftsamling/service');
    expect(example).toMatchObject(own!);
  });

  it('has sound types', async () => {
    await run(process.execPath, ['node_modules/.bin/tsc', '-p', folder], { cwd: repository });
  });

  it('passes its own tests', async () => {
    const args = ['--experimental-vm-modules', 'node_modules/.bin/jest', '--config', join(folder, 'jest.config.js')];
    const { stderr } = await run(process.execPath, args, { cwd: repository });
    expect(stderr).toMatch(/Test Suites: 2 passed/);
  });
});
