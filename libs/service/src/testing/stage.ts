import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TestStreams } from '@kraftsamling/messaging/testing';
import {
  callerOf,
  eventually,
  infrastructure,
  isolation,
  ready,
  signingKey,
  sourceProcess,
} from '@kraftsamling/testing';
import type { Answer, Isolation, SigningKey } from '@kraftsamling/testing';
import { startServers, stopServers } from '@kraftsamling/testing/servers';
import { mongo } from 'mongoose';
import { testEnvironment } from './test-environment.ts';

type Replica = ReturnType<typeof sourceProcess>;

/** What a stage stands on. */
export interface Platform extends AsyncDisposable {
  readonly service: string;
  readonly place: Isolation;
  readonly key: SigningKey;
  readonly streams: TestStreams;
  readonly database: mongo.Db;
  readonly folder: string;
}

/** Real servers, whoever has started them, under names of the caller's own. */
export async function platform(service: string, proof: string): Promise<Platform> {
  await using opened = new AsyncDisposableStack();
  await startServers();
  opened.defer(stopServers);
  const place = isolation(proof);
  opened.defer(() => place.cleanup());
  const key = await signingKey();
  opened.defer(() => key.close());
  const streams = opened.use(await TestStreams.open(infrastructure().natsUrl, place.namespace, service));
  const client = await mongo.MongoClient.connect(infrastructure().mongodbUri);
  opened.defer(() => client.close());
  const folder = await mkdtemp(join(tmpdir(), 'proof-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const resources = opened.move();
  return {
    ...{ service, place, key, streams, folder },
    database: client.db(place.database),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** A real service as processes, to be killed, with a clock that they share: what they write is kept. */
export class Stage implements AsyncDisposable {
  readonly key: SigningKey;
  readonly streams: TestStreams;
  /** What every replica has written, line by line. */
  readonly log: string[] = [];
  killed = 0;
  private readonly on: Platform;
  private readonly main: string;
  private readonly env: NodeJS.ProcessEnv;
  private readonly replicas = new Map<string, Replica>();

  /** `main` boots the service and prints its address; it reads its clock from CLOCK_FILE. */
  constructor(on: Platform, main: string, env: NodeJS.ProcessEnv) {
    this.on = on;
    this.main = main;
    this.key = on.key;
    this.streams = on.streams;
    this.env = { ...testEnvironment(on.service, on.place, on.key), CLOCK_FILE: join(on.folder, 'clock.json'), ...env };
  }

  /** Where the clocks of all replicas stand, or run on from. */
  async setClock(at: Date | string, { runs = false } = {}): Promise<void> {
    const clock = JSON.stringify({ at: new Date(at).toISOString(), ...(runs && { since: Date.now() }) });
    await writeFile(join(this.on.folder, 'clock.next'), clock);
    await rename(join(this.on.folder, 'clock.next'), join(this.on.folder, 'clock.json'));
  }

  /** Where the replicas are, for whoever asks them without asking again. */
  get urls(): readonly string[] {
    return [...this.replicas.keys()];
  }

  async start(more: NodeJS.ProcessEnv = {}): Promise<void> {
    const child = sourceProcess(this.main, { ...this.env, ...more });
    const complaints: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
    const address = Promise.withResolvers<string>();
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('http')) address.resolve(line);
      else this.log.push(line);
    });
    child.once('exit', () => address.reject(new Error(`A replica did not start: ${complaints.join('')}`)));
    const url = await address.promise;
    this.replicas.set(url, child);
    await ready(callerOf(url));
  }

  /** As a power cut would: whoever waits for an answer of it never gets one. */
  async kill(which: number): Promise<void> {
    const [url, child] = [...this.replicas][which % this.replicas.size] ?? [];
    if (url === undefined || !child) return;
    this.replicas.delete(url);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    this.killed++;
  }

  async killAll(): Promise<void> {
    while (this.replicas.size > 0) await this.kill(0);
  }

  /** Asks a replica until one answers, as people do who get no answer. It may have been done already. */
  async call(method: string, path: string, token?: string, body?: unknown, which = 0): Promise<Answer> {
    let tries = which;
    return eventually(async () => {
      const urls = [...this.replicas.keys()];
      const url = urls[tries++ % urls.length];
      if (url === undefined) throw new Error('No replica is there.');
      const answer = await callerOf(url)(method, path, {
        // Compressed, two ids of one length are of two.
        headers: { 'accept-encoding': 'identity' },
        ...(token !== undefined && { token }),
        ...(body !== undefined && { body }),
      });
      if (answer.status >= 500) throw new Error(`${method} ${path} answered ${answer.status}.`);
      return answer;
    });
  }

  /** Until everything that has been decided in these collections is in the log. */
  async everythingIsPublished(...collections: readonly string[]): Promise<void> {
    await eventually(async () => {
      for (const name of collections) {
        const waiting = await this.collection(name).countDocuments({ 'outbox.0': { $exists: true } });
        if (waiting > 0) throw new Error(`${waiting} of ${name} have something to publish.`);
      }
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.replicas.values()) {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
    await this.on[Symbol.asyncDispose]();
  }

  protected collection(name: string) {
    return this.on.database.collection(name);
  }
}
