import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Tip } from '../src/record/record.ts';

const folder = join(import.meta.dirname, '..', 'public', 'verifiers');

/** Debian's own Python, whatever else comes first on the PATH. */
const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

/** Both verifiers, as anybody runs them. */
export const verifiers = {
  'verify-record.mjs': [process.execPath, join(folder, 'verify-record.mjs')],
  'verify_record.py': [python, join(folder, 'verify_record.py')],
} as const;
export type Verifier = keyof typeof verifiers;

export interface Report {
  readonly code: number;
  /** What is printed, with the names of the files in place of their paths. */
  readonly text: string;
  /** By name of the file: `whole`, `tampered at entry 7`, ... */
  readonly verdicts: ReadonlyMap<string, string>;
}

export async function runVerifier(
  verifier: Verifier,
  files: readonly string[],
  published: readonly Pick<Tip, 'count' | 'head'>[] = [],
): Promise<Report> {
  const [command, script] = verifiers[verifier];
  const heads = published.flatMap(({ count, head }) => ['--head', `${count}:${head}`]);
  const { code, stdout, stderr } = await run(command, [script, ...heads, ...files]);
  if (stderr !== '') throw new Error(`${verifier} says more than it should:\n${stderr}`);
  const text = files.reduce((text, file) => text.replace(`${file}: `, `${basename(file)}: `), stdout);
  const verdicts = text.split('\n').flatMap((line) => {
    const [, name, verdict] = /^(\S.*?): (.*)$/.exec(line) ?? [];
    return name === undefined || verdict === undefined ? [] : [[name, verdict] as const];
  });
  return { code, text, verdicts: new Map(verdicts) };
}

export async function hasPython(): Promise<boolean> {
  try {
    await run(python, ['--version']);
    return true;
  } catch {
    return false;
  }
}

function run(command: string, args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === 'number') resolve({ code, stdout, stderr });
      else reject(new Error(`${command} does not run here.`, { cause: error }));
    });
  });
}
