import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, isolation, signingKey, sourceProcess } from '@kraftsamling/testing';
import type { Isolation, SigningKey } from '@kraftsamling/testing';
import { testEnvironment } from '../src/testing/index.ts';
import { LoadBalancer } from './load-balancer.ts';

const terminations = Number(process.env['TERMINATIONS'] ?? 20);

let place: Isolation;
let key: SigningKey;
beforeAll(async () => {
  place = isolation(import.meta.filename);
  key = await signingKey();
});
afterAll(async () => {
  await key.close();
  await place.cleanup();
});

interface Replica {
  readonly url: string;
  /** Its exit code, when it has been asked to stop. */
  terminate(): Promise<number | null>;
}

async function replica(): Promise<Replica> {
  const main = join(import.meta.dirname, 'library.main.ts');
  const env = { ...testEnvironment('library', place, key), LOG_LEVEL: 'info', SHUTDOWN_PAUSE_SECONDS: '5' };
  const child = sourceProcess(main, env);
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (log += text));
  child.stderr.resume();
  const url = await eventually(async () => {
    const [, found] = /"url":"([^"]+)"/.exec(log) ?? [];
    expect((await fetch(`${found}/health/ready`)).status).toBe(200);
    return found ?? '';
  });
  return {
    url: url.replace('localhost', '127.0.0.1'),
    terminate: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}

describe('two replicas under load, of which one after the other is terminated and replaced', () => {
  it('break no connection, kept or new', async () => {
    const balancer = new LoadBalancer();
    const running = [await replica(), await replica()];
    for (const { url } of running) balancer.add(url);

    for (let times = 0; times < terminations; times++) {
      const enough = balancer.answered + 100;
      const terminated = balancer.load(8, '/v1/books/slow?milliseconds=20', async () => {
        await eventually(() => expect(balancer.answered).toBeGreaterThan(enough));
        return running.shift()?.terminate();
      });
      const [code, next] = await Promise.all([terminated, replica()]);
      expect(code).toBe(0);

      balancer.add(next.url);
      running.push(next);
    }
    balancer.end();
    await Promise.all(running.map((each) => each.terminate()));

    process.stderr.write(
      `${terminations} terminations, ${balancer.answered} answers, failures: ${JSON.stringify([...balancer.failures])}\n`,
    );
    expect([...balancer.failures]).toEqual([]);
    expect(balancer.answered).toBeGreaterThan(100 * terminations);
  });
});
