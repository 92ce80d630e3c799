import { Histogram, register } from 'prom-client';

const name = 'http_request_duration_seconds';

/** By route template, never by address: an address holds ids. One histogram for a process, however many services a test starts. */
export function requestDurations(): Histogram<'method' | 'route' | 'status'> {
  const existing = register.getSingleMetric(name) as Histogram<'method' | 'route' | 'status'> | undefined;
  return (
    existing ??
    new Histogram({
      name,
      help: 'How long HTTP requests took to answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    })
  );
}
