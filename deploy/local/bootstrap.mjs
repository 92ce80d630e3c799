// The way in, from any Node: brings the packages the lockfile names, then hands over to the Node 24 among them.
// Plain JavaScript without imports of ours, because on a fresh clone nothing else is there yet.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const stamp = join(root, 'node_modules', '.installed-from');
const [command, ...args] = process.argv.slice(2);

await installPackages();
process.exitCode = await run(
  node24(),
  [
    '--conditions=@kraftsamling/source',
    '--disable-warning=ExperimentalWarning',
    join(root, 'deploy', 'local', `${command}.ts`),
    ...args,
  ],
  { cwd: root },
);

async function installPackages() {
  const lockfile = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockfile) return;

  const started = Date.now();
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
  // On standard error, since standard output belongs to the command: a plan is JSON, and nothing else.
  console.error('Installing packages (npm ci) ...');
  const progress = setInterval(() => console.error(`Installing packages ... ${elapsed()}`), 10_000);
  const code = await run('npm', ['ci', '--loglevel=error', '--no-progress'], {
    cwd: root,
    stdio: ['inherit', process.stderr, 'inherit'],
  });
  clearInterval(progress);
  if (code !== 0) {
    console.error('The packages could not be installed: see the messages above. Is the npm registry within reach?');
    process.exit(1);
  }
  writeFileSync(stamp, lockfile);
  console.error(`Installing packages: done in ${elapsed()}`);
}

function node24() {
  const packaged = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(packaged)) return packaged;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  console.error(
    `Kraftsamling runs on Node 24. No package brings it to ${process.platform}-${process.arch}: install Node 24 and start again.`,
  );
  process.exit(1);
}

/** Ctrl-C reaches the whole terminal group, the child too: we only wait for what it makes of it. Other signals are passed on. */
function run(executable, argv, options) {
  const child = spawn(executable, argv, {
    stdio: 'inherit',
    ...options,
    env: {
      ...process.env,
      PATH: [dirname(executable), join(root, 'node_modules', '.bin'), process.env.PATH].join(':'),
    },
  });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  // npm was killed: nobody is left to pass a signal on.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1_000).unref();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
