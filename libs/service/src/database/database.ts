import { setTimeout as delay } from 'node:timers/promises';
import { createConnection, mongo, STATES } from 'mongoose';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { withDatabase } from './address.ts';
import { ensureCollection } from './ensure-collection.ts';
import { countRoundTrips } from './round-trips.ts';

const answerWithinMs = 2500;
const noticeAbsenceWithinMs = 2000;
const retryEveryMs = 500;

/**
 * The service's connection to its own database. It is made in the background and tried for as long as the process lives.
 *
 * Until every index of every model stands, mongoose does not know of the connection: operations wait for a moment and then fail, which
 * a caller sees as 503 `database-unavailable`. So no write ever happens without the unique indexes that decide its races.
 */
export class Database {
  /** Models are made on it while the application is built, before the database has been reached. */
  readonly connection: Connection;
  private readonly uri: string;
  private readonly ending = new AbortController();
  private client: mongo.MongoClient | undefined;
  private opened = Promise.withResolvers<undefined>();

  constructor(
    uri: string,
    readonly name: string,
    private readonly logger: Logger,
  ) {
    this.uri = withDatabase(uri, name);
    this.connection = createConnection();
    // Collections and indexes are made below, once, before anything else. (`set` would keep these from the models.)
    Object.assign(this.connection.config, { bufferTimeoutMS: answerWithinMs, autoCreate: false, autoIndex: false });
  }

  /** Begins to look for the database. Call it when all models are made. */
  open(): void {
    void this.openForEver();
  }

  /** Resolves once the database has been reached and its indexes stand. */
  get ready(): Promise<undefined> {
    return this.opened.promise;
  }

  /** Whether the database can be reached now. */
  isUp(): boolean {
    return this.connection.readyState === STATES.connected;
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.connection.close().catch(() => undefined);
    await this.client?.close().catch(() => undefined);
  }

  private async openForEver(): Promise<void> {
    for (let failures = 0; !this.isEnding(); failures += 1) {
      const client = new mongo.MongoClient(this.uri, {
        serverSelectionTimeoutMS: answerWithinMs,
        connectTimeoutMS: answerWithinMs,
        heartbeatFrequencyMS: noticeAbsenceWithinMs,
        waitQueueTimeoutMS: 4 * answerWithinMs,
        monitorCommands: true,
      });
      countRoundTrips(client);
      this.client = client;

      try {
        await client.connect();
        await this.buildIndexes(client.db());
        this.ending.signal.throwIfAborted();

        this.connection.setClient(client);
        this.logger.info('The database is connected and its indexes stand');
        this.opened.resolve(undefined);
        return;
      } catch (error) {
        if (failures === 0 && !this.isEnding()) {
          this.logger.warn({ err: error }, 'The database is not ready; trying until it is');
        }
        await client.close().catch(() => undefined);
        await delay(retryEveryMs, undefined, { signal: this.ending.signal }).catch(() => undefined);
      }
    }
  }

  private isEnding(): boolean {
    return this.ending.signal.aborted;
  }

  private async buildIndexes(database: mongo.Db): Promise<void> {
    for (const model of Object.values(this.connection.models)) {
      const collection = model.collection.name;
      await ensureCollection(database, collection);

      for (const [fields, options] of model.schema.indexes()) {
        await database
          .collection(collection)
          .createIndex(fields as mongo.IndexSpecification, options as mongo.CreateIndexesOptions, {});
      }
    }
  }
}
