import { contracts } from '@kraftsamling/contracts';
import type { CloudEvent, Contract } from '@kraftsamling/contracts';
import type { TestStreams } from '@kraftsamling/messaging/testing';
import type { RunningService } from '@kraftsamling/service';
import { testBed } from '@kraftsamling/service/testing';
import type { TestBed } from '@kraftsamling/service/testing';
import { callerOf } from '@kraftsamling/testing';
import type { Answer as AnswerOfAnyShape } from '@kraftsamling/testing';
import { createConnection } from 'mongoose';
import type { Connection } from 'mongoose';
import { Collections } from '../src/database/collections.store.ts';
import { statistics } from '../src/statistics.ts';

export interface Answer<Body> extends AnswerOfAnyShape {
  readonly body: Body;
}

/** The service alone, with other services' events and its collections: any number of replicas, none to begin with. */
export class World {
  private constructor(
    private readonly bed: TestBed,
    private readonly connection: Connection,
    readonly collections: Collections,
  ) {}

  static async open(testFile: string): Promise<World> {
    const bed = await testBed(statistics, testFile, { MAX_DELIVERIES: '3' });
    const { env, database } = bed.isolation;
    const connection = await createConnection(env.MONGODB_URI, { dbName: database }).asPromise();
    return new World(bed, connection, new Collections(connection));
  }

  get streams(): TestStreams {
    return this.bed.streams;
  }

  get replicas(): readonly RunningService[] {
    return this.bed.replicas;
  }

  startReplica(env: Record<string, string> = {}): Promise<RunningService> {
    return this.bed.replica(env);
  }

  stop(replica: RunningService): Promise<void> {
    return this.bed.stop(replica);
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
    // Thousands in one turn keep the replicas in this process, and the server, from everything else for too long.
    for (let first = 0; first < events.length; first += 500) {
      const some = events.slice(first, first + 500);
      await Promise.all(some.map((event) => this.streams.publishEvent(contractOf(event), event as never)));
    }
  }

  get<Body>(path: string, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return callerOf(this.url(''))('GET', path, { headers });
  }

  token(role: string): Promise<string> {
    return this.bed.key.token(role, role === 'coordinator' ? { counties: ['20'] } : {});
  }

  async as<Body>(role: string, method: string, path: string, body?: object): Promise<Answer<Body>> {
    return callerOf(this.url(''))(method, path, { token: await this.token(role), ...(body && { body }) });
  }

  url(path: string, replica = 0): string {
    return `${this.replicas[replica]!.url}${path}`;
  }

  async close(): Promise<void> {
    await this.connection.close();
    await this.bed[Symbol.asyncDispose]();
  }
}

function contractOf(event: CloudEvent<unknown>): Contract {
  return contracts.find(({ type }) => type === event.type)!;
}
