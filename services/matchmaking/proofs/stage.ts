import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import type { Share } from '../src/organisation/capacity.ts';

/** Something that an organisation has promised a case, as it lies in the database. */
export interface Reserved {
  readonly organisationId: string;
  readonly caseId: string;
  readonly brings: readonly Share[];
  readonly days: readonly string[];
}

type Replica = ReturnType<typeof sourceProcess>;

/** The real service as processes, to be killed, on real servers under names of its own, with a clock that they share. */
export class Stage implements AsyncDisposable {
  readonly key: SigningKey;
  readonly streams: TestStreams;
  killed = 0;
  private readonly place: Isolation;
  private readonly database: mongo.MongoClient;
  private readonly env: NodeJS.ProcessEnv;
  private readonly folder: string;
  private readonly resources: AsyncDisposableStack;
  private readonly replicas = new Map<string, Replica>();
  private readonly linkKey: KeyObject = generateKeyPairSync('ed25519').privateKey;

  private constructor(
    place: Isolation,
    key: SigningKey,
    streams: TestStreams,
    database: mongo.MongoClient,
    folder: string,
    resources: AsyncDisposableStack,
  ) {
    this.place = place;
    this.key = key;
    this.streams = streams;
    this.database = database;
    this.folder = folder;
    this.resources = resources;
    this.env = {
      ...place.env,
      ...key.env,
      PORT: '0',
      HOST: '127.0.0.1',
      ANONYMOUS_READS_PER_MINUTE: '0',
      ANONYMOUS_WRITES_PER_MINUTE: '0',
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
      CLOCK_FILE: join(folder, 'clock.json'),
      PUBLIC_URL: 'https://matchmaking.example',
      INVITATION_LINKS_PUBLIC_KEYS: createPublicKey(this.linkKey).export({ type: 'spki', format: 'pem' }).toString(),
    };
  }

  static async open(proof: string): Promise<Stage> {
    await using opened = new AsyncDisposableStack();
    await startServers();
    opened.defer(stopServers);
    const place = isolation(proof);
    opened.defer(() => place.cleanup());
    const key = await signingKey();
    opened.defer(() => key.close());
    const streams = opened.use(await TestStreams.open(infrastructure().natsUrl, place.namespace));
    const database = await mongo.MongoClient.connect(infrastructure().mongodbUri);
    opened.defer(() => database.close());
    const folder = await mkdtemp(join(tmpdir(), 'proof-'));
    opened.defer(() => rm(folder, { recursive: true, force: true }));
    return new Stage(place, key, streams, database, folder, opened.move());
  }

  /** Where the clocks of all replicas stand, or run on from. */
  async setClock(at: Date | string, { runs = false } = {}): Promise<void> {
    const clock = JSON.stringify({ at: new Date(at).toISOString(), ...(runs && { since: Date.now() }) });
    await writeFile(join(this.folder, 'clock.next'), clock);
    await rename(join(this.folder, 'clock.next'), join(this.folder, 'clock.json'));
  }

  async start(more: NodeJS.ProcessEnv = {}): Promise<void> {
    const main = join(import.meta.dirname, '..', 'test', 'replica.main.ts');
    const child = sourceProcess(main, { ...this.env, ...more });
    const complaints: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
    const [line] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => [])])) as Buffer[];
    if (!line) throw new Error(`A replica did not start: ${complaints.join('')}`);
    child.stdout.resume();
    const url = line.toString().trim().split('\n')[0] ?? '';
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

  /** Asks a replica until one answers, as people do who get no answer. It may have been done already. */
  async call(method: string, path: string, token?: string, body?: unknown, which = 0): Promise<Answer> {
    let tries = which;
    return eventually(async () => {
      const urls = [...this.replicas.keys()];
      const url = urls[tries++ % urls.length];
      if (url === undefined) throw new Error('No replica is there.');
      const answer = await callerOf(url)(method, path, {
        ...(token !== undefined && { token }),
        ...(body !== undefined && { body }),
      });
      if (answer.status >= 500) throw new Error(`${method} ${path} answered ${answer.status}.`);
      return answer;
    });
  }

  /** The token of a link in a mail, as registrations signs it. */
  linkToken(organisationId: string, caseId: string, invitation: string): string {
    const claims = { case: caseId, invitation, aud: 'matchmaking.invitation', sub: organisationId, exp: 1_893_456_000 };
    const [header, payload] = [{ alg: 'EdDSA', typ: 'link+jwt' }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    return `${header}.${payload}.${sign(null, Buffer.from(`${header}.${payload}`), this.linkKey).toString('base64url')}`;
  }

  /** Until these are in the replica of organisations, each as it was published last. */
  async haveCome(organisations: readonly { readonly id: string }[], version: number): Promise<void> {
    await eventually(async () => {
      const filter = { _id: { $in: organisations.map(({ id }) => id) }, version } as object;
      const known = await this.collection('organisations').countDocuments(filter);
      if (known < organisations.length) throw new Error(`${known} of ${organisations.length} have come.`);
    });
  }

  /** Until everything that has been decided is in the log. */
  async everythingIsPublished(): Promise<void> {
    await eventually(async () => {
      const waiting = await this.collection('cases').countDocuments({ 'outbox.0': { $exists: true } });
      if (waiting > 0) throw new Error(`${waiting} cases have something to publish.`);
    });
  }

  /** What organisations have promised, as it lies in the database. */
  async reserved(): Promise<Reserved[]> {
    const organisations = await this.collection('organisations').find().toArray();
    return organisations.flatMap(({ _id, reserved = [] }) =>
      (reserved as Omit<Reserved, 'organisationId'>[]).map((each) => ({ ...each, organisationId: String(_id) })),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.replicas.values()) {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
    await this.resources.disposeAsync();
  }

  private collection(name: string) {
    return this.database.db(this.place.database).collection(name);
  }
}
