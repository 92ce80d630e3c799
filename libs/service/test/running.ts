import { randomUUID } from 'node:crypto';
import { boot } from '../src/index.ts';
import type { RunningService, ServiceDefinition } from '../src/index.ts';
import { issuer, keyFile, signer } from './keys.ts';
import { library } from './library.ts';

export function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    PORT: '0',
    HOST: '127.0.0.1',
    MONGODB_URI: process.env['MONGODB_URI'],
    MONGODB_DATABASE: `service-${randomUUID()}`,
    NATS_URL: process.env['NATS_URL'],
    EVENTS_NAMESPACE: `service-${randomUUID().slice(0, 8)}`,
    TOKEN_ISSUER: issuer,
    LOG_LEVEL: 'silent',
    ...more,
  };
}

export interface Client {
  (
    method: string,
    path: string,
    options?: { body?: unknown; token?: string; headers?: Record<string, string> },
  ): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

export function client(service: RunningService): Client {
  return async (method, path, { body, token, headers = {} } = {}) => {
    const response = await fetch(`${service.url}${path}`, {
      method,
      headers: {
        ...(typeof body === 'string' || body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
  };
}

export async function running(definition: ServiceDefinition = library, more: NodeJS.ProcessEnv = {}) {
  const key = await signer('first');
  const keys = await keyFile(key);
  const service = await boot(definition, environment({ JWKS_FILE: keys.path, ...more }));
  return { service, call: client(service), key, keys };
}
