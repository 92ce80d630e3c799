import { setTimeout as delay } from 'node:timers/promises';
import { Patience } from '@kraftsamling/infrastructure/patience';
import { eachOf, UnexpectedAnswer } from './api.ts';
import type { Answer, Api } from './api.ts';
import type { ListedActivity, ListedResource } from './expected-activity-figures.ts';
import type { ListedOrganisation } from './expected-figures.ts';
import { Progress } from './progress.ts';
import { activityKey } from './sample-activities.ts';
import type { SampleActivity, SampleYear } from './sample-activities.ts';
import { peopleOf } from './sample-reports.ts';
import type { SampleResource } from './sample-resources.ts';
import { keyOf } from './sample.ts';
import type { Key } from './sample.ts';

/** The activities service, as whoever comes to its desk. */
export interface Desks {
  readonly organisation: (id: string) => Promise<Api>;
  readonly municipality: (code: string) => Promise<Api>;
  readonly secretariat: Api;
}

interface Arranging {
  readonly desks: Desks;
  readonly organisations: readonly ListedOrganisation[];
  readonly log: (line: string) => void;
}

export interface Arranged {
  readonly commands: number;
  readonly perSecond: number;
}

const AT_ONCE = 24;
/** Campaigns and organisations come to the service as events: what was answered to us a moment ago may be on its way still. */
const NOT_REPLICATED_YET = ['unknown-campaign', 'unknown-organisation'];

/** Takes every activity of the sample as far as it comes, with what is booked for it. A run that was interrupted goes on where it was. */
export async function arrangeAll(
  { activities, resources }: SampleYear,
  { desks, organisations, log }: Arranging,
): Promise<Arranged> {
  const ids = new Map(organisations.map((each) => [keyOf(each), each.id]));
  const known = activitiesByKey(await listActivities(desks.secretariat));
  const started = performance.now();
  const run = new Run(desks, ids);

  await run.offer(resources);
  const progress = new Progress('Arranging', 'activities', activities.length, log);
  await eachOf(activities, AT_ONCE, async (activity) => {
    await run.carry(activity, known.get(activity.key));
    progress.step();
  });
  return { commands: run.commands, perSecond: run.commands / ((performance.now() - started) / 1000) };
}

export async function listActivities(secretariat: Api): Promise<ListedActivity[]> {
  return secretariat.all<ListedActivity>('/v1/activities');
}

export async function listResources(secretariat: Api): Promise<ListedResource[]> {
  return secretariat.all<ListedResource>('/v1/resources');
}

/** Each activity of the sample must be recorded as it was sent, and have come as far as it was taken. */
export function notAsArranged(sample: readonly SampleActivity[], listed: readonly ListedActivity[]): string[] {
  const found = activitiesByKey(listed);
  return sample.flatMap(({ key, plan, organisers, fate, reports }) => {
    const record = found.get(key);
    if (!record) return [`${key} is not there`];
    const report = reports.at(-1);
    return [
      ...differs(key, 'is', record.status, fate),
      ...differs(key, 'has the form', record.form, plan.form),
      ...differs(key, 'counts for', [...record.campaigns].sort().join(), [...plan.campaigns].sort().join()),
      ...differs(key, 'has organisers', record.organisers.length, organisers.length),
      ...differs(key, 'has people', peopleOf(record.report), peopleOf(report)),
      ...plan.sessions.flatMap(({ start }) => {
        const clock = start.slice(11);
        const moved = record.sessions.filter(({ localStart }) => localStart.slice(11) !== clock);
        return differs(key, `has sessions at another time than ${clock}`, moved.length, 0);
      }),
    ];
  });
}

function differs(key: Key, what: string, found: string | number, sent: string | number): string[] {
  return found === sent ? [] : [`${key} ${what} ${found} instead of ${sent}`];
}

function activitiesByKey(listed: readonly ListedActivity[]): Map<Key, ListedActivity> {
  return new Map(
    listed.map((each) => [
      activityKey(each.municipality, each.sessions[0]?.localStart.slice(0, 10) ?? '', each.title.sv),
      each,
    ]),
  );
}

class Run {
  commands = 0;
  readonly #desks: Desks;
  readonly #organisations: ReadonlyMap<Key, string>;
  readonly #resources = new Map<Key, string>();

  constructor(desks: Desks, organisations: ReadonlyMap<Key, string>) {
    this.#desks = desks;
    this.#organisations = organisations;
  }

