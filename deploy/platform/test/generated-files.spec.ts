import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repository } from '../src/folders.ts';
import { generatedFiles } from '../src/generated-files.ts';
import { readManifests } from '../src/manifests.ts';

describe('what is committed', () => {
  it('is what the manifests of the services generate: otherwise run `npm run generate`', async () => {
    for (const [path, text] of await generatedFiles(readManifests()))
      expect({ path, text: await readFile(join(repository, path), 'utf8') }).toEqual({ path, text });
  });
});
