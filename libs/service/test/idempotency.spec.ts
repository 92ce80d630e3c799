import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getConnectionToken } from '@nestjs/mongoose';
import { callerOf, clockAhead, eventually, ready, sourceProcess } from '@kraftsamling/testing';
import type { Answer } from '@kraftsamling/testing';
import type { Connection } from 'mongoose';
import { testEnvironment } from '../src/testing/index.ts';
import { Pace } from './library.ts';
import { inputErrorsIn, running } from './running.ts';
import type { Running } from './running.ts';

let world: Running;
let pace: Pace;
beforeAll(async () => {
  world = await running(import.meta.filename);
  pace = world.service.app.get(Pace);
});
beforeEach(() => {
  pace.waiting = 0;
  pace.inTheWay = true;
  pace.goOn = Promise.withResolvers();
  pace.goOn.resolve(undefined);
});
afterAll(async () => world[Symbol.asyncDispose]());

const book = { title: 'Kejsarn av Portugallien', pages: 300 };

function order(
  key: string,
  { body = book, token }: { body?: unknown; token?: string | undefined } = {},
): Promise<Answer> {
  return world.call('POST', '/v1/books/orders', {
    body,
    headers: { 'idempotency-key': key },
    ...(token !== undefined && { token }),
  });
}

const stored = () => world.service.app.get<Connection>(getConnectionToken()).collection('idempotency-keys');

describe('the same request with the same Idempotency-Key', () => {
  it('is handled once and answered alike: status, headers and body', async () => {
    const key = randomUUID();
    const first = await order(key);
    const second = await order(key);

    expect(first.status).toBe(201);
    expect({ status: second.status, body: second.body }).toEqual({ status: 201, body: first.body });
    for (const header of ['location', 'etag', 'content-type'])
      expect(second.headers.get(header)).toBe(first.headers.get(header));
    expect([first, second].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    expect(pace.waiting).toBe(1);
  });

  it.each([
    ['refused', 409, 'title-taken'],
    ['away', 503, 'nats-unavailable'],
    ['busy', 429, 'too-many-requests'],
    ['broken', 500, 'internal-error'],
  ])('is handled again when it was %s: what stood in the way may be gone', async (title, status, code) => {
    const key = randomUUID();
    const body = { ...book, title };
    expect((await order(key, { body })).body).toMatchObject({ status, code });

    pace.inTheWay = false;
    expect((await order(key, { body })).status).toBe(201);
    expect((await order(key, { body })).headers.get('idempotent-replayed')).toBe('true');
    expect(pace.waiting).toBe(2);
  });

  it('is refused alike when nothing has changed', async () => {
    const key = randomUUID();

    const invalid = [await order(`${key}-2`, { body: {} }), await order(`${key}-2`, { body: {} })];
    expect(invalid.map(inputErrorsIn)).toEqual(Array(2).fill(['/title required', '/pages required']));
  });

  it('is refused while the first is being handled, however many ask at once', async () => {
    const key = randomUUID();
    pace.goOn = Promise.withResolvers();
    const first = order(key);
    await eventually(() => expect(pace.waiting).toBe(1));

    const others = await Promise.all([1, 2, 3].map(() => order(key)));
    for (const other of others) {
      expect(other.body).toMatchObject({ status: 409, code: 'idempotency-key-in-flight' });
      expect(other.headers.get('retry-after')).toBe('1');
    }

    pace.goOn.resolve(undefined);
    expect((await first).status).toBe(201);
    expect((await order(key)).body).toEqual((await first).body);
  });

  it('is handled by one of many that come at once', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => order(key)));
    expect(pace.waiting).toBe(1);
    for (const { status } of answers) expect([201, 409]).toContain(status);
  });

  it('is handled again when the process that was handling it has died', async () => {
    const key = randomUUID();
    pace.goOn = Promise.withResolvers();
    const lost = order(key);
    await eventually(() => expect(pace.waiting).toBe(1));

    await stored().updateMany({ answer: { $exists: false } }, { $set: { claimedAt: new Date(0) } });
    const again = order(key);
    await eventually(() => expect(pace.waiting).toBe(2));
    pace.goOn.resolve(undefined);

    const [, kept] = await Promise.all([lost, again]);
    expect((await order(key)).body).toEqual(kept.body);
  });

  it('is refused by a replica whose clock is ten minutes ahead, too, while the first is being handled', async () => {
    const ahead = sourceProcess(join(import.meta.dirname, 'library.main.ts'), {
      ...testEnvironment('library', world.isolation, world.key),
      ...clockAhead(10),
      LOG_LEVEL: 'info',
    });
    const lines = createInterface(ahead.stdout);
    const listening = new Promise<string>((resolve) =>
      lines.on('line', (line) => {
        const { url: address } = JSON.parse(line) as { url?: string };
        if (address !== undefined) resolve(address);
      }),
    );
    const errors = text(ahead.stderr);
    const ended = once(ahead, 'exit').then(async () => Promise.reject(new Error(`It has ended: ${await errors}`)));
    const call = callerOf(await Promise.race([listening, ended]));
    await ready(call);

    const key = randomUUID();
    pace.goOn = Promise.withResolvers();
    const first = order(key);
    await eventually(() => expect(pace.waiting).toBe(1));
    const headers = { 'idempotency-key': key };
    let answered = false;
    const again = await Promise.race([
      call('POST', '/v1/books/orders', { body: book, headers }),
      // There it would wait too.
      eventually(async () => {
        if (answered) return undefined;
        expect((await call('GET', '/v1/books/waiting')).body).toEqual({ waiting: 1 });
        return 'is handled twice';
      }),
    ]);
    answered = true;
    ahead.kill('SIGTERM');
    pace.goOn.resolve(undefined);
    expect(again).toMatchObject({ status: 409, body: { code: 'idempotency-key-in-flight' } });
    expect((await first).status).toBe(201);
  });

  it('is handled anew after its day', async () => {
    const key = randomUUID();
    await order(key);
    await stored().updateMany({}, { $set: { expiresAt: new Date(0) } });
    // The database removes it too: whoever asks in that moment is asked to try again.
    const { headers } = await eventually(async () => {
      const answer = await order(key);
      expect(answer.status).toBe(201);
      return answer;
    });
    expect(headers.get('idempotent-replayed')).toBeNull();
    expect(pace.waiting).toBe(2);
  });
});

