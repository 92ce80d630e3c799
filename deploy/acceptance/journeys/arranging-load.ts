import { setTimeout as delay } from 'node:timers/promises';
import { municipalities } from '@kraftsamling/geography';
import { Patience } from '@kraftsamling/infrastructure/patience';
import { eventually } from '@kraftsamling/testing';
import { UnexpectedAnswer } from '../src/api.ts';
import type { Api } from '../src/api.ts';
import type { ListedActivity } from '../src/expected-activity-figures.ts';

/** What was acknowledged of one activity. */
export interface Arranged {
  readonly id: string;
  readonly people: number;
  readonly booking: { readonly id: string; readonly resourceId: string; readonly confirmed: boolean } | undefined;
}

export interface Arranging {
  readonly campaignId: string;
  readonly day: string;
  readonly organiser: string;
  /** So few coaches for so few hours that many ask for the same one. */
  readonly coaches: readonly string[];
}

const HOURS = 12;
const FORGETFUL = 24;

/** Organisers that plan, book, publish and report as fast as they are answered, until stopped; each asks until it knows its answer. */
export class ArrangingLoad {
  /** By title. */
  readonly acknowledged = new Map<string, Arranged>();
  /** How often a coach was somebody else's already. */
  refused = 0;
  readonly #activities: Api;
  readonly #arranging: Arranging;
  readonly #clients: Promise<void>[];
  readonly #patience = new Patience();
  #answered = 0;
  #stopped = false;
  #next = 0;

  constructor(activities: Api, arranging: Arranging, clients: number) {
    this.#activities = activities;
    this.#arranging = arranging;
    this.#clients = Array.from({ length: clients }, () => this.#client());
    // Whoever gave up is heard of by `until` and `stop`.
    for (const client of this.#clients) client.catch(() => undefined);
  }

  /** `eventually`, but who has given up is heard of at once. */
  async until(assertion: () => void): Promise<void> {
    await Promise.race([eventually(assertion), Promise.all(this.#clients)]);
  }

  /** Resolves when every activity has come to its end. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#clients);
  }

  async #client(): Promise<void> {
    while (!this.#stopped) await this.#arrange(this.#next++);
  }

  async #arrange(number: number): Promise<void> {
    const title = `${this.#arranging.campaignId} ${number}`;
    const municipality = municipalities[number % municipalities.length]?.code ?? '';
    const people = 10 + (number % 30);

    const id = await this.#plan(title, municipality, number % HOURS);
    const booking = await this.#book(id, number);
    await this.#until(() => this.#activities.post(`/v1/activities/${id}/publication`));
    const report = { onSite: { evidence: 'counted', people }, targetGroups: [], staffTrained: 1, volunteersTrained: 0 };
    await this.#until(() => this.#activities.post(`/v1/activities/${id}/report`, report));
    this.acknowledged.set(title, { id, people, booking });
  }

  async #plan(title: string, municipality: string, hour: number): Promise<string> {
    const { campaignId, day, organiser } = this.#arranging;
    const at = (hour: number) => `${day}T${String(8 + hour).padStart(2, '0')}:00`;
    const body = {
      ...activityOf(campaignId, title, municipality, [organiser]),
      sessions: [{ start: at(hour), end: at(hour + 1) }],
    };
    return this.#until(
      async () => (await this.#activities.post<{ id: string }>('/v1/activities', body)).id,
      // The answer was lost with the process that had planned it.
      async ({ codes }) => (codes.includes('activity-exists') ? this.#idOf(title, municipality) : undefined),
    );
  }

  async #idOf(title: string, municipality: string): Promise<string | undefined> {
    const { campaignId } = this.#arranging;
    const there = await this.#activities.all<ListedActivity>(
      `/v1/activities?campaign=${campaignId}&municipality=${municipality}`,
    );
    return there.find((activity) => activity.title.sv === title)?.id;
  }

  /** Some of the first never come back to confirm: there is time for their holds to run out. */
  async #book(activityId: string, number: number): Promise<Arranged['booking']> {
    const resourceId = this.#arranging.coaches[number % this.#arranging.coaches.length] ?? '';
    const body = { activityId, resourceIds: [resourceId] };
    const id = await this.#until<string | undefined>(
      async () => (await this.#activities.post<{ id: string }>('/v1/bookings', body)).id,
      async ({ codes }) => (codes.includes('resource-taken') ? ((await this.#ownBooking(activityId)) ?? '') : undefined), // prettier-ignore
    );
    if (id === undefined || id === '') {
      this.refused++;
      return undefined;
    }
    const comesBack = number > FORGETFUL || number % 3 !== 0;
    return { id, resourceId, confirmed: comesBack && (await this.#confirm(id)) };
  }

  /** Whether it was in time: the hold may have run out while the service was dead. */
  async #confirm(bookingId: string): Promise<boolean> {
    return this.#until(
      async () => {
        await this.#activities.post(`/v1/bookings/${bookingId}/confirmation`);
        return true;
      },
      ({ codes }) => Promise.resolve(codes.includes('hold-expired') ? false : undefined),
    );
  }

  /** Who has it may be ourselves, from an attempt whose answer was lost. */
  async #ownBooking(activityId: string): Promise<string | undefined> {
    const { bookings } = await this.#until(() => this.#activities.get<ListedActivity>(`/v1/activities/${activityId}`));
    return bookings[0];
  }

  /** Until it is answered with success, or with a refusal that says what we wanted to know. */
  async #until<T>(
    ask: () => Promise<T>,
    instead: (refusal: UnexpectedAnswer) => Promise<T | undefined> = () => Promise.resolve(undefined),
  ): Promise<T> {
    for (;;) {
      try {
        const answer = await ask();
        this.#answered++;
        return answer;
      } catch (error) {
        if (error instanceof UnexpectedAnswer && error.status < 500) {
          const answer = await instead(error);
          if (answer !== undefined) return answer;
          if (!error.codes.some((code) => code.startsWith('unknown-'))) throw error;
        }
        if (this.#patience.isExhausted(this.#answered)) throw error;
        await delay(50);
      }
    }
  }
}

export interface Taken {
  readonly start: string;
  readonly end: string;
  readonly status: 'held' | 'confirmed';
  readonly activityId: string;
  readonly bookingId: string;
}

export async function takenOf(activities: Api, resourceId: string, day: string): Promise<Taken[]> {
  return (await activities.get<{ taken: Taken[] }>(`/v1/resources/${resourceId}/calendar?from=${day}&to=${day}`)).taken;
}

/** An activity with everything that must be said, but when. */
export function activityOf(campaignId: string, title: string, municipality: string, organisers: readonly string[]) {
  return {
    title: { sv: title },
    form: 'drop-in',
    topics: ['e-identification'],
    targetGroups: ['senior-citizens'],
    languages: ['sv'],
    mode: 'on-site',
    municipality,
    venue: { name: 'Biblioteket', accessibility: ['step-free'] },
    freeOfCharge: true,
    organisers,
    campaigns: [campaignId],
  };
}
