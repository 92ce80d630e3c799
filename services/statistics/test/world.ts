import { expect } from '@jest/globals';
import { contracts } from '@kraftsamling/contracts';
import type { CloudEvent, Contract } from '@kraftsamling/contracts';
import { TestStreams } from '@kraftsamling/messaging/testing';
import { boot } from '@kraftsamling/service';
import type { RunningService } from '@kraftsamling/service';
import { eventually, isolation, signingKey } from '@kraftsamling/testing';
import type { SigningKey } from '@kraftsamling/testing';
import { createConnection } from 'mongoose';
import type { Connection } from 'mongoose';
import { Collections } from '../src/database/collections.store.ts';
import { statistics } from '../src/statistics.ts';

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** The service in a world of its own: real servers, other services' events, any number of replicas, somebody to give tokens. */
export class World {
  private constructor(
    readonly streams: TestStreams,
    readonly collections: Collections,
    private readonly servers: ReturnType<typeof isolation>,
    private readonly key: SigningKey,
    private readonly connection: Connection,
  ) {}

  readonly replicas: RunningService[] = [];

  static async open(testFile: string): Promise<World> {
    const servers = isolation(testFile);
    const connection = await createConnection(servers.env.MONGODB_URI, { dbName: servers.database }).asPromise();
    const streams = await TestStreams.open(servers.env.NATS_URL, servers.namespace);
    return new World(streams, new Collections(connection), servers, await signingKey(), connection);
  }

  async startReplica(env: Record<string, string> = {}): Promise<RunningService> {
    const replica = await boot(statistics, {
      ...this.servers.env,
      ...this.key.env,
      PORT: '0',
      LOG_LEVEL: 'error',
      MAX_DELIVERIES: '3',
      ANONYMOUS_READS_PER_MINUTE: '0',
      ...env,
    });
    this.replicas.push(replica);
    await eventually(async () => expect((await fetch(`${replica.url}/health/ready`)).status).toBe(200));
    return replica;
  }

  async stop(replica: RunningService): Promise<void> {
    this.replicas.splice(this.replicas.indexOf(replica), 1);
    await replica.stop();
  }

  async wipe(): Promise<void> {
    await this.connection.db!.dropDatabase();
  }

  async collectionNames(): Promise<string[]> {
    const collections = await this.connection.db!.listCollections({}, { nameOnly: true }).toArray();
    return collections.map(({ name }) => name);
  }

  /** Publishes events as their owners would, as they are. */
  async publish(events: readonly CloudEvent<unknown>[]): Promise<void> {
    await Promise.all(events.map((event) => this.streams.publishRaw(contractOf(event), JSON.stringify(event))));
  }

  async get<Body>(path: string, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return answerOf(await fetch(this.url(path), { headers }));
  }

  async as<Body>(role: string, method: string, path: string): Promise<Answer<Body>> {
    const authorization = `Bearer ${await this.key.token(role, role === 'coordinator' ? { counties: ['20'] } : {})}`;
    return answerOf(await fetch(this.url(path), { method, headers: { authorization } }));
  }

  url(path: string, replica = 0): string {
    return `${this.replicas[replica]!.url}${path}`;
  }

  async close(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.stop()));
    await this.connection.close();
    await this.streams[Symbol.asyncDispose]();
    await this.servers.cleanup();
    await this.key.close();
  }
}

function contractOf(event: CloudEvent<unknown>): Contract {
  return contracts.find(({ type }) => type === event.type)!;
}

async function answerOf<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? undefined : JSON.parse(text)) as Body,
  };
}
