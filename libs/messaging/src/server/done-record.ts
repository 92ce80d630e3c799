import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { NatsConnection } from './nats-connection.ts';
import type { Connected } from './nats-connection.ts';
import { Uptake } from './uptake.ts';

const ACK_TIMEOUT_MS = 2_000;

/**
 * What the service has done outside of its database and cannot undo, as a mail that it has sent. It is on record at NATS, where a database
 * that is restored from a backup cannot forget it.
 */
@Injectable()
export class DoneRecord {
  private readonly nats: NatsConnection;
  private readonly uptake: Uptake;

  constructor(@Inject(NatsConnection) nats: NatsConnection, @Inject(Uptake) uptake: Uptake) {
    this.nats = nats;
    this.uptake = uptake;
  }

  /** Whether anything can be asked or put on record now. */
  get reachable(): boolean {
    return this.nats.connected !== undefined;
  }

  /** When it was done, if it was. Rejects while NATS cannot say. */
  async find(id: string): Promise<Date | undefined> {
    const { manager } = this.connected();
    const found = await manager.direct.getMessage(this.nats.names.doneStream, { last_by_subj: this.subjectOf(id) });
    return found?.time;
  }

  /** Rejects while NATS does not take it. Twice is the same as once. */
  async add(id: string): Promise<void> {
    try {
      await this.connected().jetStream.publish(this.subjectOf(id), '', { timeout: ACK_TIMEOUT_MS });
    } catch (error) {
      this.uptake.refused('done', error);
      throw error;
    }
    this.uptake.taken('done');
  }

  /** An id says what was done with what: nobody else needs to read that. */
  private subjectOf(id: string): string {
    return `${this.nats.names.doneRoot}.${createHash('sha256').update(id).digest('hex')}`;
  }

  private connected(): Connected {
    const { connected } = this.nats;
    if (!connected) throw new Error('NATS is away.');
    return connected;
  }
}
