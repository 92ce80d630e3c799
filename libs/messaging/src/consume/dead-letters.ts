import { DeliverPolicy } from '@nats-io/jetstream';
import type { JetStreamClient, JsMsg, StoredMsg } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import type { MsgHdrs } from '@nats-io/transport-node';
import { Inject, Injectable } from '@nestjs/common';
import { MESSAGING_OPTIONS } from '../messaging-options.ts';
import type { MessagingOptions } from '../messaging-options.ts';
import { isNatsAway } from '../server/nats-away.ts';
import { NatsConnection } from '../server/nats-connection.ts';
import type { Connected } from '../server/nats-connection.ts';
import { Refusal } from '../store/decision.ts';

/** An event that a handler of this service could not take, with everything an operator needs to decide. */
export interface DeadLetter {
  /** Its sequence in the stream of dead letters. */
  readonly id: number;
  readonly handler: string;
  readonly reason: string;
  /** The subject the event came on. */
  readonly subject: string;
  readonly deliveries: number;
  readonly at: string;
  /** The event as it came; not always JSON, which can be the very reason. */
  readonly payload: string;
}

/** Our own header names: copied `Nats-*` headers would expire the dead letter or trip the server's dedupe. */
const HEADER = {
  handler: 'Dead-Letter-Handler',
  reason: 'Dead-Letter-Reason',
  subject: 'Dead-Letter-Subject',
  deliveries: 'Dead-Letter-Deliveries',
} as const;

/** Hands one event to the handler, outside the stream. */
type HandleNow = (payload: Uint8Array, subject: string) => Promise<void>;

const LIST_TIMEOUT_MS = 2_000;

@Injectable()
export class DeadLetters {
  private readonly nats: NatsConnection;
  private readonly service: string;
  private readonly handlers = new Map<string, HandleNow>();

  constructor(@Inject(NatsConnection) nats: NatsConnection, @Inject(MESSAGING_OPTIONS) options: MessagingOptions) {
    this.nats = nats;
    this.service = options.service;
  }

  register(handler: string, handleNow: HandleNow): void {
    this.handlers.set(handler, handleNow);
  }

  /** Resolves when JetStream has stored the dead letter; only then may the event itself be given up. */
  async put({ handler, reason, message }: { handler: string; reason: string; message: JsMsg }): Promise<void> {
    const { jetStream } = this.connected();
    const head = headers();
    head.set(HEADER.handler, handler);
    head.set(HEADER.reason, reason.replaceAll(/[^\x20-\x7e]/g, '?'));
    head.set(HEADER.subject, message.subject);
    head.set(HEADER.deliveries, String(message.info.deliveryCount));
    // The same event of the same handler is one dead letter, even if the process dies before the event is terminated.
    const msgID = `${this.service}.${handler}.${message.info.streamSequence}.${message.info.timestampNanos}`;
    await jetStream.publish(`${this.root}.${handler}`, message.data, { headers: head, msgID });
  }

  /**
   * The oldest first, from the given id on.
   * @throws Refusal `nats-unavailable`
   */
  list({ from = 0, limit = 20 }: { from?: number; limit?: number } = {}): Promise<DeadLetter[]> {
    return this.asked(({ jetStream }) => this.fetch(jetStream, from, limit));
  }

  private async fetch(jetStream: JetStreamClient, from: number, limit: number): Promise<DeadLetter[]> {
    const consumer = await jetStream.consumers.get(this.nats.names.deadLetterStream, {
      filter_subjects: [`${this.root}.>`],
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: Math.max(1, from),
    });
    const { num_pending } = await consumer.info();
    const wanted = Math.min(limit, num_pending);
    const letters: DeadLetter[] = [];
    if (wanted === 0) return letters;

    const messages = await consumer.fetch({ max_messages: wanted, expires: LIST_TIMEOUT_MS });
    for await (const message of messages) {
      letters.push(letterOf(message.seq, message.time, message.headers, message.data));
      if (letters.length === wanted) break;
    }
    return letters;
  }

  /**
   * Hands the event to its handler again, now. Handled, the dead letter is removed; otherwise it stays.
   * @throws Refusal `not-found`, `nats-unavailable`; whatever the handler throws
   */
  async requeue(id: number): Promise<void> {
    const { letter, message } = await this.find(id);
    const handleNow = this.handlers.get(letter.handler);
    if (!handleNow) throw new Refusal('handler-gone', `This service has no handler "${letter.handler}" any more.`);
    await handleNow(message.data, letter.subject);
    await this.delete(id);
  }

  /** @throws Refusal `not-found`, `nats-unavailable` */
  async discard(id: number): Promise<DeadLetter> {
    const { letter } = await this.find(id);
    await this.delete(id);
    return letter;
  }

  async count(): Promise<number> {
    const info = await this.connected().manager.streams.info(this.nats.names.deadLetterStream, {
      subjects_filter: `${this.root}.>`,
    });
    return Object.values(info.state.subjects ?? {}).reduce((sum, messages) => sum + messages, 0);
  }

  private get root(): string {
    return `${this.nats.names.deadLetterRoot}.${this.service}`;
  }

  /** @throws Refusal `nats-unavailable` when the server is away, or falls silent over the question */
  private async asked<Answer>(question: (connected: Connected) => Promise<Answer>): Promise<Answer> {
    try {
      return await question(this.connected());
    } catch (error) {
      throw isNatsAway(error) ? unavailable(error) : error;
    }
  }

  private connected(): Connected {
    const { connected } = this.nats;
    if (!connected) throw unavailable();
    return connected;
  }

  private async find(id: number): Promise<{ letter: DeadLetter; message: StoredMsg }> {
    const message = await this.asked(({ manager }) =>
      manager.streams.getMessage(this.nats.names.deadLetterStream, { seq: id }),
    );
    // A service sees its own dead letters only.
    if (!message?.subject.startsWith(`${this.root}.`))
      throw new Refusal('not-found', `There is no dead letter ${id} of this service.`, 'not-found');
    return { letter: letterOf(message.seq, message.time, message.header, message.data), message };
  }

  private async delete(id: number): Promise<void> {
    await this.asked(({ manager }) => manager.streams.deleteMessage(this.nats.names.deadLetterStream, id, false));
  }
}

function unavailable(cause?: unknown): Refusal {
  const refusal = new Refusal(
    'nats-unavailable',
    'NATS cannot be reached now, and the dead letters lie there. Try again later.',
    'unavailable',
  );
  return Object.assign(refusal, { cause });
}

function letterOf(id: number, time: Date | string, head: MsgHdrs | undefined, payload: Uint8Array): DeadLetter {
  return {
    id,
    handler: head?.get(HEADER.handler) ?? '',
    reason: head?.get(HEADER.reason) ?? '',
    subject: head?.get(HEADER.subject) ?? '',
    deliveries: Number(head?.get(HEADER.deliveries) ?? 0),
    at: new Date(time).toISOString(),
    payload: new TextDecoder().decode(payload),
  };
}
