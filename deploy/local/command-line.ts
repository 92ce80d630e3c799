import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

/** What a command was given. It answers `--help` with its usage, and what it does not know as well. */
export function commandLine<Config extends ParseArgsConfig>(usage: string, config: Config) {
  if (process.argv.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    refuse(`${sentenceOf(error)}\n\n${usage}`);
  }
}

/** Ends a command that was not called as it must be. */
export function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
