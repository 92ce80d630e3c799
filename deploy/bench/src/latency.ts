import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { Api } from '@kraftsamling/acceptance/api';
import { registrationFor } from '@kraftsamling/acceptance/requests';
import { Patience } from '@kraftsamling/infrastructure/patience';
import type { Platform } from '@kraftsamling/platform';
import { build } from 'hdr-histogram-js';
import { post } from './registering.ts';

export const PER_SECOND = 200;
const SECONDS = 20;
const LOOK_EVERY_MS = 10;

export interface Latency {
  readonly p50: number;
  readonly p99: number;
  /** Of the commands themselves, from sending to answer. */
  readonly commandP50: number;
  readonly commandP99: number;
  readonly commands: number;
}

/**
 * From a command's answer to the figure, at a fixed rate that does not wait for answers. The nth answer is held against the moment
 * when the figure reached n. The figure is looked at every ten milliseconds, which the result includes; all registrations are of one
 * municipality, so that looking costs little.
 */
export async function measureLatency(platform: Platform, campaignId: string): Promise<Latency> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const url = `${platform.service('registrations').url.replace('localhost', '127.0.0.1')}/v1/registrations`;
  const statistics = new Api(platform.service('statistics').url);
  const answers: number[] = [];
  const commands = build();
  const wanted = PER_SECOND * SECONDS;

  const reached: number[] = [];
  const watching = (async () => {
    const patience = new Patience();
    while (reached.length < wanted) {
      const { figures } = await statistics
        .get<{ figures: { registrations: { total: number } } }>(`/v1/figures/${campaignId}`)
        .catch(() => ({ figures: { registrations: { total: 0 } } }));
      const now = performance.now();
      while (reached.length < figures.registrations.total) reached.push(now);
      if (patience.isExhausted(reached.length)) throw new Error(`The figure stands still at ${reached.length}.`);
      await delay(LOOK_EVERY_MS);
    }
  })();

  const started = performance.now();
  const sending: Promise<void>[] = [];
  for (let n = 0; n < wanted; n++) {
    const due = started + (n * 1000) / PER_SECOND;
    const early = due - performance.now();
    if (early > 1) await delay(early);
    const body = JSON.stringify(registrationFor(campaignId, `Takt ${n}`, '2081'));
    const sent = performance.now();
    sending.push(
      post(url, body, agent).then(() => {
        const answered = performance.now();
        answers.push(answered);
        commands.recordValue(Math.round((answered - sent) * 1000));
      }),
    );
  }
  await Promise.all([...sending, watching]);
  agent.destroy();

  const latencies = build();
  answers.sort((a, b) => a - b);
  answers.forEach((answered, n) =>
    latencies.recordValue(Math.max(0, Math.round(((reached[n] ?? Infinity) - answered) * 1000))),
  );
  const ms = (histogram: typeof latencies, percentile: number) => histogram.getValueAtPercentile(percentile) / 1000;
  return {
    p50: ms(latencies, 50),
    p99: ms(latencies, 99),
    commandP50: ms(commands, 50),
    commandP99: ms(commands, 99),
    commands: wanted,
  };
}
