import { setTimeout as delay } from 'node:timers/promises';
import { municipalities } from '@kraftsamling/geography';
import { Patience } from '@kraftsamling/infrastructure/patience';
import { eventually } from '@kraftsamling/testing';
import { isRefusedAs, UnexpectedAnswer } from '../src/api.ts';
import type { Api } from '../src/api.ts';
import type { ListedRegistration } from '../src/expected-figures.ts';
import { registrationFor } from '../src/requests.ts';
import { untilAnswered } from './inviting.ts';

interface Desks {
  readonly registrations: Api;
  readonly secretariat: Api;
}

/** Organisations that register as fast as they are answered, until stopped; each asks until it knows its answer. */
export class Load {
  /** Names of those whose registration was acknowledged. */
  readonly acknowledged = new Set<string>();
  readonly refused = new Set<string>();
  /** Of each command that was answered at the first attempt, in milliseconds. */
  latencies: number[] = [];
  /** How often a command was not answered with success or a refusal, but where a busy database had stood still. */
  failures = 0;
  readonly #registrations: Api;
  readonly #secretariat: Api;
  readonly #campaignId: string;
  readonly #clients: Promise<void>[];
  readonly #patience = new Patience();
  #stopped = false;
  #next = 0;

  constructor({ registrations, secretariat }: Desks, campaignId: string, clients: number, pauseMs = 0) {
    this.#registrations = registrations;
    this.#secretariat = secretariat;
    this.#campaignId = campaignId;
    this.#clients = Array.from({ length: clients }, () => this.#client(pauseMs));
    // Whoever gave up is heard of by `until` and `stop`.
    for (const client of this.#clients) client.catch(() => undefined);
  }

  /** `eventually`, but who has given up is heard of at once. */
  async until(assertion: () => void): Promise<void> {
    await Promise.race([eventually(assertion), Promise.all(this.#clients)]);
  }

  /** Resolves when every organisation has its answer. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#clients);
  }

  async #client(pauseMs: number): Promise<void> {
    while (!this.#stopped) {
      const number = this.#next++;
      const place = municipalities[number % municipalities.length]?.code ?? '';
      // One in ten is not invited, and must never be seen again.
      const category = number % 10 === 0 ? 'company' : 'public-library';
      await this.#register(`${this.#campaignId} ${number}`, place, category);
      if (pauseMs > 0) await delay(pauseMs);
    }
  }

  async #isRegistered(name: string): Promise<boolean> {
    const path = `/v1/registrations?campaign=${this.#campaignId}`;
    return untilAnswered(
      async () => {
        const names = (await this.#secretariat.all<ListedRegistration>(path)).map((each) => each.organisationName);
        if (names.includes(name)) return true;
        // The organisation comes after its registration: of a process that was killed in between, by the event of that.
        if (names.includes(undefined)) throw new Error('A registration has no organisation yet.');
        return false;
      },
      () => this.acknowledged.size + this.refused.size,
    );
  }

  async #register(name: string, municipality: string, category: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const started = performance.now();
      try {
        await this.#registrations.post(
          '/v1/registrations',
          registrationFor(this.#campaignId, name, municipality, { category }),
        );
        if (attempt === 1) this.latencies.push(performance.now() - started);
        this.acknowledged.add(name);
        return;
      } catch (error) {
        if (error instanceof UnexpectedAnswer && error.status === 422) {
          this.refused.add(name);
          return;
        }
        if (error instanceof UnexpectedAnswer && error.status < 500) throw error;
        if (this.#patience.isExhausted(this.acknowledged.size + this.refused.size)) throw error;
        if (!isRefusedAs(error, 'database-unavailable')) this.failures++;
        await delay(50);
        // The answer may be lost with the process that had taken it.
        if (await this.#isRegistered(name)) {
          this.acknowledged.add(name);
          return;
        }
      }
    }
  }
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
