import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import { connect, PermissionViolationError } from '@nats-io/transport-node';
import type { NatsConnection as Client } from '@nats-io/transport-node';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { MESSAGING_OPTIONS } from '../messaging-options.ts';
import type { MessagingOptions } from '../messaging-options.ts';
import { permissionViolations } from '../metrics.ts';
import { namesOf } from './names.ts';
import type { Names } from './names.ts';

const FIRST_CONNECT_RETRY_MS = 500;
const RECONNECT_WAIT_MS = 250;

export interface Connected {
  readonly client: Client;
  readonly jetStream: JetStreamClient;
  readonly manager: JetStreamManager;
}

/**
 * The one connection of a process to NATS. It is made in the background and tried for as long as the process lives:
 * a service starts, and takes commands, while NATS is away.
 */
@Injectable()
export class NatsConnection implements OnModuleInit {
  readonly names: Names;
  private readonly logger = new Logger(NatsConnection.name);
  private readonly options: MessagingOptions;
  private readonly changes = new EventEmitter();
  private readonly closing = new AbortController();
  private connection: Connected | undefined;
  private up = false;

  constructor(@Inject(MESSAGING_OPTIONS) options: MessagingOptions) {
    this.options = options;
    this.names = namesOf(options.service, options.namespace);
    this.changes.setMaxListeners(0);
  }

  onModuleInit(): void {
    void this.connectForEver();
  }

  /** The connection if the server can be reached now. */
  get connected(): Connected | undefined {
    return this.up ? this.connection : undefined;
  }

  /** Waits until the server can be reached. Rejects when it is closed or `signal` is aborted first. */
  async ready(signal?: AbortSignal): Promise<Connected> {
    const signals = AbortSignal.any([this.closing.signal, ...(signal ? [signal] : [])]);
    while (!this.connected) await once(this.changes, 'up', { signal: signals });
    return this.connected;
  }

  onUp(listener: () => void): void {
    this.changes.on('up', listener);
  }

  /** Sends what is still buffered, then closes. */
  async close(): Promise<void> {
    this.closing.abort();
    const { connection, up } = this;
    this.up = false;
    if (!connection) return;
    // drain() waits for a server that answers; without one there is nothing to wait for.
    await (up ? connection.client.drain() : connection.client.close()).catch(() => undefined);
  }

  private async connectForEver(): Promise<void> {
    for (let failures = 0; !this.isClosing(); failures++) {
      try {
        const client = await connect({
          servers: this.options.natsUrl,
          name: this.options.service,
          inboxPrefix: this.names.inboxPrefix,
          maxReconnectAttempts: -1,
          reconnectTimeWait: RECONNECT_WAIT_MS,
          // A server that refuses us for a moment while it restarts is no reason to give up.
          ignoreAuthErrorAbort: true,
          ...(this.options.natsUser === undefined ? {} : { user: this.options.natsUser }),
          ...(this.options.natsPassword === undefined ? {} : { pass: this.options.natsPassword }),
        });
        if (this.isClosing()) {
          await client.close();
          return;
        }
        this.connection = {
          client,
          jetStream: jetstream(client),
          manager: await jetstreamManager(client, { checkAPI: false }),
        };
        this.setUp(true);
        void this.watch(client);
        return;
      } catch (error) {
        if (failures === 0)
          this.logger.warn({ message: 'NATS cannot be reached; trying until it can', error: String(error) });
        await delay(FIRST_CONNECT_RETRY_MS, undefined, { signal: this.closing.signal }).catch(() => undefined);
      }
    }
  }

  private async watch(client: Client): Promise<void> {
    for await (const status of client.status()) {
      if (status.type === 'disconnect') this.setUp(false);
      if (status.type === 'reconnect') this.setUp(true);
      if (status.type === 'error' && status.error instanceof PermissionViolationError) this.denied(status.error);
    }
    // The client has given up. We do not.
    this.setUp(false);
    void this.connectForEver();
  }

  /** The server keeps the connection and drops what was asked for: it would be missed by nobody if it were not said here. */
  private denied({ operation, subject }: PermissionViolationError): void {
    permissionViolations.inc({ operation });
    this.logger.error({ message: 'The NATS user of this service lacks a right', operation, subject });
  }

  private isClosing(): boolean {
    return this.closing.signal.aborted;
  }

  private setUp(up: boolean): void {
    if (this.isClosing() || this.up === up) return;
    this.up = up;
    this.logger.log({ message: up ? 'NATS is connected' : 'NATS is away; events wait in their documents' });
    if (up) this.changes.emit('up');
  }
}
