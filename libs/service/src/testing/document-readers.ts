import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const rulesets = join(import.meta.dirname, '..', '..', 'rulesets');
const ofHere = createRequire(import.meta.url);

/**
 * What the tools of others that generators and portals read OpenAPI documents with find wrong with one: redocly and spectral, by the
 * rulesets of this library. Neither asks anybody over the network.
 */
export async function objectionsOfReaders(document: unknown): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'openapi-'));
  try {
    const file = join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify(document));
    const [redocly, spectral] = await Promise.all([byRedocly(file), bySpectral(file)]);
    return [...redocly, ...spectral];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function byRedocly(file: string): Promise<string[]> {
  const config = ['--config', join(rulesets, 'redocly.yaml')];
  const { problems } = (await findings('@redocly/cli', 'bin/cli.js', [
    'lint',
    file,
    ...config,
    '--format=json',
    '--max-problems=1000',
  ])) as { problems: { ruleId: string; message: string; location: { pointer?: string }[] }[] };
  return problems.map(({ ruleId, message, location }) => `redocly ${ruleId} ${location[0]?.pointer ?? ''}: ${message}`);
}

async function bySpectral(file: string): Promise<string[]> {
  const found = (await findings('@stoplight/spectral-cli', 'dist/index.js', [
    'lint',
    file,
    ...['--ruleset', join(rulesets, 'spectral.yaml')],
    ...['--format', 'json', '--quiet'],
  ])) as { code: string; message: string; path: string[] }[];
  return found.map(({ code, message, path }) => `spectral ${code} ${path.join('/')}: ${message}`);
}

/** Both end with an error where they have found something, and say what all the same. */
async function findings(tool: string, program: string, options: readonly string[]): Promise<unknown> {
  const path = join(dirname(ofHere.resolve(`${tool}/package.json`)), program);
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { stdout, stderr } = await run(process.execPath, [path, ...options], {
    env,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: unknown) => error as { readonly stdout: string; readonly stderr: string });
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`${tool} has not read the document: ${stderr}${stdout}`);
  }
}
