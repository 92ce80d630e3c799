import { eventually, isolation, signingKey } from '@kraftsamling/testing';
import type { Isolation, SigningKey } from '@kraftsamling/testing';
import { boot } from '../src/index.ts';
import type { RunningService, ServiceDefinition } from '../src/index.ts';
import { library } from './library.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
}

export interface Call {
  (method: string, path: string, options?: RequestOptions): Promise<Answer>;
}

interface RequestOptions {
  /** A text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Running extends AsyncDisposable {
  readonly service: RunningService;
  readonly call: Call;
  readonly key: SigningKey;
  readonly place: Isolation;
}

/** The service against real servers, ready for its first request. */
export async function running(
  testFile: string,
  {
    definition = library,
    env = {},
    ready = true,
  }: { definition?: ServiceDefinition; env?: NodeJS.ProcessEnv; ready?: boolean } = {},
): Promise<Running> {
  const place = isolation(testFile);
  const key = await signingKey();
  const service = await boot(definition, { ...environment(place, key), ...env });
  const call = callerOf(service.url);
  if (ready) await eventually(async () => expectStatus(await call('GET', '/health/ready'), 200));

  return {
    service,
    call,
    key,
    place,
    [Symbol.asyncDispose]: async () => {
      await service.stop();
      await key.close();
      await place.cleanup();
    },
  };
}

export function environment(place: Isolation, key: SigningKey): NodeJS.ProcessEnv {
  return { ...place.env, ...key.env, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent' };
}

export function callerOf(url: string): Call {
  return async (method, path, { body, token, headers = {} } = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(typeof body === 'string' || body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
  };
}

/** The faults of a problem, each as its pointer and its code. */
export function faultsIn({ body }: Answer): readonly string[] {
  return (body.errors as readonly Readonly<Record<string, string>>[]).map(({ pointer, code }) => `${pointer} ${code}`);
}

function expectStatus({ status }: Answer, expected: number): void {
  if (status !== expected) throw new Error(`The answer was ${status}.`);
}
