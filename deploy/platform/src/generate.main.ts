import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './folders.ts';
import { generatedFiles } from './generated-files.ts';
import { readManifests } from './manifests.ts';

for (const [path, text] of await generatedFiles(readManifests())) await writeFile(join(repository, path), text);
