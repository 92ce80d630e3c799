import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { until } from './until.ts';

export interface ServerOptions {
  name: string;
  command: readonly [string, ...string[]];
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** What the server prints goes to this file, and its end into the error when the server does not start. */
  logFile: string;
  /** Where it goes besides. */
  output?: Writable;
  /** Held for as long as any process of the server lives, so that no two servers ever share a data folder. */
  lockFile: string;
  stopSignal: NodeJS.Signals;
  /** Resolves when the server answers; asked again and again until then. */
  isReady: () => Promise<boolean>;
}

const lockTaken = 75;
const stopWithin = 60_000;

/** A server that lives no longer than we do. */
export class ServerProcess {
  readonly #options: ServerOptions;
  #child: ChildProcess | undefined;

  constructor(options: ServerOptions) {
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async start(): Promise<void> {
    const { name, command, cwd, env = process.env, logFile, output, lockFile, isReady } = this.#options;
    const [executable, ...args] = process.platform === 'linux' ? boundToUs(command, lockFile) : command;
    const log = await open(logFile, 'w');
    // A session of its own: Ctrl-C in the terminal reaches us alone, and we stop the servers in order.
    const printed = output ? 'pipe' : log.fd;
    const child = spawn(executable, args, { cwd, env, detached: true, stdio: ['ignore', printed, printed] });
    if (output) copy(child, output, logFile);
    const failed = new Promise<never>((_, reject) => child.once('error', reject));
    failed.catch(() => undefined);
    await log.close();
    this.#child = child;

    try {
      const answers = async () => {
        if (child.exitCode === lockTaken) throw new Error(`${name}: ${cwd} is in use by another run.`);
        if (hasEnded(child)) throw new Error(`${name} ended at once.`);
        return Promise.race([isReady(), failed]);
      };
      await until(`${name} answers`, answers, async () => (await stat(logFile)).size);
    } catch (error) {
      await this.kill();
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n${await this.#lastWords()}`.trim(), {
        cause: error,
      });
    }
  }

  /** Ends the server as a power cut would. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** The server stands still where it is, its connections open, until it is thawed: what an overloaded machine can look like. */
  freeze(): Promise<void> {
    this.#child?.kill('SIGSTOP');
    return Promise.resolve();
  }

  thaw(): Promise<void> {
    this.#child?.kill('SIGCONT');
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    await this.thaw();
    const impatience = setTimeout(() => void this.kill(), stopWithin);
    await this.#end(this.#options.stopSignal);
    clearTimeout(impatience);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child?.pid === undefined || hasEnded(child)) return;
    child.kill(signal);
    await once(child, 'exit');
  }

  async #lastWords(): Promise<string> {
    const lines = (await readFile(this.#options.logFile, 'utf8')).trimEnd().split('\n');
    return lines.slice(-10).join('\n');
  }
}

/** The kernel ends the server when this process ends, however it ends. Each of these replaces itself by the next. */
function boundToUs(command: readonly string[], lockFile: string): [string, ...string[]] {
  const locked = ['flock', '--no-fork', '--wait', '5', '--conflict-exit-code', String(lockTaken), lockFile];
  return ['setpriv', '--pdeathsig', 'KILL', ...locked, ...command];
}

function copy(child: ChildProcess, output: Writable, logFile: string): void {
  const file = createWriteStream(logFile);
  for (const printed of [child.stdout, child.stderr])
    for (const target of [output, file]) printed?.pipe(target, { end: false });
  child.once('close', () => file.end());
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
