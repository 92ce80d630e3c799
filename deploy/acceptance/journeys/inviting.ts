import { setTimeout as delay } from 'node:timers/promises';
import { Patience, PATIENCE_MS } from '@kraftsamling/infrastructure/patience';
import type { Message } from '@kraftsamling/testing';
import { UnexpectedAnswer } from '../src/api.ts';
import type { Api } from '../src/api.ts';

export interface Invited {
  readonly organisationId: string;
  readonly status: string;
  readonly id: string;
}

export interface ListedCase {
  readonly id: string;
  readonly status: string;
  readonly members: readonly string[];
  readonly invitations: readonly Invited[];
}

/** The address in a mail that leads to the page of an invitation. */
export function linkIn({ text }: Message): URL {
  const [link] = /https?:\/\/\S+\/invitation\?token=\S+/.exec(text) ?? [];
  if (link === undefined) throw new Error(`There is no link in: ${text}`);
  return new URL(link);
}

/** Sends a form of the page, as a browser without JavaScript does. Answers the page that comes after it. */
export async function sendForm(link: URL, form: string, fields: readonly [string, string][] = []) {
  const token = link.searchParams.get('token') ?? '';
  const body = new URLSearchParams([['token', token], ['lang', 'sv'], ...fields]);
  const answer = await fetch(new URL(`/invitation/${form}`, link), {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { status: answer.status, text: await answer.text() };
}

/** Until there is an answer that is not the service's being away. */
export async function untilAnswered<T>(ask: () => Promise<T>, progress: () => unknown): Promise<T> {
  const patience = new Patience();
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const refused = error instanceof UnexpectedAnswer && error.status < 500;
      if (refused || patience.isExhausted(progress())) throw error;
      await delay(50);
    }
  }
}

/**
 * Cases that are opened and in which organisations are asked, as fast as they are answered, until stopped; and those organisations, which
 * answer by the links in their mails and by nothing else, two of three with yes.
 */
export class InvitingLoad implements AsyncDisposable {
  /** The cases in which somebody has been asked. */
  readonly contacted = new Set<string>();
  readonly #matchmaking: Api;
  readonly #campaignId: string;
  readonly #organisations: readonly string[];
  readonly #mailbox: readonly Message[];
  readonly #working: Promise<void>[];
  readonly #answered = new Set<string>();
  #stopped = false;
  #ended = false;
  #read: number;
  #next = 0;

  constructor(
    matchmaking: Api,
    { campaignId, organisations }: { readonly campaignId: string; readonly organisations: readonly string[] },
    mailbox: readonly Message[],
  ) {
    this.#matchmaking = matchmaking;
    this.#campaignId = campaignId;
    this.#organisations = organisations;
    this.#mailbox = mailbox;
    this.#read = mailbox.length;
    this.#working = [this.#openCases(), this.#readMail()];
    // Whoever gave up is heard of by `stop` and `end`.
    for (const working of this.#working) working.catch(() => undefined);
  }

  /** How many mails have been answered. */
  get answered(): number {
    return this.#answered.size;
  }

  /** Rejects when somebody has given up. */
  get working(): Promise<unknown> {
    return Promise.all(this.#working);
  }

  /** No more cases; the mail is still read. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#working[0];
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.working;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    this.#ended = true;
    await Promise.allSettled(this.#working);
  }

  async #openCases(): Promise<void> {
    while (!this.#stopped) {
      await this.#openCase(this.#next++);
      await delay(400);
    }
  }

  async #openCase(number: number): Promise<void> {
    const need = { demands: [{ capability: 'coaches', amount: 2 }] };
    const body = { campaignId: this.#campaignId, municipality: '2081', need };
    // A case whose answer was lost with the process stays, without anybody asked in it.
    const { id } = await this.#post<{ id: string }>('/v1/cases', body);
    const those = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => ({
        organisationId: this.#organisations[(number * 3 + from + n) % this.#organisations.length] ?? '',
        brings: [{ capability: 'coaches', amount: 1 }],
      }));
    const members = [0, 4].map((from) => ({ ...those(from, 1)[0], replacements: those(from + 1, 3) }));
    await this.#post(`/v1/cases/${id}/inventory`, { members });
    await this.#post(`/v1/cases/${id}/contact`, { proposal: 0 });
    this.contacted.add(id);
  }

  #post<Body>(path: string, body: unknown): Promise<Body> {
    const progress = () => this.contacted.size + this.#answered.size;
    return untilAnswered(() => this.#matchmaking.post<Body>(path, body), progress);
  }

  async #readMail(): Promise<void> {
    while (!this.#ended) {
      const message = this.#mailbox[this.#read];
      if (!message) {
        await delay(20);
        continue;
      }
      this.#read++;
      if (isInvitation(message)) await this.#answer(message);
    }
  }

  async #answer(message: Message): Promise<void> {
    const number = this.#answered.size;
    const declines = number % 3 === 2;
    const form = declines ? 'decline' : 'acceptance';
    const progress = () => this.contacted.size + this.#answered.size;
    const { status } = await untilAnswered(async () => {
      const answer = await sendForm(linkIn(message), form, declines ? [['reason', 'no-time']] : []);
      if (answer.status >= 500) throw new UnexpectedAnswer(form, answer.status, undefined);
      return answer;
    }, progress);
    // A mail that was handed over a second time has been answered the first.
    if (status !== 200 && !this.#answered.has(message.headers['message-id'] ?? ''))
      throw new UnexpectedAnswer(`${form} by ${message.headers['message-id'] ?? ''}`, status, undefined);
    this.#answered.add(message.headers['message-id'] ?? '');
  }
}

export function isInvitation({ headers }: Message): boolean {
  return /\.(invitation|replacement)@/.test(headers['message-id'] ?? '');
}
