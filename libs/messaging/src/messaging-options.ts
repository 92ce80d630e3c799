/** The service, and the servers it uses. */
export interface MessagingOptions {
  /** The service's name: the prefix of its durable consumers and of its dead letters. */
  readonly service: string;
  readonly natsUrl: string;
  readonly natsUser?: string;
  readonly natsPassword?: string;
  /** Sets a whole world of streams, subjects and consumers apart on one server. Empty in production; each test file has its own. */
  readonly namespace?: string;
  /** How often an event is handed to a handler that throws before it becomes a dead letter. */
  readonly maxDeliveries: number;
}

export const MESSAGING_OPTIONS = Symbol('messaging options');
