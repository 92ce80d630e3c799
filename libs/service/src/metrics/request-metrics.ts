import { Histogram, register } from 'prom-client';

const labelNames = ['method', 'route', 'status'] as const;
type RequestHistogram = Histogram<(typeof labelNames)[number]>;

/** By route template, never by address: an address holds ids. */
export function requestDurations(): RequestHistogram {
  return histogram(
    'http_request_duration_seconds',
    'How long HTTP requests took to answer',
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  );
}

/** What a request costs the database, which no faster machine makes less. */
export function requestRoundTrips(): RequestHistogram {
  return histogram(
    'http_request_database_round_trips',
    'How many commands were sent to the database to answer a request',
    [0, 1, 2, 3, 4, 5, 7, 10, 20, 50, 200],
  );
}

/** One for a process, however many services a test starts. */
function histogram(name: string, help: string, buckets: number[]): RequestHistogram {
  const existing = register.getSingleMetric(name) as RequestHistogram | undefined;
  return existing ?? new Histogram({ name, help, labelNames, buckets });
}