  /** A coach has no name to be found by: the second coach of an organisation is the second in its list. */
  async offer(resources: readonly SampleResource[]): Promise<void> {
    const there = new Map<string, ListedResource[]>();
    for (const listed of await listResources(this.#desks.secretariat)) {
      const kind = `${listed.organisationId}|${listed.kind}`;
      there.set(
        kind,
        [...(there.get(kind) ?? []), listed].sort((a, b) => a.id.localeCompare(b.id)),
      );
    }
    const byOrganisation = Map.groupBy(resources, ({ organisation }) => organisation);
    await eachOf([...byOrganisation], AT_ONCE, async ([organisation, theirs]) => {
      const organisationId = this.#idOf(organisation);
      const desk = await this.#desks.organisation(organisationId);
      for (const { key, body } of theirs) {
        const before = there.get(`${organisationId}|${body.kind}`)?.shift();
        const { id } =
          before ?? (await this.#do(() => desk.post<ListedResource>('/v1/resources', { organisationId, ...body })));
        this.#resources.set(key, id);
      }
    });
  }

  async carry(activity: SampleActivity, before: ListedActivity | undefined): Promise<void> {
    const desk = await this.#deskOf(activity);
    const known = before ?? (await this.#plan(desk, activity));
    await this.#agree(activity, known);
    switch (activity.fate) {
      case 'planned':
        return;
      case 'published':
        return this.#publish(desk, activity, known);
      case 'cancelled':
        if (known.status === 'cancelled') return;
        await this.#publish(desk, activity, known);
        await this.#do(() => desk.post(`/v1/activities/${known.id}/cancellation`, { reason: 'illness' }));
        return;
      case 'reported':
        await this.#publish(desk, activity, known);
        return this.#report(desk, activity, known);
    }
  }

  async #plan(desk: Api, { plan, organisers, books }: SampleActivity): Promise<ListedActivity> {
    return this.#do(() =>
      desk.post<ListedActivity>('/v1/activities', {
        ...plan,
        ...(books && { venueId: this.#resource(books.venue) }),
        organisers: organisers.map((key) => this.#idOf(key)),
      }),
    );
  }

  /** Whom an organisation has named beside itself must agree. */
  async #agree({ organisers, desk }: SampleActivity, known: ListedActivity): Promise<void> {
    if (desk !== 'organisation' || known.organisers.length === organisers.length) return;
    for (const other of organisers.slice(1)) {
      const theirs = await this.#desks.organisation(this.#idOf(other));
      await this.#do(() => theirs.post(`/v1/activities/${known.id}/agreement`));
    }
  }

  async #publish(desk: Api, { books }: SampleActivity, activity: ListedActivity): Promise<void> {
    if (activity.status !== 'planned') return;
    if (books)
      await this.#book(
        desk,
        activity,
        [books.venue, ...books.coaches].map((key) => this.#resource(key)),
      );
    await this.#do(() => desk.post(`/v1/activities/${activity.id}/publication`));
  }

  /** An interrupted run may have held them already. */
  async #book(desk: Api, { id: activityId, bookings }: ListedActivity, resourceIds: readonly string[]): Promise<void> {
    const hold = () => desk.post<{ id: string }>('/v1/bookings', { activityId, resourceIds });
    const id = bookings[0] ?? (await this.#do(hold)).id;
    await this.#do(() => desk.post(`/v1/bookings/${id}/confirmation`));
  }

  /** Everyone who organised it reports it, each in the same words. Some correct it afterwards. */
  async #report(desk: Api, { organisers, desk: kind, reports }: SampleActivity, known: ListedActivity): Promise<void> {
    const [first, ...corrections] = reports;
    const path = `/v1/activities/${known.id}/report`;
    if (known.status !== 'reported') {
      await this.#do(() => desk.post(path, first));
      for (const other of kind === 'organisation' ? organisers.slice(1) : []) {
        const theirs = await this.#desks.organisation(this.#idOf(other));
        await this.#do(() => theirs.post(path, first));
      }
    }
    const last = corrections.at(-1);
    if (!last || known.report?.staffTrained === last.staffTrained) return;
    const { headers }: Answer<unknown> = await desk.send('GET', `/v1/activities/${known.id}`);
    await this.#do(() => desk.put(path, headers.get('etag') ?? '', last));
  }

  #deskOf({ desk, organisers: [planner = ''], plan }: SampleActivity): Promise<Api> {
    return desk === 'municipality'
      ? this.#desks.municipality(plan.municipality)
      : this.#desks.organisation(this.#idOf(planner));
  }

  #idOf(organisation: Key): string {
    const id = this.#organisations.get(organisation);
    if (id === undefined) throw new Error(`${organisation} is not in the network.`);
    return id;
  }

  #resource(key: Key): string {
    const id = this.#resources.get(key);
    if (id === undefined) throw new Error(`${key} cannot be booked.`);
    return id;
  }

  async #do<T>(command: () => Promise<T>): Promise<T> {
    this.commands++;
    return onceReplicated(command);
  }
}

/** Asks again while the service has no replica yet of what the command is about. */
export async function onceReplicated<T>(command: () => Promise<T>): Promise<T> {
  const patience = new Patience();
  for (;;) {
    try {
      return await command();
    } catch (error) {
      const early = error instanceof UnexpectedAnswer && error.codes.some((code) => NOT_REPLICATED_YET.includes(code));
      if (!early || patience.isExhausted(error.message)) throw error;
      await delay(100);
    }
  }
}
