import { Injectable, Module } from '@nestjs/common';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { InjectConnection, MongooseModule } from '@nestjs/mongoose';
import { organisationAmended, organisationJoined } from '@kraftsamling/contracts';
import type { OrganisationData } from '@kraftsamling/contracts';
import { isolation } from '@kraftsamling/testing';
import type { Connection } from 'mongoose';
import { NatsConnection } from '../src/server/nats-connection.ts';
import { ConsumerRegistry } from '../src/consume/consumer-registry.ts';
import { becomes } from '../src/store/decision.ts';
import { DocumentStore } from '../src/store/document-store.ts';
import { documentSchema } from '../src/store/stored-document.ts';
import type { StoredDocument } from '../src/store/stored-document.ts';
import { jetStreamStrategy } from '../src/consume/jetstream.strategy.ts';
import { MessagingModule } from '../src/messaging.module.ts';
import { Outbox } from '../src/relay/outbox.ts';
import { Republisher } from '../src/relay/republisher.ts';
import { TestStreams } from '../src/testing.ts';

/** An aggregate with one private field, published under the contracts of organisations. */
export interface Club {
  readonly name: string;
  readonly amount: number;
  readonly secret: string;
}

@Injectable()
export class Clubs extends DocumentStore<Club> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    const schema = documentSchema<Club>({ name: String, amount: Number, secret: String }, [
      [{ 'state.name': 1 }, { unique: true }],
    ]);
    super(connection.model<StoredDocument<Club>>('Club', schema, 'clubs'), outbox, {
      publicState,
      lookupKeys: ({ name, amount }) => ({ sign: `${name.toLowerCase()}-${amount}` }),
    });
  }
}

export function publicState({ name, amount }: Club, id: string): OrganisationData {
  return {
    ...organisationJoined.example,
    id,
    name,
    offers: [{ capability: 'coaches', amount, days: [], languages: [], targetGroups: [], themes: [] }],
  };
}

export const founded = (name: string, amount = 1) =>
  becomes<Club>({ name, amount, secret: 'hidden' }, organisationJoined);
export const grown = (club: Club) => becomes<Club>({ ...club, amount: club.amount + 1 }, organisationAmended);

export interface Process extends AsyncDisposable {
  readonly app: INestApplicationContext;
  readonly clubs: Clubs;
  stop(): Promise<void>;
}

/** One database and one set of streams, on which any number of processes of the same service run. */
export class World {
  readonly isolation = isolation(import.meta.url);
  private readonly processes: Process[] = [];
  streams: TestStreams;

  static async begin(): Promise<World> {
    const world = new World();
    world.streams = await TestStreams.open(world.isolation.env.NATS_URL, world.isolation.namespace, 'registrations');
    return world;
  }

  async process({
    natsUrl = this.isolation.env.NATS_URL,
    natsUser = 'test-library',
    controllers = [],
    maxDeliveries = 4,
  }: { natsUrl?: string; natsUser?: string; controllers?: Type[]; maxDeliveries?: number } = {}): Promise<Process> {
    const { MONGODB_URI, MONGODB_DATABASE } = this.isolation.env;

    @Module({
      imports: [
        MongooseModule.forRoot(MONGODB_URI, { dbName: MONGODB_DATABASE }),
        MessagingModule.of({
          service: 'registrations',
          natsUrl,
          natsUser,
          natsPassword: 'tests',
          namespace: this.isolation.namespace,
          maxDeliveries,
        }),
      ],
      controllers,
      providers: [Clubs],
    })
    class ClubsModule {}

    const app = await NestFactory.create(ClubsModule, new FastifyAdapter(), { logger: ['error', 'fatal'] });
    app.connectMicroservice({ strategy: jetStreamStrategy(app) });
    await app.init();
    await app.startAllMicroservices();
    // A proxy may be cut: then nobody waits for NATS.
    if (natsUrl === this.isolation.env.NATS_URL) await app.get(NatsConnection).ready();
    const clubs = app.get(Clubs);
    await Promise.all(Object.values(clubs.model.db.models).map((model) => model.init()));

    let stopped: Promise<void> | undefined;
    const stop = () =>
      (stopped ??= (async () => {
        await Promise.all([app.get(ConsumerRegistry).stop(), app.get(Republisher).stop()]);
        await app.get(Outbox).stop();
        await app.get(NatsConnection).close();
        await app.close();
      })());
    const process = { app, clubs, stop, [Symbol.asyncDispose]: stop };
    this.processes.push(process);
    return process;
  }

  async end(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.stop()));
    await this.streams[Symbol.asyncDispose]();
    await this.isolation.cleanup();
  }
}
