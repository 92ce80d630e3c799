import { eventOf, firstVersionOf, latestEpochAt } from '@kraftsamling/contracts';
import type { CloudEvent, Contract } from '@kraftsamling/contracts';
import fc from 'fast-check';

/** A part of a JSON schema, as far as contracts are written in it. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
}

const mostItems = 40;
const largestNumber = 1_000_000_000;
const longest = 2_000;

const days = ['0001-01-01', '1899-12-31', '1970-01-01', '2024-02-29', '2024-10-27', '9999-12-31'];
const instants = [
  ...['0001-01-01T00:00:00Z', '1969-12-31T23:59:59.999Z', '1970-01-01T00:00:00Z', '2024-02-29T23:59:59.999999999Z'],
  ...['2024-03-31T01:00:00Z', '2024-10-27T00:59:59Z', '2038-01-19T03:14:08Z', '9999-12-31T23:59:59.999Z'],
];
const texts = [
  '',
  ' ',
  '0',
  'x'.repeat(longest),
  'å'.repeat(longest),
  '\u0000',
  '\u202e',
  '👩‍👩‍👧',
  '$where',
  'a.b',
  '__proto__',
];

/** Values at the ends of what a schema allows, and some between. */
function extremesOf(schema: Schema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(extremesOf));
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number': {
      const { minimum = -largestNumber, maximum = largestNumber } = schema;
      const within = [minimum, minimum + 1, 0, 1, maximum - 1, maximum].filter((n) => n >= minimum && n <= maximum);
      return fc.constantFrom(...within);
    }
    case 'string':
      return textOf(schema);
    case 'array': {
      const { minItems = 0, maxItems = mostItems } = schema;
      const most = Math.min(maxItems, mostItems);
      const items = extremesOf(schema.items ?? {});
      return fc.oneof(...[minItems, Math.max(1, minItems), most].map((n) => fc.array(items, { minLength: n, maxLength: n }))); // prettier-ignore
    }
    case 'object':
      return objectOf(schema);
    case undefined:
    default:
      return fc.constantFrom(...texts);
  }
}

function objectOf({ properties = {}, required = [], patternProperties = {} }: Schema): fc.Arbitrary<object> {
  const named = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, extremesOf(schema)]));
  const stated = fc.record(named, { requiredKeys: [...required] });
  const [pattern] = Object.entries(patternProperties);
  if (!pattern) return stated;
  const keys = fc.stringMatching(new RegExp(pattern[0]));
  return fc.tuple(stated, fc.dictionary(keys, extremesOf(pattern[1]), { maxKeys: 3 })).map((parts) => Object.assign({}, ...parts) as object); // prettier-ignore
}

function textOf({ format, pattern, minLength = 0, maxLength = longest }: Schema): fc.Arbitrary<string> {
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  if (format === 'date') return fc.constantFrom(...days);
  if (format === 'date-time') return fc.constantFrom(...instants);
  if (format === 'uuid') return fc.uuid();
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern)).filter(fits);
  return fc.constantFrom(...texts.filter(fits));
}

/** Events of a contract, each field of them at the ends of what is allowed. The same seed gives the same ones. */
export function extremeEvents(contract: Contract, runs: number, seed: number): CloudEvent<unknown>[] {
  const latest = latestEpochAt(new Date());
  const versions = [0, 1, 2, 10_000, firstVersionOf(latest), firstVersionOf(latest + 1) - 1];
  const data = extremesOf(contract.data) as fc.Arbitrary<{ readonly id: string }>;
  const occurrences = fc.tuple(data, fc.constantFrom(...versions), fc.constantFrom(...instants));
  return fc.sample(occurrences, { numRuns: runs, seed }).map(([data, version, time]) => ({
    ...eventOf(contract, { id: crypto.randomUUID(), subject: data.id, version, time: new Date(), data }),
    time,
  }));
}
