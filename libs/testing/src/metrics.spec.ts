import { describe, expect, it } from '@jest/globals';
import { roundTripsOf, sampleOf } from './metrics.ts';

const page = [
  '# HELP trips_total Trips',
  '# TYPE trips_total counter',
  'trips_total{to="Mora",by="train"} 3',
  'trips_total{to="Mora"} 4',
  'plain 0.5',
  'http_request_database_round_trips_sum{method="POST",route="/v1/bookings/:id/release",status="200"} 12',
  'http_request_database_round_trips_count{method="POST",route="/v1/bookings/:id/release",status="200"} 2',
].join('\n');

describe('a sample of a page of metrics', () => {
  it('is that of the series with just these labels, in any order', () => {
    expect(sampleOf(page, 'trips_total', { by: 'train', to: 'Mora' })).toBe(3);
    expect(sampleOf(page, 'trips_total', { to: 'Mora' })).toBe(4);
    expect(sampleOf(page, 'plain')).toBe(0.5);
  });

  it('is 0 where nothing has been counted yet', () => {
    expect(sampleOf(page, 'trips_total', { to: 'Ystad' })).toBe(0);
  });

  it('gives the round trips of a request on average', () => {
    expect(roundTripsOf(page, 'POST', '/v1/bookings/:id/release', 200)).toBe(6);
  });
});
