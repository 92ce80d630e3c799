import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repository } from './folders.ts';
import { generatedFiles, withPorts } from './generated-files.ts';
import { readManifests } from './manifests.ts';
import type { Manifest } from './manifests.ts';

const awards: Manifest = { name: 'awards', port: 4002, needs: [], handlers: [], secrets: [], signsLinks: [], opensLinks: {}, settings: {}, localSettings: {}, memoryMiB: 192, pages: [] }; // prettier-ignore

describe('what is committed', () => {
  it('is what the manifests of the services generate: otherwise run `npm run generate`', async () => {
    for (const [path, text] of await generatedFiles(readManifests()))
      expect({ path, text: await readFile(join(repository, path), 'utf8') }).toEqual({ path, text });
  });
});

describe('what somebody is shown to try', () => {
  it('is asked of the port of the service that it is named after, and only that is written', () => {
    const text = '# awards\ncurl http://localhost:1/v1/awards\ncurl "http://localhost:1/v1/juries?limit=2"\n';
    const others = '# matches\ncurl http://localhost:1/v1/matches\n\nhttp://localhost:1/\n';
    expect(withPorts(text + others, [awards])).toBe(text.replaceAll(':1/', ':4002/') + others);
  });

  it('names one for every address, so that a changed port changes it', async () => {
    const readme = await readFile(join(repository, 'README.md'), 'utf8');
    const moved = readManifests().map((manifest) => ({ ...manifest, port: manifest.port + 1000 }));
    const asked = [...withPorts(readme, moved).matchAll(/^curl .*localhost:(\d+)/gm)].map(([, port]) => Number(port));
    expect(asked.length).toBeGreaterThan(0);
    for (const port of asked) expect(moved.map((manifest) => manifest.port)).toContain(port);
  });
});
