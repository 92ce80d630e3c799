import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generate } from './generated-files.ts';
import { contracts } from '../index.ts';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const breaks = generate(folder, contracts, version);
if (breaks.length > 0) {
  process.stderr.write(
    `Nothing was written. These changes need a new major version of their contract:\n${breaks.join('\n')}\n`,
  );
  process.exitCode = 1;
}
