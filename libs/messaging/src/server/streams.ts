import { DiscardPolicy, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import type { JetStreamManager, StreamConfig } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { namesOf } from './names.ts';

export interface StreamLimits {
  /** Copies of each message in a NATS cluster: 1, 3 or 5. */
  readonly replicas: number;
  /** Bytes after which the stream refuses events (they wait in their documents). -1: no limit but the server's. */
  readonly maxBytes: number;
}

type WantedStream = Partial<StreamConfig> & { readonly name: string; readonly subjects: string[] };

/** How long the server recognises an event id it has seen. Consumers are idempotent for ever; this only saves work. */
const DUPLICATE_WINDOW_MS = 120_000;

/** As long as that does no backup lie about. */
const DONE_FOR_DAYS = 400;

/** The one stream of events, the dead letters of each service, and what services have done once and for all. */
export function wantedStreams(
  services: readonly [string, ...string[]],
  namespace: string,
  { replicas, maxBytes }: StreamLimits,
): WantedStream[] {
  const kept = {
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    num_replicas: replicas,
    max_bytes: maxBytes,
    max_age: 0,
    // A full stream refuses the new event, which then waits in its document. Discarding the old would lose it for ever.
    discard: DiscardPolicy.New,
    duplicate_window: nanos(DUPLICATE_WINDOW_MS),
    allow_direct: true,
    deny_purge: true,
  };
  const events = namesOf(services[0], namespace);
  return [
    // What has happened is never taken out again, by nobody.
    { ...kept, name: events.eventStream, subjects: [`${events.eventRoot}.>`], allow_atomic: true, deny_delete: true },
    // A dead letter that has been handled, or discarded, is taken out by its service.
    ...services
      .map((service) => namesOf(service, namespace))
      .map(({ deadLetterStream: name, deadLetterRoot }) => ({ ...kept, name, subjects: [`${deadLetterRoot}.>`] })),
    {
      ...kept,
      name: events.doneStream,
      subjects: [`${events.doneOfAll}.>`],
      max_age: nanos(DONE_FOR_DAYS * 24 * 60 * 60_000),
      max_msgs_per_subject: 1,
      deny_delete: true,
    },
  ];
}

/** What older servers do not know and the library can do without. */
const optional: readonly string[] = ['allow_atomic'];

export interface Difference {
  readonly stream: string;
  readonly setting: string;
  readonly wanted: unknown;
  readonly found: unknown;
}

/**
 * Creates or updates the streams and reads them back: a server silently drops settings it does not know.
 * Answers the optional settings it did not take; any other difference is an error.
 */
export async function provisionStreams(
  manager: JetStreamManager,
  services: readonly [string, ...string[]],
  namespace: string,
  limits: StreamLimits,
): Promise<Difference[]> {
  const missing: Difference[] = [];
  for (const wanted of wantedStreams(services, namespace, limits)) {
    const exists = await manager.streams.info(wanted.name).catch(() => undefined);
    await (exists ? manager.streams.update(wanted.name, wanted) : manager.streams.add(wanted));

    const { config } = await manager.streams.info(wanted.name);
    const differences = differencesBetween(wanted, config);
    const fatal = differences.filter(({ setting }) => !optional.includes(setting));
    if (fatal.length > 0) throw new Error(`The server did not take: ${fatal.map(describe).join('; ')}`);
    missing.push(...differences);
  }
  return missing;
}

/** A stream of an earlier version, whose subjects others have now. Answers whether there was one that had them still. */
export async function setAside(manager: JetStreamManager, name: string): Promise<boolean> {
  const found = await manager.streams.info(name).catch(() => undefined);
  const subjects = [`set-aside.${name}`];
  if (!found || found.config.subjects[0] === subjects[0]) return false;
  await manager.streams.update(name, { subjects });
  return true;
}

export function differencesBetween(wanted: WantedStream, found: StreamConfig): Difference[] {
  return Object.entries(wanted)
    .map(([setting, value]) => ({
      stream: wanted.name,
      setting,
      wanted: value,
      found: found[setting as keyof StreamConfig],
    }))
    .filter(({ wanted, found }) => JSON.stringify(wanted) !== JSON.stringify(found));
}

export function describe({ stream, setting, wanted, found }: Difference): string {
  return `${stream}: ${setting} is ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`;
}
