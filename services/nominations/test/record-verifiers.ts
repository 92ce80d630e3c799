import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasPython, runVerifier } from '../proofs/verifiers.ts';

/** What every verifier that runs here says of a record: it throws unless they find it whole. */
export async function verified(record: string): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'kraftsamling-record-'));
  try {
    const file = join(folder, 'record.jsonl');
    await writeFile(file, record);
    const here = ['verify-record.mjs', ...((await hasPython()) ? (['verify_record.py'] as const) : [])] as const;
    const reports = await Promise.all(here.map((verifier) => runVerifier(verifier, [file])));
    for (const { code, text } of reports) if (code !== 0) throw new Error(`The record is not whole:\n${text}`);
    return reports.map(({ text }) => text);
  } finally {
    await rm(folder, { recursive: true });
  }
}
