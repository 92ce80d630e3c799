import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { Type } from 'typebox';
import type { TSchema } from 'typebox';
import { dataschemaOf, sourceOf, subjectOf, versionOf } from './contract.ts';
import type { CloudEvent, Contract, EventOf } from './contract.ts';
import { epochOf, latestEpochAt } from './epoch.ts';
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

/** Where an event has come from, and when: its NATS subject, and the first token of all subjects of events. */
export interface Arrival {
  readonly subject: string;
  readonly root?: string;
  readonly at: Date;
}

/**
 * Reads an event of one of the contracts, or throws `BrokenContract` with everything that is wrong with it. What it says of itself must
 * agree: who has published it, what it is about, and, where its arrival is told, the subject on which it came, in an epoch that has begun.
 * Fields the contract does not know are accepted: contracts grow by addition, and a subscriber may be older than a publisher.
 */
export function parseEvent<C extends Contract>(
  contracts: readonly C[],
  payload: string | Uint8Array,
  arrival?: Arrival,
): EventOf<C> {
  const event = parseJson(payload);
  check(envelope, event, '');

  const { type, data } = event as CloudEvent<unknown>;
  const contract = contracts.find((candidate) => candidate.type === type);
  if (!contract)
    throw new BrokenContract([`/type "${type}" is none of ${contracts.map((known) => known.type).join(', ')}`]);
  check(contract.data, data, '/data');

  const disagreements = [
    ...contradictions(event as CloudEvent<unknown>, contract, arrival),
    ...unreadable(data, '/data'),
  ];
  if (disagreements.length > 0) throw new BrokenContract(disagreements);
  return event as EventOf<C>;
}

function* contradictions(event: CloudEvent<unknown>, contract: Contract, arrival?: Arrival): Generator<string> {
  const { source, subject, time, dataschema, data } = event;
  if (source !== sourceOf(contract))
    yield `/source must be ${sourceOf(contract)}, which alone publishes ${contract.type}`;
  if (dataschema !== dataschemaOf(contract)) yield `/dataschema must be ${dataschemaOf(contract)}`;
  if ((data as { readonly id?: unknown }).id !== subject) yield '/data/id must be the subject';
  yield* contract.disagreements?.(data, versionOf(event)) ?? [];
  if (Number.isNaN(Date.parse(time))) yield '/time cannot be read';
  if (arrival && epochOf(versionOf(event)) > latestEpochAt(arrival.at))
    yield '/sequence is of an epoch that has not begun';
  if (arrival && arrival.subject !== addressOf(contract, data, arrival.root))
    yield `it came on ${arrival.subject}, where it does not belong`;
}

function addressOf(contract: Contract, data: unknown, root: string | undefined): string | undefined {
  try {
    return subjectOf(contract, data, root);
  } catch {
    return undefined;
  }
}

/** The largest number that any owner takes in: sums of nine million of these are still exact. */
const largestNumber = 1_000_000_000;

/** Instants that no clock shows (a leap second has the right form), and numbers that cannot be added up any more. */
function* unreadable(value: unknown, at: string): Generator<string> {
  if (typeof value === 'number') {
    if (Math.abs(value) > largestNumber) yield `${at} must be at most ${largestNumber}`;
  } else if (typeof value === 'string') {
    if (instant.test(value) && Number.isNaN(Date.parse(value))) yield `${at} cannot be read as an instant`;
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) yield* unreadable(inner, `${at}/${name}`);
  }
}

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

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
