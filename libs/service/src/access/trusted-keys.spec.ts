import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { signingKey } from '@kraftsamling/testing';
import type { SigningKey } from '@kraftsamling/testing';
import { Tokens } from './tokens.ts';

const minute = 60_000;
let key: SigningKey;
let keySet: string;
let tokens: Tokens;
let server: ReturnType<typeof createServer>;
let away: boolean;
/** What the address, or the file, has. */
let publish: (keys: string) => Promise<void>;

beforeEach(async () => {
  key = await signingKey();
  keySet = await readFile(key.jwksFile, 'utf8');
  away = false;
  // Time goes on as it is told to; all else is as it is.
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'clearImmediate', 'queueMicrotask', 'performance', 'hrtime'] }); // prettier-ignore
});
afterEach(async () => {
  jest.useRealTimers();
  await key.close();
});

const later = (milliseconds: number) => jest.setSystemTime(Date.now() + milliseconds);
const settings = { tokenIssuer: 'https://issuer.test', tokenAudience: 'kraftsamling', tokenMaxHours: 24 };
const withoutKeys = JSON.stringify({ keys: [] });

async function isTrusted(): Promise<boolean> {
  const token = await key.token('operator');
  return tokens.userOf(token).then(
    () => true,
    () => false,
  );
}

describe('keys in a file', () => {
  beforeEach(() => {
    publish = (keys) => writeFile(key.jwksFile, keys);
    tokens = new Tokens({ ...settings, jwksFile: key.jwksFile, jwksUrl: undefined });
  });

  it('that are removed stop being trusted within a minute', async () => {
    expect(await isTrusted()).toBe(true);
    await publish(withoutKeys);
    later(minute);
    expect(await isTrusted()).toBe(false);

    await publish(keySet);
    later(minute);
    expect(await isTrusted()).toBe(true);
  });
});

describe('keys at an address', () => {
  beforeEach(async () => {
    let keys = keySet;
    publish = (changed) => {
      keys = changed;
      return Promise.resolve();
    };
    server = createServer((_request, response) => {
      response.writeHead(away ? 500 : 200, { 'content-type': 'application/json', connection: 'close' }).end(keys);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as { port: number };
    tokens = new Tokens({ ...settings, jwksFile: undefined, jwksUrl: `http://127.0.0.1:${port}/` });
  });
  afterEach(() => {
    server.close();
  });

  it('that are removed stop being trusted within a minute', async () => {
    expect(await isTrusted()).toBe(true);
    await publish(withoutKeys);
    later(minute);
    expect(await isTrusted()).toBe(false);
  });

  it('are still trusted while the address is away for a moment, and no longer when it is away for a minute', async () => {
    expect(await isTrusted()).toBe(true);
    away = true;
    later(minute / 2);
    expect(await isTrusted()).toBe(true);
    later(minute / 2);
    expect(await isTrusted()).toBe(false);

    away = false;
    later(minute / 2);
    expect(await isTrusted()).toBe(true);
  });
});
