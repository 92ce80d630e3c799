import type { Policy } from '../access/allow.ts';
import type { Operation, Responses, SchemaObject } from './operation.ts';

export const problemSchemas: Readonly<Record<string, SchemaObject>> = {
  Problem: {
    type: 'object',
    description: 'RFC 9457',
    required: ['type', 'title', 'status', 'code', 'detail', 'instance', 'traceId'],
    properties: {
      type: { type: 'string', format: 'uri' },
      title: { type: 'string', description: 'In Swedish or English, as Accept-Language asks' },
      status: { type: 'integer' },
      code: { type: 'string', description: 'Stable; for programs to tell problems apart' },
      detail: { type: 'string' },
      instance: { type: 'string' },
      traceId: { type: 'string' },
      errors: { type: 'array', items: { $ref: '#/components/schemas/Fault' } },
    },
    example: {
      type: 'https://kraftsamling.example/docs#invalid-input',
      title: 'Invalid input',
      status: 422,
      code: 'invalid-input',
      detail: 'The body has an error.',
      instance: '/v1/things',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      errors: [{ pointer: '/name', code: 'required', detail: 'name must be given' }],
    },
  },
  // The name under which clients have generated a type for it: it stays.
  Fault: {
    type: 'object',
    required: ['pointer', 'code', 'detail'],
    properties: {
      pointer: { type: 'string', description: 'JSON pointer into the body, or to the parameter of the query' },
      code: { type: 'string' },
      detail: { type: 'string' },
    },
  },
};

interface Place {
  readonly method: string;
  readonly path: string;
  readonly policy: readonly Policy[];
}

/** Every problem an operation can answer with, by what the operation takes. */
export function addProblems(operation: Operation, { method, path, policy }: Place): void {
  const takesBody = operation.requestBody !== undefined;
  const ifMatch = parametersOf(operation).find(({ name }) => name === 'If-Match');

  const problems: Record<number, string> = {
    ...(takesBody && { 400: 'The body cannot be read' }),
    ...(!policy.includes('anyone') && { 401: 'No token, or one that is not accepted', 403: 'Not allowed' }),
    ...(path.includes('{') && { 404: 'Not found' }),
    ...(method !== 'get' && { 409: 'The state of things forbids it' }),
    ...(ifMatch !== undefined && { 412: 'Changed since it was read' }),
    ...(takesBody && { 413: 'The body is too large', 415: 'Unsupported media type' }),
    ...((takesBody || parametersOf(operation).length > 0) && { 422: 'Invalid input' }),
    ...(ifMatch?.required === true && { 428: 'If-Match is required' }),
    ...(policy.includes('anyone') && { 429: 'Too many requests' }),
    500: 'Internal error',
    503: 'The service cannot answer right now',
  };

  const responses: Responses = { ...operation.responses };
  for (const [status, description] of Object.entries(problems)) {
    responses[status] ??= { description };
  }
  // A route that says more of one of them still answers a problem document.
  for (const [status, response] of Object.entries(responses))
    if (Number(status) >= 400 && response !== undefined && !('$ref' in response))
      response.content ??= { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  operation.responses = responses;
}

function parametersOf(operation: Operation): readonly { readonly name: string; readonly required?: boolean }[] {
  return (operation.parameters ?? []).flatMap((parameter) => ('name' in parameter ? [parameter] : []));
}
