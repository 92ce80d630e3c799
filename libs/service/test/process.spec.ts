import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, isolation, signingKey, sourceProcess } from '@kraftsamling/testing';
import type { Isolation, SigningKey } from '@kraftsamling/testing';
import { testEnvironment } from '../src/testing/index.ts';

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

interface Process {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly log: () => Record<string, unknown>[];
  readonly errors: Promise<string>;
  /** Exit code, when it has ended. */
  readonly ended: Promise<number | null>;
}

function run(env: NodeJS.ProcessEnv): Process {
  const main = join(import.meta.dirname, 'library.main.ts');
  const child = sourceProcess(main, { ...testEnvironment('library', place, key), LOG_LEVEL: 'info', ...env });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));

  return {
    child,
    log: () =>
      output
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    errors: text(child.stderr),
    ended: once(child, 'exit').then(([code]) => code as number | null),
  };
}

async function listening(service: Process): Promise<string> {
  const url = await eventually(() => {
    const entry = service.log().find(({ message }) => message === 'library listens');
    expect(entry).toBeDefined();
    return entry!['url'] as string;
  });
  await eventually(async () => expect((await fetch(`${url}/health/ready`)).status).toBe(200));
  return url;
}

describe('a process that is asked to stop', () => {
  it('finishes what is in flight, closes idle connections, and exits with 0', async () => {
    const service = run({});
    const url = await listening(service);

    const agent = new Agent({ keepAlive: true });
    const idle = request(`${url}/health/live`, { agent }).end();
    await once(idle, 'response').then(([response]) => text(response as Readable));

    const slow = fetch(`${url}/v1/books/slow?milliseconds=700`);
    await eventually(async () => expect(await (await fetch(`${url}/v1/books/waiting`)).json()).toEqual({ waiting: 1 }));

    service.child.kill('SIGTERM');
    expect((await slow).status).toBe(200);
    expect(await service.ended).toBe(0);
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    agent.destroy();
  });

  it('says so, and answers as ever for a while, each connection for the last time', async () => {
    const service = run({ SHUTDOWN_PAUSE_SECONDS: '15' });
    const url = await listening(service);
    const agent = new Agent({ keepAlive: true });
    const ask = async (path: string) => {
      const [response] = (await once(request(`${url}${path}`, { agent }).end(), 'response')) as [IncomingMessage];
      await text(response);
      return [response.statusCode, response.headers.connection];
    };
    expect(await ask('/health/ready')).toEqual([200, 'keep-alive']);

    service.child.kill('SIGTERM');
    await eventually(async () => expect(await ask('/health/ready')).toEqual([503, 'close']));
    const answers = await Promise.all(['/health/live', '/v1/books', '/v1/books'].map(ask));
    expect(answers).toEqual(Array(3).fill([200, 'close']));
    expect(await service.ended).toBe(0);
    agent.destroy();
  });

  it('ends at once when it is asked a second time', async () => {
    const service = run({});
    const url = await listening(service);
    const slow = fetch(`${url}/v1/books/slow?milliseconds=20000`).catch(() => undefined);
    await eventually(async () => expect(await (await fetch(`${url}/v1/books/waiting`)).json()).toEqual({ waiting: 1 }));

    service.child.kill('SIGINT');
    await eventually(() =>
      expect(service.log()).toContainEqual(expect.objectContaining({ message: 'Stopping', signal: 'SIGINT' })),
    );
    service.child.kill('SIGINT');
    expect(await service.ended).toBe(1);
    await slow;
  });
});

describe('a process', () => {
  it('says everything that is wrong with its configuration in one message, and keeps passwords to itself', async () => {
    const service = run({
      PORT: 'http',
      NATS_URL: '',
      MONGODB_URI: 'user:password@host',
      LOG_LEVEL: 'loud',
      JWKS_FILE: '/a/password@nowhere',
      TRUSTED_PROXIES: 'password@proxy',
    });
    expect(await service.ended).toBe(1);
    const message = await service.errors;
    for (const variable of ['PORT', 'NATS_URL', 'MONGODB_URI', 'LOG_LEVEL', 'JWKS_FILE', 'TRUSTED_PROXIES'])
      expect(message).toContain(`  - ${variable} must`);
    expect(message).not.toContain('password@');
  });

  it('says which port is taken, and what to set', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };

    const service = run({ PORT: String(port) });
    expect(await service.ended).toBe(1);
    expect(await service.errors).toContain(`${port}: the port is taken. Set PORT to a free one.`);
    other.close();
  });

  it('ends with 1, but in good order, after an error that nothing caught', async () => {
    const service = run({});
    const url = await listening(service);
    await fetch(`${url}/v1/books/accident`);
    expect(await service.ended).toBe(1);
    expect(service.log()).toContainEqual(
      expect.objectContaining({
        level: 'fatal',
        accident: 'unhandledRejection',
        err: expect.objectContaining({ message: 'nobody caught this' }),
      }),
    );
  });

  it('logs each request that changes or is refused, by its route, in its trace', async () => {
    const service = run({});
    const url = await listening(service);
    await fetch(`${url}/v1/books/an-id?x=1`, {
      headers: { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
    });

    const entry = await eventually(() => {
      const found = service.log().find(({ route }) => route === '/v1/books/:id');
      expect(found).toBeDefined();
      return found!;
    });
    expect(entry).toMatchObject({
      level: 'info',
      method: 'GET',
      status: 422,
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      milliseconds: expect.any(Number),
    });
    expect(JSON.stringify(service.log())).not.toContain('an-id');

    service.child.kill('SIGTERM');
    expect(await service.ended).toBe(0);
  });
});
