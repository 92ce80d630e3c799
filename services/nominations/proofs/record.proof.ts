import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordFile } from '../src/record/record-file.ts';
import type { Link, Tip } from '../src/record/record.ts';
import { tipOf } from '../src/record/record.ts';
import { anAwardYear } from './award-year.ts';
import type { Proof } from '@kraftsamling/testing/proof';
import type { Random } from '@kraftsamling/testing/random';
import { randomFrom } from '@kraftsamling/testing/random';
import type { Tampering } from './tampering.ts';
import { rewrite, tamper } from './tampering.ts';
import type { Report, Verifier } from './verifiers.ts';
import { hasPython, runVerifier } from './verifiers.ts';

export const full = 500;

/**
 * Records of random award years are found whole, the lists and the winner recomputed; every tampering with them is found where it begins; and
 * both verifiers say the same, to the byte.
 */
export async function prove({ runs, seed, log }: Proof): Promise<void> {
  const random = randomFrom(seed);
  const verifying: Verifier[] = ['verify-record.mjs', 'verify_record.py'];
  if (!(await hasPython()))
    throw new Error('Python 3 is not here, in which the second verifier is written: this proof takes both.');

  const found = new Map<string, number>();
  const folder = await mkdtemp(join(tmpdir(), 'kraftsamling-record-'));
  try {
    let left = runs;
    let years = 0;
    for (; left > 0; years++) {
      const links = anAwardYear(random, 'sveriges-digitaliseringskommun-2021');
      const otherYear = anAwardYear(random, 'sveriges-digitaliseringskommun-2020');
      const published = somePublished(random, links);
      const count = Math.min(left, 24);
      left -= count;
      const broken = Array.from({ length: Math.ceil(count / 2) }, () => tamper(random, links, otherYear));
      const rewritten = Array.from({ length: Math.floor(count / 2) }, () =>
        rewrite(random, links, otherYear, published),
      );
      const record = recordFile('sveriges-digitaliseringskommun-2021', links);
      await allFound(join(folder, 'record'), verifying, record, broken, []);
      await allFound(join(folder, 'record'), verifying, record, rewritten, published);
      for (const { how } of [...broken, ...rewritten]) found.set(how, (found.get(how) ?? 0) + 1);
    }
    const byHow = [...found].toSorted().map(([how, count]) => `${how}: ${count}`);
    log(
      `${runs} tamperings with ${years} records found where they begin, by ${verifying.join(' and ')}.\n${byHow.join('\n')}`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The head of each entry, or of some only; at least the last one, which is published with the winner. */
function somePublished({ chance, below }: Random, links: readonly Link[]): readonly Tip[] {
  const always = chance(0.5);
  const sparse = 1 / (2 + below(10));
  return links.map(tipOf).filter(({ count }) => always || count === links.length || chance(sparse));
}

async function allFound(
  path: string,
  verifying: readonly Verifier[],
  record: string,
  tamperings: readonly Tampering[],
  published: readonly Tip[],
): Promise<void> {
  const files = await Promise.all(
    [Buffer.from(record), ...tamperings.map(({ file }) => file)].map(async (file, at) => {
      await writeFile(`${path}-${at}`, file);
      return `${path}-${at}`;
    }),
  );
  const texts = new Set<string>();
  for (const verifier of verifying) {
    const report = await runVerifier(verifier, files, published);
    texts.add(report.text);
    expectVerdict(verifier, report, 'record-0', 'whole', 'as it was', record);
    for (const [at, { how, file, where }] of tamperings.entries())
      expectVerdict(verifier, report, `record-${at + 1}`, `tampered ${where}`, how, file.toString());
    if (report.code !== (tamperings.length > 0 ? 1 : 0)) throw new Error(`${verifier} ends with ${report.code}.`);
  }
  if (texts.size > 1) throw new Error(`The verifiers do not say the same:\n${[...texts].join('\n\n')}`);
}

function expectVerdict(verifier: Verifier, report: Report, name: string, due: string, how: string, file: string) {
  const verdict = report.verdicts.get(name);
  if (verdict !== due) throw new Error(`${how}: ${verifier} says "${verdict}", and it is "${due}".\n${file}`);
}
