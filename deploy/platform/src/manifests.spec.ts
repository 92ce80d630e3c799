import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readManifests } from './manifests.ts';

describe('the manifests of the services', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kraftsamling-manifests-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function service(name: string, kraftsamling: unknown): Promise<void> {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'package.json'), JSON.stringify({ kraftsamling }));
  }

  it('are found in their folders, and listed by port', async () => {
    await service('awards', { port: 4002, needs: ['smtp'], secrets: ['JURY_KEY'], signsLinks: ['SEAT_LINKS'] });
    await service('matches', {
      port: 4001,
      opensLinks: { SEAT_LINKS: '/seat' },
      pages: [{ title: 'Matches', path: '/' }],
    });
    expect(readManifests(folder)).toEqual([
      { name: 'matches', port: 4001, needs: [], handlers: [], secrets: [], signsLinks: [], opensLinks: { SEAT_LINKS: '/seat' }, settings: {}, localSettings: {}, memoryMiB: 192, pages: [{ title: 'Matches', path: '/' }] }, // prettier-ignore
      { name: 'awards', port: 4002, needs: ['smtp'], handlers: [], secrets: ['JURY_KEY'], signsLinks: ['SEAT_LINKS'], opensLinks: {}, settings: {}, localSettings: {}, memoryMiB: 192, pages: [] }, // prettier-ignore
    ]);
  });

  it.each([
    ['is not there', undefined, /awards\/package\.json: the manifest under "kraftsamling" must be object/],
    ['has no port', {}, /required properties port/],
    [
      'needs what nobody knows',
      { port: 4001, needs: ['redis'] },
      /\/needs\/0 must be equal to one of the allowed values/,
    ],
    ['says what nobody reads', { port: 4001, colour: 'red' }, /\/colour/],
    [
      'keeps a secret under no name of a variable',
      { port: 4001, secrets: ['link key'] },
      /\/secrets\/0 must match pattern/,
    ],
  ])('say what is wrong when one %s', async (_, manifest, error) => {
    await service('awards', manifest);
    expect(() => readManifests(folder)).toThrow(error);
  });

  it('leave out a service that cannot be started yet', async () => {
    await service('awards', false);
    expect(readManifests(folder)).toEqual([]);
  });

  it('do not share a port', async () => {
    await service('awards', { port: 4001 });
    await service('matches', { port: 4001 });
    expect(() => readManifests(folder)).toThrow('The services awards and matches both have the port 4001.');
  });
});
