import type { OpenAPIObject } from '@nestjs/swagger';
import type { Operation } from './operation.ts';

type Headers = NonNullable<NonNullable<OpenAPIObject['components']>['headers']>;

/** What answers say beside what they hold, as far as programs have a use for it. */
const headers = {
  'Cache-Control': { description: 'Who may keep the answer, and for how long', schema: { type: 'string' } },
  'Content-Disposition': { description: 'The name of the file', schema: { type: 'string' } },
  'Content-Language': { description: 'The language of the title', schema: { type: 'string', enum: ['sv', 'en'] } },
  ETag: {
    description:
      'The version: sent as If-Match it is what a change is to be made to, as If-None-Match what the caller has already. Weak (`W/`) where the answer is compressed, which makes no difference to either',
    schema: { type: 'string' },
  },
  'Last-Modified': { description: 'When it last changed, once that has settled', schema: { type: 'string' } },
  Location: { description: 'Where it is', schema: { type: 'string' } },
  'Retry-After': { description: 'In how many seconds to ask again', schema: { type: 'integer' } },
  'WWW-Authenticate': { description: 'That a bearer token is wanted', schema: { type: 'string' } },
} satisfies Headers;

type HeaderName = keyof typeof headers;

/** Those that some operation speaks of. */
export function headersOf(operations: readonly Operation[]): Headers {
  const said = JSON.stringify(operations);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => said.includes(`#/components/headers/${name}"`)));
}

/** References to some of them, for the description of a response. */
export function headersNamed(...names: readonly HeaderName[]) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** Says of each answer of an operation what every answer of its kind has. What only some have, their routes say. */
export function addHeaders(operation: Operation): void {
  const isConditional = '304' in operation.responses;
  for (const [status, response] of Object.entries(operation.responses)) {
    if (response === undefined || '$ref' in response) continue;
    response.headers = { ...headersNamed(...ofEvery(Number(status), isConditional)), ...response.headers };
  }
}

function ofEvery(status: number, isConditional: boolean): readonly HeaderName[] {
  switch (status) {
    case 200:
    case 304:
      return isConditional ? ['Cache-Control', 'ETag'] : ['Cache-Control'];
    case 201:
    case 202:
      return ['Cache-Control', 'Location'];
    case 401:
      return ['Cache-Control', 'Content-Language', 'WWW-Authenticate'];
    case 429:
    case 503:
      return ['Cache-Control', 'Content-Language', 'Retry-After'];
    default:
      return status < 400 ? ['Cache-Control'] : ['Cache-Control', 'Content-Language'];
  }
}
