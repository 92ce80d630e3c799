import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refusal } from '@kraftsamling/messaging/decision';
import type { ConsentThatWouldHelp } from '../matching/consent.ts';
import type { MatchingRequest } from '../matching/need.ts';
import type { Proposal } from '../matching/proposal.ts';
import type { MostWays, Ways } from '../matching/ways.ts';
import type { WhyNot } from '../matching/why-not.ts';
import type { Organisations } from '../organisation/organisation.replica.ts';
import type { Answers, Message, Question, Reply } from './matcher.thread.ts';

/** The steps of a search are limited, which takes some seconds at most; a thread that has not answered after this long is ended. */
const longestMs = 60_000;

const organisationsAtOnce = 500;

/** A thread, and what it knows of the network. What it has not been told it does not know: one that has ended answers nothing any more. */
export class NetworkThread {
  #worker: Worker;
  #ended: Error | undefined;
  /** The organisations it has, by their revisions. */
  readonly #known = new Map<string, string>();
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #asked = 0;

  constructor() {
    const extension = extname(import.meta.url);
    this.#worker = new Worker(new URL(`./matcher.thread${extension}`, import.meta.url), {
      // Run from its sources, it finds those of the libraries. Else it inherits: flags of V8 would be refused if they were named here.
      ...(extension === '.ts' && { execArgv: ['--conditions=@kraftsamling/source'] }),
    });
    this.#worker.on('message', (reply: Reply) => {
      const waiting = this.#waiting.get(reply.id);
      if ('answer' in reply) waiting?.resolve(reply.answer);
      else waiting?.reject(reply.failure);
    });
    this.#worker.on(
      'error',
      (error: unknown) => void this.end(error instanceof Error ? error : new Error(String(error))),
    );
    this.#worker.unref();
  }

  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** Tells it what has changed, whoever has changed it, here or on another replica: that is seen by the revisions of all organisations. */
  async refresh(organisations: Organisations): Promise<void> {
    const now = await organisations.revisions();
    const changed = [...now].filter(([id, revision]) => this.#known.get(id) !== revision).map(([id]) => id);
    for (let at = 0; at < changed.length; at += organisationsAtOnce) {
      const found = await organisations.network(changed.slice(at, at + organisationsAtOnce));
      this.#tell({ changed: found.map(({ organisation }) => organisation), gone: [] });
      for (const { organisation, revision } of found) this.#known.set(organisation.id, revision);
    }

    const gone = [...this.#known.keys()].filter((id) => !now.has(id));
    if (gone.length > 0) this.#tell({ changed: [], gone });
    for (const id of gone) this.#known.delete(id);
  }

  propose(request: MatchingRequest): Promise<Proposal> {
    return this.#ask({ ask: 'propose', request });
  }

  /** For staff alone: it speaks of organisations that have not consented. */
  consentsThatWouldHelp(request: MatchingRequest): Promise<readonly ConsentThatWouldHelp[]> {
    return this.#ask({ ask: 'consents', request });
  }

  whyNot(request: MatchingRequest, organisationId: string): Promise<WhyNot> {
    return this.#ask({ ask: 'whyNot', request, organisationId });
  }

  ways(request: MatchingRequest, most: MostWays): Promise<Ways> {
    return this.#ask({ ask: 'ways', request, most });
  }

  async end(reason: Error): Promise<void> {
    this.#ended ??= reason;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    await this.#worker.terminate();
  }

  async #ask<Ask extends keyof Answers>(question: Question & { readonly ask: Ask }): Promise<Answers[Ask]> {
    const id = ++this.#asked;
    const reply = Promise.withResolvers<unknown>();
    this.#waiting.set(id, reply);
    const overdue = setTimeout(() => void this.end(tookTooLong()), longestMs).unref();
    try {
      this.#tell({ id, question });
      return (await reply.promise) as Answers[Ask];
    } finally {
      clearTimeout(overdue);
      this.#waiting.delete(id);
    }
  }

  #tell(message: Message): void {
    if (this.#ended) throw this.#ended;
    this.#worker.postMessage(message);
  }
}

function tookTooLong(): Refusal {
  return new Refusal('search-too-long', 'The search has taken too long, and was given up.', 'unavailable');
}
