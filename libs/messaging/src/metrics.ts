import { Counter, Gauge, Histogram } from 'prom-client';
import type { Observation } from './observed.ts';

/** Prometheus metrics, on prom-client's default register. Labels are names of code and of contracts, never ids. */
export const eventsPublished = new Counter({
  name: 'events_published_total',
  help: 'Events JetStream has acknowledged (single, batch) or not taken (refused)',
  labelNames: ['outcome'],
});

export const eventsHandled = new Counter({
  name: 'events_handled_total',
  help: 'Deliveries by how they were settled: acknowledged, retried, dead-lettered, quarantined',
  labelNames: ['handler', 'outcome'],
});

export const permissionViolations = new Counter({
  name: 'nats_permission_violations_total',
  help: 'What the NATS user of this service was denied (publish, subscription): a right that is missing, or somebody who tries',
  labelNames: ['operation'],
});

export const deadLettersByReference = new Counter({
  name: 'dead_letters_by_reference_total',
  help: 'Dead letters whose event was too large to be copied: they point at it in the stream',
  labelNames: ['handler'],
});

export const handlingDuration = new Histogram({
  name: 'event_handling_duration_seconds',
  help: 'How long a handler took, by delivery or batch',
  labelNames: ['handler'],
  buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
});

export const eventAge = new Histogram({
  name: 'event_age_seconds',
  help: 'From when an event happened to when it was handled; 0 where its owner has a clock that is ahead',
  labelNames: ['handler'],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5, 60, 3600],
});

/** Never throws, whatever the owner has written: it is called where events are settled. */
export function observeAge(handler: string, time: string): void {
  const age = (Date.now() - Date.parse(time)) / 1000;
  if (!Number.isNaN(age)) eventAge.observe({ handler }, Math.max(0, age));
}

/** What waits to be published, by collection of documents. */
export interface Backlog {
  readonly collection: string;
  readonly documents: number;
  /** When the oldest of it was written. */
  readonly oldest: Date | undefined;
}

/** What the gauges read at a scrape: the answers of servers, or the last ones there were. */
export interface OutboxGauges {
  backlogs(): Promise<Observation<readonly Backlog[]> | undefined>;
}

export interface ConsumerGauges {
  lags(): Promise<readonly (Observation<number> & { readonly handler: string })[]>;
  deadLetterCount(): Promise<Observation<number> | undefined>;
}

/** A process may hold more than one service, as tests do. */
const outboxes = new Set<OutboxGauges>();
const consumers = new Set<ConsumerGauges>();
const uptakes = new Set<UptakeGauge>();

const observedAge = new Gauge({
  name: 'observed_age_seconds',
  help: 'How old the answer is behind the gauges of outbox, consumers and dead-letters; grows while a server is silent',
  labelNames: ['what'],
});
const outboxPending = new Gauge({
  name: 'outbox_pending_documents',
  help: 'Documents with events not published yet',
  labelNames: ['collection'],
});
const outboxAge = new Gauge({
  name: 'outbox_oldest_age_seconds',
  help: 'Age of the oldest event not published',
  labelNames: ['collection'],
});
const lagging = new Gauge({
  name: 'consumer_lag_events',
  help: 'Events a handler has not settled yet: not delivered, or delivered and not acknowledged',
  labelNames: ['handler'],
});
const deadLetters = new Gauge({
  name: 'dead_letters',
  help: 'Events this service could not handle, waiting for an operator',
});
deadLetters.remove();
const refusing = new Gauge({
  name: 'jetstream_refusing_seconds',
  help: 'For how long JetStream has taken nothing of what is published (target), and why: out-of-space, silent (no acknowledgement), other',
  labelNames: ['target', 'cause'],
});

/** Before a scrape: all of it is there then, and of the same moment. Takes no longer than a reader of what is observed waits. */
export async function observeGauges(): Promise<void> {
  observeUptake();
  await Promise.all([...[...outboxes].map(observeOutbox), ...[...consumers].map(observeConsumers)]);
}

async function observeOutbox(outbox: OutboxGauges): Promise<void> {
  const observed = await outbox.backlogs();
  if (!observed) return;

  observedAge.set({ what: 'outbox' }, observed.ageSeconds);
  for (const { collection, documents, oldest } of observed.value) {
    outboxPending.set({ collection }, documents);
    // From when it was written until now, not until it was counted: it goes on growing older while nobody can count it.
    outboxAge.set({ collection }, oldest ? Math.max(0, (Date.now() - oldest.getTime()) / 1000) : 0);
  }
}

async function observeConsumers(registry: ConsumerGauges): Promise<void> {
  const [lags, letters] = await Promise.all([registry.lags(), registry.deadLetterCount()]);

  // A handler that is gone has no lag.
  lagging.reset();
  for (const { handler, value } of lags) lagging.set({ handler }, value);
  if (lags.length > 0) observedAge.set({ what: 'consumers' }, Math.max(...lags.map(({ ageSeconds }) => ageSeconds)));
  if (!letters) return;

  deadLetters.set(letters.value);
  observedAge.set({ what: 'dead-letters' }, letters.ageSeconds);
}

/** What JetStream does not take, as it was last tried. No server is asked. */
export interface UptakeGauge {
  current(): readonly { readonly target: string; readonly cause: string; readonly seconds: number }[];
}

function observeUptake(): void {
  refusing.reset();
  for (const uptake of uptakes)
    for (const { target, cause, seconds } of uptake.current()) refusing.set({ target, cause }, seconds);
}

export function watchUptake(gauge: UptakeGauge): () => void {
  uptakes.add(gauge);
  return () => uptakes.delete(gauge);
}

export function watchOutbox(gauges: OutboxGauges): () => void {
  outboxes.add(gauges);
  return () => outboxes.delete(gauges);
}

export function watchConsumers(gauges: ConsumerGauges): () => void {
  consumers.add(gauges);
  return () => consumers.delete(gauges);
}
