import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import type { JsMsg, SeqMsgRequest, StoredMsg } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import { Inject, Injectable } from '@nestjs/common';
import { MESSAGING_OPTIONS } from '../messaging-options.ts';
import type { MessagingOptions } from '../messaging-options.ts';
import { deadLettersByReference } from '../metrics.ts';
import { isNatsAway } from '../server/nats-away.ts';
import { NatsConnection } from '../server/nats-connection.ts';
import type { Connected } from '../server/nats-connection.ts';
import { Uptake } from '../server/uptake.ts';
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
  /** The event as it came; not always JSON, which can be the very reason. Empty where it was too large to be copied and is gone. */
  readonly payload: string;
}

/** Our own header names: copied `Nats-*` headers would expire the dead letter or trip the server's dedupe. */
const HEADER = {
  handler: 'Dead-Letter-Handler',
  reason: 'Dead-Letter-Reason',
  subject: 'Dead-Letter-Subject',
  deliveries: 'Dead-Letter-Deliveries',
  /** Where the event is, instead of a copy of it: its sequence in the stream of events and when it came there. */
  original: 'Dead-Letter-Original',
} as const;

/** So much of what the server takes in one message is left for the headers of a dead letter. */
const HEADER_BYTES = 16 * 1024;

/** Hands one event to the handler, outside the stream. */
type HandleNow = (payload: Uint8Array, subject: string) => Promise<void>;

@Injectable()
export class DeadLetters {
  private readonly nats: NatsConnection;
  private readonly service: string;
  private readonly uptake: Uptake;
  private readonly handlers = new Map<string, HandleNow>();

  constructor(
    @Inject(NatsConnection) nats: NatsConnection,
    @Inject(MESSAGING_OPTIONS) options: MessagingOptions,
    @Inject(Uptake) uptake: Uptake,
  ) {
    this.nats = nats;
    this.service = options.service;
    this.uptake = uptake;
  }

  register(handler: string, handleNow: HandleNow): void {
    this.handlers.set(handler, handleNow);
  }

  /** Resolves when JetStream has stored the dead letter; only then may the event itself be given up. */
  async put({ handler, reason, message }: { handler: string; reason: string; message: JsMsg }): Promise<void> {
    const { client, jetStream } = this.connected();
    const head = headers();
    head.set(HEADER.handler, handler);
    head.set(HEADER.reason, reason.replaceAll(/[^\x20-\x7e]/g, '?'));
    head.set(HEADER.subject, message.subject);
    head.set(HEADER.deliveries, String(message.info.deliveryCount));
    // The same event of the same handler is one dead letter, even if the process dies before the event is terminated.
    const msgID = `${this.service}.${handler}.${message.info.streamSequence}.${message.info.timestampNanos}`;
    const fits = message.data.length + HEADER_BYTES <= (client.info?.max_payload ?? Infinity);
    if (!fits) head.set(HEADER.original, `${message.seq} ${new Date(message.time).toISOString()}`);
    try {
      await jetStream.publish(`${this.root}.${handler}`, fits ? message.data : '', { headers: head, msgID });
    } catch (error) {
      this.uptake.refused('dead-letters', error);
      throw error;
    }
    this.uptake.taken('dead-letters');
    if (!fits) deadLettersByReference.inc({ handler });
  }

  /**
   * The oldest first, from the given id on.
   * @throws Refusal `nats-unavailable`
   */
  async list({ from = 0, limit = 20 }: { from?: number; limit?: number } = {}): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = [];
    for (let next = Math.max(1, from); letters.length < limit;) {
      const message = await this.get({ seq: next, next_by_subj: `${this.root}.>` });
      if (!message) break;
      letters.push(letterOf(message, await this.payloadOf(message)));
      next = message.seq + 1;
    }
    return letters;
  }

  /**
   * Hands the event to its handler again, now. Handled, the dead letter is removed; otherwise it stays.
   * @throws Refusal `not-found`, `handler-gone`, `event-gone`, `nats-unavailable`; whatever the handler throws
   */
  async requeue(id: number): Promise<void> {
    const { letter, payload } = await this.find(id);
    const handleNow = this.handlers.get(letter.handler);
    if (!handleNow) throw new Refusal('handler-gone', `This service has no handler "${letter.handler}" any more.`);
    if (!payload)
      throw new Refusal('event-gone', 'The event was too large to be copied, and is in the stream no more.');
    await handleNow(payload, letter.subject);
    await this.delete(id);
  }

  /** @throws Refusal `not-found`, `nats-unavailable` */
  async discard(id: number): Promise<DeadLetter> {
    const { letter } = await this.find(id);
    await this.delete(id);
    return letter;
  }

  async count(): Promise<number> {
    const { state } = await this.connected().manager.streams.info(this.nats.names.deadLetterStream);
    return state.messages;
  }

  private get root(): string {
    return this.nats.names.deadLetterRoot;
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

  private async find(id: number): Promise<{ letter: DeadLetter; payload: Uint8Array | undefined }> {
    const message = await this.get({ seq: id });
    if (!message) throw new Refusal('not-found', `There is no dead letter ${id} of this service.`, 'not-found');
    const payload = await this.payloadOf(message);
    return { letter: letterOf(message, payload), payload };
  }

  /** `next_by_subj`: the first of these subjects from this sequence on. */
  private get(query: SeqMsgRequest & { next_by_subj?: string }): Promise<StoredMsg | null> {
    return this.asked(({ manager }) => manager.streams.getMessage(this.nats.names.deadLetterStream, query));
  }

  /** The event itself. Undefined where it was too large to be copied and is gone: the stream was lost, and begins anew. */
  private async payloadOf({ header, data }: StoredMsg): Promise<Uint8Array | undefined> {
    const original = header.get(HEADER.original);
    if (original === '') return data;

    const [sequence, at] = original.split(' ');
    const event = await this.asked(({ manager }) =>
      manager.streams.getMessage(this.nats.names.eventStream, { seq: Number(sequence) }),
    ).catch((error: unknown) => {
      if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return null;
      throw error;
    });
    return event && event.time.toISOString() === at ? event.data : undefined;
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

function letterOf({ seq: id, time, header }: StoredMsg, payload: Uint8Array | undefined): DeadLetter {
  return {
    id,
    handler: header.get(HEADER.handler),
    reason: header.get(HEADER.reason),
    subject: header.get(HEADER.subject),
    deliveries: Number(header.get(HEADER.deliveries)),
    at: time.toISOString(),
    payload: new TextDecoder().decode(payload),
  };
}
