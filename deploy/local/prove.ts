import { randomInt } from 'node:crypto';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inspect, parseArgs } from 'node:util';
import { repository } from '@kraftsamling/platform/folders';
import type { Proof } from '@kraftsamling/testing/proof';

/** What `proofs/<name>.proof.ts` of a service exports. */
interface ProofFile {
  /** Throws when it finds a counterexample. */
  prove(run: Proof): Promise<void>;
  /** How many runs it takes when nobody says otherwise. */
  readonly full: number;
}

const files = globSync('services/*/proofs/*.proof.ts', { cwd: repository }).sort();
const nameOf = (file: string) => basename(file, '.proof.ts');

const { name, runs, seed } = readArguments();
const began = performance.now();
const log = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${line}`);

for (const file of files.filter((each) => nameOf(each) === name)) {
  const proof = (await import(join(repository, file))) as ProofFile;
  const count = runs ?? proof.full;
  log(`${file}: ${count} runs, seed ${seed}`);
  try {
    await proof.prove({ runs: count, seed, log });
    log(`PROVED ${name}. Again: npm run prove -- ${name} --runs ${count} --seed ${seed}`);
  } catch (error) {
    // What an end on top of it failed with hides what the proof failed with, unless it is asked for.
    console.error(inspect(error, { showHidden: error instanceof SuppressedError }));
    log(`REFUTED ${name}. Again: npm run prove -- ${name} --runs ${count} --seed ${seed}`);
    process.exitCode = 1;
  }
}

function readArguments() {
  const names = [...new Set(files.map(nameOf))];
  const usage = `  npm run prove -- NAME [--runs N] [--seed N]\nThere is: ${names.join(', ')}`;
  try {
    const { values, positionals } = parseArgs({
      options: { runs: { type: 'string' }, seed: { type: 'string' } },
      allowPositionals: true,
    });
    const [name, ...others] = positionals;
    if (name === undefined) {
      console.log(usage);
      process.exit();
    }
    if (others.length > 0 || !names.includes(name)) throw new Error(`There is no proof "${positionals.join(' ')}".`);
    return { name, runs: positive(values.runs), seed: positive(values.seed) ?? randomInt(1, 2 ** 31) };
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    process.exit(2);
  }
}

function positive(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`"${text}" is no positive whole number.`);
  return number;
}