describe('the same key', () => {
  it('for another body is refused', async () => {
    const key = randomUUID();
    await order(key);
    expect((await order(key, { body: { ...book, pages: 301 } })).body).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
  });

  it('from another caller, or for another address, is another key', async () => {
    const key = randomUUID();
    const callers = [
      undefined,
      'a-link-secret',
      'another-link-secret',
      await world.key.token('secretariat'),
      await world.key.token('secretariat', { sub: 'anna' }),
    ];
    for (const token of callers) expect((await order(key, { token })).headers.get('idempotent-replayed')).toBeNull();

    const elsewhere = await world.call('POST', '/v1/books', { body: book, headers: { 'idempotency-key': key } });
    expect(elsewhere.headers.get('idempotent-replayed')).toBeNull();
  });

  it.each(['short', 'x'.repeat(201), 'with a space in it'])('is refused when it is malformed: %s', async (key) => {
    expect((await order(key)).body).toMatchObject({ status: 400, code: 'idempotency-key-malformed' });
  });
});

describe('who reads the database', () => {
  it('finds neither the key nor the answer, and no key that outlives its day', async () => {
    const key = randomUUID();
    const { body } = await order(key, { token: 'a-link-secret' });
    const everything = JSON.stringify(await stored().find().toArray());
    for (const secret of [key, body.secret, 'a-link-secret', book.title]) expect(everything).not.toContain(secret);

    const indexes = await stored().indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }));
  });
});
