import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kraftsamling-plan-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the command that plans from a file', () => {
  it('prints the plan alone', async () => {
    const file = await written({
      gaps: [{ id: '2425' }],
      capacity: { library: 1 },
      candidates: [{ gap: '2425', uses: { library: 1 }, distance: 12.5 }],
    });
    const { code, stdout, stderr } = await planned(file);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      chosen: [0],
      covered: 1,
      bound: 1,
      optimal: true,
      value: 0,
      distance: 12.5,
      uncovered: [],
    });
  });

  it('ends with 2 and names what is wrong with the file', async () => {
    const file = await written({ gaps: [{ id: '2425' }], capacity: {}, candidates: [{ gap: '2403', uses: {} }] });
    expect(await planned(file)).toEqual({
      code: 2,
      stdout: '',
      stderr: '/candidates/0/gap: there is no gap "2403"\n',
    });
  });

  it.each([
    ['a file that does not exist', ['nowhere.json'], 'nowhere.json: ENOENT'],
    ['no file', [], 'One file is to be named.'],
    ['an option that it does not know', ['--fast', 'plan.json'], "Unknown option '--fast'"],
    ['a time limit that is no number', ['--time-limit', '1e3', 'plan.json'], '"1e3" is no whole number from 1 to'],
  ])('ends with 2 for %s', async (_, args, message) => {
    const { code, stdout, stderr } = await planned(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('ends with 2 for what is no JSON', async () => {
    const file = join(folder, 'broken.json');
    await writeFile(file, '{ "gaps": [');
    const { code, stderr } = await planned(file);
    expect(code).toBe(2);
    expect(stderr).toMatch(/broken\.json: .*JSON/);
  });
});

async function written(input: unknown): Promise<string> {
  const file = join(folder, 'plan.json');
  await writeFile(file, JSON.stringify(input));
  return file;
}

function planned(...args: readonly string[]) {
  const command = join(import.meta.dirname, '..', 'src', 'planning', 'plan.main.ts');
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      [command, ...args],
      { env: { ...process.env, NODE_OPTIONS: '' } },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}
