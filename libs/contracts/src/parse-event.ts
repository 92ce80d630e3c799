import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { Type } from 'typebox';
import type { TSchema } from 'typebox';
import type { CloudEvent, Contract, EventOf } from './contract.ts';
import { Instant } from './vocabulary.ts';

/** A payload is no event a subscriber could trust. Delivering it again would not help. */
export class BrokenContract extends Error {
  override readonly name = 'BrokenContract';
  readonly errors: readonly string[];

  constructor(errors: readonly string[]) {
    super(`Broken contract: ${errors.join('; ')}`);
    this.errors = errors;
  }
}

/** What surrounds the data of every event. Further attributes are allowed: CloudEvents grows by extensions. */
export const envelope = Type.Object({
  specversion: Type.Literal('1.0'),
  id: Type.String({ format: 'uuid' }),
  source: Type.String({ pattern: '^/[a-z0-9-]+$' }),
  type: Type.String({ minLength: 1 }),
  subject: Type.String({ minLength: 1 }),
  time: Instant,
  sequence: Type.String({ pattern: '^[0-9]{10}$' }),
  datacontenttype: Type.Literal('application/json'),
  dataschema: Type.String({ minLength: 1 }),
  traceparent: Type.Optional(Type.String({ pattern: '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$' })),
  data: Type.Unknown(),
});

/**
 * Reads an event of one of the contracts, or throws `BrokenContract` with everything that is wrong with it.
 * Fields the contract does not know are accepted: contracts grow by addition, and a subscriber may be older than a publisher.
 */
export function parseEvent<C extends Contract>(contracts: readonly C[], payload: string | Uint8Array): EventOf<C> {
  const event = parseJson(payload);
  check(envelope, event, '');

  const { type, data } = event as CloudEvent<unknown>;
  const contract = contracts.find((candidate) => candidate.type === type);
  if (!contract)
    throw new BrokenContract([`/type "${type}" is none of ${contracts.map((known) => known.type).join(', ')}`]);
  check(contract.data, data, '/data');

  return event as EventOf<C>;
}

function parseJson(payload: string | Uint8Array): unknown {
  try {
    return JSON.parse(
      typeof payload === 'string' ? payload : new TextDecoder('utf-8', { fatal: true }).decode(payload),
    );
  } catch (error) {
    throw new BrokenContract([`not JSON: ${(error as Error).message}`]);
  }
}

const ajv = formats.default(new Ajv({ allErrors: true }));

/** Compiling costs milliseconds, so a schema is compiled when it is first needed, and once. */
const validators = new WeakMap<TSchema, ValidateFunction>();

function check(schema: TSchema, value: unknown, at: string): void {
  let validate = validators.get(schema);
  if (!validate) {
    validate = ajv.compile(schema);
    validators.set(schema, validate);
  }

  if (!validate(value)) throw new BrokenContract((validate.errors ?? []).map((error) => errorOf(error, at)));
}

function errorOf({ instancePath, message, params }: ErrorObject, at: string): string {
  const allowed = 'allowedValues' in params ? `: ${(params['allowedValues'] as string[]).join(', ')}` : '';
  return `${at}${instancePath} ${message ?? 'is wrong'}${allowed}`.trim();
}
