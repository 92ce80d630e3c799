import { eventually } from './eventually.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
}

export interface RequestOptions {
  /** A text or bytes are sent as they are, anything else as JSON. */
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Speaks to a service as a client does. */
export type Call = (method: string, path: string, options?: RequestOptions) => Promise<Answer>;

export function callerOf(url: string): Call {
  return async (method, path, { body, token, headers = {} } = {}) => {
    const asItIs = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(body !== undefined && !asItIs && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: asItIs ? (body as string) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== '' ? (JSON.parse(text) as unknown) : text,
    };
  };
}

/** Waits until the service says that it is ready. */
export async function ready(call: Call): Promise<void> {
  await eventually(async () => {
    const answer = await call('GET', '/health/ready');
    // Not the whole of it: a trace and an age are others each time, and what moves is waited for.
    if (answer.status !== 200)
      throw new Error(`${answer.status}: ${String((answer.body as { detail?: unknown }).detail)}`);
  });
}
