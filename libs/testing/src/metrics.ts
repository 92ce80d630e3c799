/**
 * A sample of a Prometheus text page: the value of the series with exactly these labels, 0 where there is none yet.
 * `sampleOf(page, 'http_request_database_round_trips_sum', { method: 'POST', route: '/v1/bookings', status: '201' })`
 */
export function sampleOf(page: string, name: string, labels: Readonly<Record<string, string>> = {}): number {
  const series = page.split('\n').find((line) => {
    const [, found, inBraces = ''] = /^(\w+)(?:\{(.*)\})? /.exec(line) ?? [];
    const pairs = [...inBraces.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, value]) => [label, value] as const);
    return (
      found === name &&
      pairs.length === Object.keys(labels).length &&
      pairs.every(([label = '', value]) => labels[label] === value)
    );
  });
  return series === undefined ? 0 : Number(series.slice(series.lastIndexOf(' ') + 1));
}

/** How many commands a route has sent to the database, for each request that it answered with this status. */
export function roundTripsOf(page: string, method: string, route: string, status: number): number {
  const labels = { method, route, status: String(status) };
  const name = 'http_request_database_round_trips';
  return sampleOf(page, `${name}_sum`, labels) / sampleOf(page, `${name}_count`, labels);
}
