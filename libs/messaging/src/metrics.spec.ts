import { afterEach, describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { observeAge, observeGauges, watchOutbox } from './metrics.ts';

const lines = async (name: string) => (await register.metrics()).split('\n').filter((line) => line.startsWith(name));

afterEach(() => register.resetMetrics());

describe('the age of an event', () => {
  it('is never negative: an owner whose clock is ahead has said it just now', async () => {
    observeAge('clocks', new Date(Date.now() + 600_000).toISOString());
    expect(await lines('event_age_seconds_sum')).toEqual(['event_age_seconds_sum{handler="clocks"} 0']);
    expect(await lines('event_age_seconds_count')).toEqual(['event_age_seconds_count{handler="clocks"} 1']);
  });

  it('that has no readable time is left out, and nothing is thrown', async () => {
    observeAge('clocks', '2016-12-31T23:59:60Z');
    expect(await lines('event_age_seconds_count')).toEqual([]);
  });
});

describe('the gauges of the outbox', () => {
  it('are all there at the first scrape, and never negative', async () => {
    const oldest = new Date(Date.now() - 5_000);
    const unwatch = watchOutbox({
      backlogs: () =>
        Promise.resolve({
          value: [
            { collection: 'clubs', documents: 3, oldest },
            { collection: 'teams', documents: 1, oldest: new Date(Date.now() + 600_000) },
            { collection: 'towns', documents: 0, oldest: undefined },
          ],
          ageSeconds: 0,
        }),
    });
    await observeGauges();
    unwatch();

    expect(await lines('outbox_oldest_age_seconds')).toEqual([
      // A busy machine needs a while from then to here.
      expect.stringMatching(/\{collection="clubs"\} (?:[5-9]|[1-9]\d)(?:\.|$)/),
      'outbox_oldest_age_seconds{collection="teams"} 0',
      'outbox_oldest_age_seconds{collection="towns"} 0',
    ]);
    expect(await lines('outbox_pending_documents')).toHaveLength(3);
  });
});
