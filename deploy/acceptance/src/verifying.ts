import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@kraftsamling/platform/folders';

const folder = join(repository, 'services', 'nominations', 'public', 'verifiers');

/** Debian's own Python, whatever else comes first on the PATH. */
const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

const verifiers = [
  { name: 'verify-record.mjs', command: process.execPath },
  { name: 'verify_record.py', command: python },
] as const;

export interface Verified {
  readonly verifier: string;
  /** Undefined where what it is written for is not on this machine. */
  readonly isWhole: boolean | undefined;
  readonly said: string;
}

/** What both verifiers say of a record, as anybody runs them: two programs in two languages, neither of which knows the service. */
export function verifyByBoth(file: string): Promise<Verified[]> {
  return Promise.all(
    verifiers.map(
      ({ name, command }) =>
        new Promise<Verified>((resolve) => {
          execFile(command, [join(folder, name), file], (error, stdout, stderr) => {
            const isMissing = error !== null && error.code === 'ENOENT';
            const isWhole = isMissing ? undefined : error === null;
            resolve({ verifier: name, isWhole, said: isMissing ? `There is no ${command} here.` : stdout + stderr });
          });
        }),
    ),
  );
}
