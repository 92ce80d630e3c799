import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const root = fileURLToPath(new URL('..', import.meta.url));
const workspace = join(root, '../..');

export interface Subscriber {
  /** A project that has installed nothing but the packed package and a NATS client. */
  readonly folder: string;
  /** The files of the package. */
  readonly contents: readonly string[];
  remove(): Promise<void>;
}

/** Packs the package as `npm publish` would, and installs it where nothing else of ours is. */
export async function installedSubscriber(clients: readonly string[]): Promise<Subscriber> {
  const folder = await mkdtemp(join(tmpdir(), 'subscriber-'));
  const staging = join(folder, 'staging');
  const installed = join(folder, 'node_modules/@kraftsamling/contracts');
  await mkdir(staging);
  await mkdir(installed, { recursive: true });

  // A build of its own: `dist` may be in use by services that run meanwhile, and may hold what an older build left.
  await run(process.execPath, [
    join(workspace, 'node_modules/typescript/bin/tsc'),
    ...['-p', join(root, 'tsconfig.build.json'), '--outDir', join(staging, 'dist')],
    ...['--tsBuildInfoFile', join(folder, 'staging.tsbuildinfo')],
  ]);
  for (const file of ['package.json', 'README.md', 'CHANGELOG.md', 'asyncapi.yaml', 'schemas']) {
    await cp(join(root, file), join(staging, file), { recursive: true });
  }
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts'], { cwd: staging });
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  await run('tar', ['-xzf', join(staging, packed.filename), '--strip-components=1', '-C', installed]);
  await rm(staging, { recursive: true });

  const { dependencies } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const name of [...Object.keys(dependencies), ...clients, '@types/node', 'undici-types']) {
    await link(name, join(folder, 'node_modules', name));
  }
  // As `npm init` makes it.
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'subscriber', type: 'commonjs' }));

  return {
    folder,
    contents: packed.files.map(({ path }) => path),
    remove: () => rm(folder, { recursive: true }),
  };
}

/** Stands in for the registry, which tests do without. */
async function link(name: string, at: string): Promise<void> {
  const found = [root, workspace].map((place) => join(place, 'node_modules', name)).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`${name} is not installed.`);
  await mkdir(dirname(at), { recursive: true });
  await symlink(found, at);
}
