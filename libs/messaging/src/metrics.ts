import { Counter, Gauge, Histogram } from 'prom-client';

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
  help: 'From when an event happened to when it was handled',
  labelNames: ['handler'],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5, 60, 3600],
});

/** What waits to be published, by collection of documents. */
export interface Backlog {
  readonly collection: string;
  readonly documents: number;
  readonly oldestSeconds: number;
}

/** What the gauges ask at a scrape; a process may hold more than one service, as tests do. */
export interface ConsumerGauges {
  lag(): Promise<readonly { readonly handler: string; readonly lag: number }[]>;
  deadLetterCount(): Promise<number>;
}

const backlogs = new Set<() => Promise<readonly Backlog[]>>();
const consumers = new Set<ConsumerGauges>();

/** Both gauges are read at the scrape, from the same answer of the database. */
const outboxAge = new Gauge({
  name: 'outbox_oldest_age_seconds',
  help: 'Age of the oldest event not published',
  labelNames: ['collection'],
});
new Gauge({
  name: 'outbox_pending_documents',
  help: 'Documents with events not published yet',
  labelNames: ['collection'],
  async collect() {
    for (const backlog of backlogs)
      for (const { collection, documents, oldestSeconds } of await backlog().catch(() => [])) {
        this.set({ collection }, documents);
        outboxAge.set({ collection }, oldestSeconds);
      }
  },
});

new Gauge({
  name: 'consumer_lag_events',
  help: 'Events a handler has not settled yet: not delivered, or delivered and not acknowledged',
  labelNames: ['handler'],
  async collect() {
    this.reset();
    for (const each of consumers)
      for (const { handler, lag } of await each.lag().catch(() => [])) this.set({ handler }, lag);
  },
});

new Gauge({
  name: 'dead_letters',
  help: 'Events this service could not handle, waiting for an operator',
  async collect() {
    for (const each of consumers) this.set(await each.deadLetterCount().catch(() => NaN));
  },
});

export function watchOutbox(backlog: () => Promise<readonly Backlog[]>): () => void {
  backlogs.add(backlog);
  return () => backlogs.delete(backlog);
}

export function watchConsumers(gauges: ConsumerGauges): () => void {
  consumers.add(gauges);
  return () => consumers.delete(gauges);
}
