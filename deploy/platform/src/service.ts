import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { PATIENCE_MS } from '@kraftsamling/infrastructure/patience';
import { ServerProcess } from '@kraftsamling/infrastructure/server-process';
import { repository } from './folders.ts';
import type { Manifest } from './manifests.ts';

/** As in the image: V8's young generation is kept small, which saves tens of megabytes in a service that mostly waits. */
const nodeOptions = ['--max-semi-space-size=4'];

export interface ServiceOptions {
  readonly manifest: Manifest;
  readonly port: number;
  /** Where its log and its lock lie. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** From its sources, as they are when it starts: what somebody works on. */
  readonly fromSource?: FromSource;
}

export interface FromSource {
  /** Of Node: `--inspect`. */
  readonly nodeOptions: readonly string[];
  /** Where what it prints goes besides its log file. */
  readonly output: Writable;
}

/** A service as a process of its own, built as in production. Fault tests kill it; it never outlives us. */
export class Service {
  readonly manifest: Manifest;
  readonly url: string;
  readonly logFile: string;
  readonly #process: ServerProcess;
  readonly #folder: string;

  constructor({ manifest, port, folder, env, fromSource }: ServiceOptions) {
    const { name } = manifest;
    this.manifest = manifest;
    this.url = `http://localhost:${port}`;
    this.logFile = join(folder, `${name}.log`);
    this.#folder = folder;
    this.#process = new ServerProcess({
      name,
      command: [
        process.execPath,
        ...(fromSource ? sourceOf(name, fromSource) : [...nodeOptions, mainOf(name, 'dist/main.js')]),
      ],
      cwd: repository,
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(port),
        PUBLIC_URL: this.url,
        ...env,
      },
      logFile: this.logFile,
      ...(fromSource && { output: fromSource.output }),
      lockFile: join(folder, `${name}.lock`),
      stopSignal: 'SIGTERM',
      isReady: () => this.isReady(),
    });
  }

  get name(): string {
    return this.manifest.name;
  }

  async start(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await this.#process.start();
  }

  async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(PATIENCE_MS) })).ok;
    } catch {
      return false;
    }
  }

  stop(): Promise<void> {
    return this.#process.stop();
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** As a power cut would. */
  kill(): Promise<void> {
    return this.#process.kill();
  }
}

function sourceOf(name: string, { nodeOptions: more }: FromSource): string[] {
  const runner = fileURLToPath(import.meta.resolve('@kraftsamling/testing/run-source'));
  return [
    ...more,
    '--enable-source-maps',
    '--conditions=@kraftsamling/source',
    '--disable-warning=ExperimentalWarning',
    runner,
    mainOf(name, 'src/main.ts'),
  ];
}

function mainOf(name: string, main: string): string {
  return join(repository, 'services', name, main);
}
