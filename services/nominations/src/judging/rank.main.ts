import { readFile, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { InvalidRankInput, parseRankFile, readRankInput } from './rank-input.ts';
import { verdictOn } from './verdict.ts';

/** A jury's scores from a file, so that anybody can count again what an award was decided by. Standard output is the verdict alone. */
const usage = `Ranks the entries of a jury's file.
  npm run --silent rank -- FILE.json`;
const largestFile = 16 * 1024 * 1024;

try {
  const verdict = verdictOn(readRankInput(await readJson(readArguments())));
  process.stdout.write(`${JSON.stringify(verdict, undefined, 2)}\n`);
} catch (error) {
  if (!(error instanceof InvalidRankInput)) throw error;
  process.stderr.write(`${error.errors.join('\n')}\n`);
  process.exitCode = 2;
}

function readArguments(): string {
  try {
    const [file, ...others] = parseArgs({ allowPositionals: true }).positionals;
    if (file === undefined || others.length > 0) throw new Error('One file is to be named.');
    return file;
  } catch (error) {
    throw new InvalidRankInput([(error as Error).message, usage]);
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    const { size } = await stat(file);
    if (size > largestFile) throw new Error(`has ${size} bytes, and may have ${largestFile}`);
    return parseRankFile(await readFile(file));
  } catch (error) {
    throw new InvalidRankInput([`${file}: ${(error as Error).message}`]);
  }
}
