import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import { connect, headers } from '@nats-io/transport-node';
import type { NatsConnection } from '@nats-io/transport-node';
import { contracts, eventOf, parseEvent, subjectOf } from '@kraftsamling/contracts';
import type { CloudEvent, Contract, DataOf } from '@kraftsamling/contracts';
import { v7 as uuid } from 'uuid';
import { namesOf } from './server/names.ts';
import type { Names } from './server/names.ts';
import { provisionStreams } from './server/streams.ts';

/** On a busy machine a server may stand still for longer than the client waits by itself, or a pull ends with a part of what there is. */
const SERVER_STANDS_STILL_MS = 60_000;

export type PublishedEvent = CloudEvent<Record<string, unknown>>;

/** The streams of one test, on a real server: to publish as another service would, to read what was published, to take away. */
export class TestStreams implements AsyncDisposable {
  readonly names: Names;
  readonly nats: NatsConnection;
  readonly jetStream: JetStreamClient;
  readonly manager: JetStreamManager;

  private readonly namespace: string;
  private readonly services: readonly [string, ...string[]];

  private constructor(
    nats: NatsConnection,
    manager: JetStreamManager,
    namespace: string,
    services: readonly [string, ...string[]],
  ) {
    this.nats = nats;
    this.manager = manager;
    this.jetStream = jetstream(nats);
    this.names = namesOf(services[0], namespace);
    this.namespace = namespace;
    this.services = services;
  }

  /** With a user that may do everything, as no service may. The names are those of the first service. */
  static async open(natsUrl: string, namespace: string, ...services: [string, ...string[]]): Promise<TestStreams> {
    const nats = await connect({ servers: natsUrl, user: 'tests', pass: 'tests' });
    const streams = new TestStreams(nats, await jetstreamManager(nats), namespace, services);
    await streams.provision();
    return streams;
  }

  async provision(): Promise<void> {
    await provisionStreams(this.manager, this.services, this.namespace, { replicas: 1, maxBytes: -1 });
  }

  /** Publishes an event as its owner would. Answers the id of the event. */
  async publish<C extends Contract>(
    contract: C,
    event: { subject: string; version: number; data: DataOf<C>; id?: string; time?: Date },
  ): Promise<string> {
    const { id = uuid(), time = new Date(), ...rest } = event;
    await this.publishEvent(contract, eventOf(contract, { id, time, ...rest }));
    return id;
  }

  /** Publishes this event as it is, where it belongs. What no owner would say is refused: a test that says it has a fault itself. */
  async publishEvent<C extends Contract>(contract: C, event: CloudEvent<DataOf<C>>): Promise<void> {
    const { eventRoot: root } = this.names;
    const subject = subjectOf(contract, event.data, root);
    const body = JSON.stringify(event);
    parseEvent([contract], body, { subject, root, at: new Date() });
    // No Nats-Msg-Id: the test decides about duplicates, not the server.
    await this.jetStream.publish(subject, body, { timeout: SERVER_STANDS_STILL_MS });
  }

  /** Publishes any bytes where events of this contract come. */
  async publishRaw(contract: Contract, body: string): Promise<void> {
    await this.jetStream.publish(`${this.names.eventRoot}.${contract.type}.network`, body, {
      headers: headers(),
      timeout: SERVER_STANDS_STILL_MS,
    });
  }

  /** Every event in the stream, in order, each held against its contract. */
  async events(): Promise<PublishedEvent[]> {
    const { state } = await this.manager.streams.info(this.names.eventStream);
    if (state.messages === 0) return [];
    const consumer = await this.jetStream.consumers.get(this.names.eventStream);
    const events: PublishedEvent[] = [];
    for await (const message of await consumer.fetch({
      max_messages: state.messages,
      expires: SERVER_STANDS_STILL_MS,
    })) {
      events.push(parseEvent(contracts, message.data) as PublishedEvent);
      if (events.length === state.messages) break;
    }
    return events;
  }

  async delete(): Promise<void> {
    const deadLetters = this.services.map((service) => namesOf(service, this.namespace).deadLetterStream);
    for (const stream of [this.names.eventStream, this.names.doneStream, ...deadLetters])
      await this.manager.streams.delete(stream).catch(() => undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.delete();
    await this.nats.drain();
  }
}
