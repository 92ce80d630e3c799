import { describe, expect, it } from '@jest/globals';
import { incompatibilities } from './compatibility.ts';
import { isObject } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import { schemaOf } from './json-schema.ts';
import { contracts } from '../index.ts';

const before = {
  $id: 'urn:kraftsamling:tests.thing.happened.v1',
  title: 'Thing',
  type: 'object',
  required: ['id', 'status', 'days', 'goal'],
  properties: {
    id: { type: 'string', pattern: '^[a-z]+$', maxLength: 10 },
    status: { enum: ['open', 'closed'] },
    days: { type: 'array', items: { type: 'string', format: 'date' }, minItems: 1 },
    goal: {
      type: 'object',
      required: ['target', 'title'],
      properties: {
        target: { type: 'integer', minimum: 1, maximum: 9 },
        title: { type: 'string' },
        note: { type: 'string' },
      },
    },
    either: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    closed: { type: 'object', additionalProperties: false, properties: { a: { type: 'string' } } },
    kind: { const: 'thing' },
  },
} satisfies JsonSchema;
const { id, status, days, goal, either, closed } = before.properties;

function withProperties(changes: Record<string, unknown>): JsonSchema {
  return { ...before, properties: { ...before.properties, ...changes } };
}

function withoutProperty(name: string): JsonSchema {
  const properties = Object.fromEntries(Object.entries(before.properties).filter(([other]) => other !== name));
  return { ...before, properties, required: before.required.filter((other) => other !== name) };
}

describe('a change of a contract is growth', () => {
  it.each<[string, JsonSchema]>([
    ['when nothing changes', before],
    [
      'when it is only written in another order',
      { ...before, required: ['goal', 'days', 'status', 'id'], title: 'Thing' },
    ],
    ['when an optional property is added', withProperties({ extra: { type: 'string' } })],
    [
      'when an optional property is added deep inside',
      withProperties({ goal: { ...goal, properties: { ...goal.properties, measure: { type: 'string' } } } }),
    ],
    [
      'when only words about it change',
      { ...before, title: 'Item', description: 'New words.', examples: [1], $id: 'urn:x' },
    ],
    ['when words about a property change', withProperties({ id: { ...id, description: 'Its name.' } })],
    [
      'when the members of an enumeration stand in another order',
      withProperties({ status: { enum: ['closed', 'open'] } }),
    ],
  ])('%s', (_, after) => {
    expect(incompatibilities(before, after)).toEqual([]);
  });
});

describe('a change of a contract is a break', () => {
  it.each<[string, JsonSchema, string]>([
    ['a required property is removed', withoutProperty('days'), '/properties/days was removed'],
    ['an optional property is removed', withoutProperty('either'), '/properties/either was removed'],
    [
      'a property is renamed',
      {
        ...withProperties({ state: status }),
        properties: { ...withoutProperty('status')['properties']!, state: status },
      },
      '/properties/status was removed',
    ],
    [
      'a required property becomes optional',
      { ...before, required: ['id', 'status', 'goal'] },
      '/properties/days became optional',
    ],
    ['all required properties become optional', { ...before, required: undefined }, '/properties/id became optional'],
    [
      'an optional property becomes required',
      { ...before, required: [...before.required, 'kind'] },
      '/properties/kind became required',
    ],
    [
      'a new property is required',
      { ...withProperties({ extra: { type: 'string' } }), required: [...before.required, 'extra'] },
      '/properties/extra became required',
    ],
    ['a type changes', withProperties({ id: { ...id, type: 'integer' } }), '/properties/id/type was changed'],
    [
      'a type is widened',
      withProperties({ id: { ...id, type: ['string', 'null'] } }),
      '/properties/id/type was changed',
    ],
    [
      'a type is dropped',
      withProperties({ id: { pattern: id.pattern, maxLength: 10 } }),
      '/properties/id/type was removed',
    ],
    [
      'an integer becomes any number',
      withTarget({ type: 'number' }),
      '/properties/goal/properties/target/type was changed',
    ],
    [
      'an enumeration is widened',
      withProperties({ status: { enum: ['open', 'closed', 'paused'] } }),
      '/properties/status/enum was changed',
    ],
    [
      'an enumeration is narrowed',
      withProperties({ status: { enum: ['open'] } }),
      '/properties/status/enum was changed',
    ],
    [
      'an enumeration becomes any text',
      withProperties({ status: { type: 'string' } }),
      '/properties/status/enum was removed',
    ],
    ['a constant changes', withProperties({ kind: { const: 'item' } }), '/properties/kind/const was changed'],
    [
      'a lower bound is loosened',
      withTarget({ minimum: 0 }),
      '/properties/goal/properties/target/minimum was changed from 1 to 0',
    ],
    ['a lower bound is tightened', withTarget({ minimum: 2 }), '/minimum was changed'],
    ['an upper bound is loosened', withTarget({ maximum: 10 }), '/maximum was changed'],
    ['an upper bound is dropped', withTarget({ maximum: undefined }), '/maximum was removed: 9'],
    ['a bound is added', withTarget({ multipleOf: 2 }), '/multipleOf was added: 2'],
    ['a length is loosened', withProperties({ id: { ...id, maxLength: 20 } }), '/properties/id/maxLength was changed'],
    [
      'a pattern changes',
      withProperties({ id: { ...id, pattern: '^[a-z0-9]+$' } }),
      '/properties/id/pattern was changed',
    ],
    [
      'a list may be empty',
      withProperties({ days: { ...days, minItems: 0 } }),
      '/properties/days/minItems was changed',
    ],
    [
      'a format changes',
      withProperties({ days: { ...days, items: { type: 'string', format: 'date-time' } } }),
      '/properties/days/items/format was changed from "date" to "date-time"',
    ],
    [
      'a format is dropped',
      withProperties({ days: { ...days, items: { type: 'string' } } }),
      '/properties/days/items/format was removed',
    ],
    [
      'a list holds anything',
      withProperties({ days: { type: 'array', minItems: 1 } }),
      '/properties/days/items was removed',
    ],
    [
      'a list becomes a single value',
      withProperties({ days: { type: 'string' } }),
      '/properties/days/type was changed',
    ],
    [
      'a property deep inside is removed',
      withProperties({ goal: { ...goal, properties: { target: goal.properties.target, title: { type: 'string' } } } }),
      '/properties/goal/properties/note was removed',
    ],
    [
      'a property that has the name of an annotation changes',
      withProperties({ goal: { ...goal, properties: { ...goal.properties, title: { type: 'integer' } } } }),
      '/properties/goal/properties/title/type was changed',
    ],
    [
      'an alternative is added',
      withProperties({ either: { anyOf: [...either.anyOf, { type: 'integer' }] } }),
      '/properties/either/anyOf was changed',
    ],
    [
      'an alternative changes',
      withProperties({ either: { anyOf: [{ type: 'integer' }, { type: 'null' }] } }),
      '/properties/either/anyOf/0/type was changed',
    ],
    [
      'a closed object is opened',
      withProperties({ closed: { ...closed, additionalProperties: true } }),
      '/properties/closed/additionalProperties was changed',
    ],
    ['an open object is closed', { ...before, additionalProperties: false }, '/additionalProperties was added: false'],
    [
      'a closed object grows: whoever reads it refuses what is new',
      withProperties({ closed: { ...closed, properties: { ...closed.properties, b: { type: 'string' } } } }),
      '/properties/closed/properties may not grow by b',
    ],
    ['a keyword changes that is unknown here', { ...before, unknownHere: 1 }, '/unknownHere was added: 1'],
  ])('when %s', (_, after, found) => {
    expect(incompatibilities(before, after)).toEqual(expect.arrayContaining([expect.stringContaining(found)]));
  });

  it('and every break is named, each once', () => {
    const after = withProperties({ id: { type: 'integer' }, status: { enum: ['open'] } });
    expect(incompatibilities(before, after)).toHaveLength(4);
  });

  it('and a name is written as a JSON pointer', () => {
    const odd = { properties: { 'a/b~c': { type: 'string' } } };
    expect(incompatibilities(odd, {})).toEqual(['/properties/a~1b~0c was removed: subscribers may read it']);
  });

  function withTarget(change: Record<string, unknown>): JsonSchema {
    return withProperties({
      goal: { ...goal, properties: { ...goal.properties, target: { ...goal.properties.target, ...change } } },
    });
  }
});

describe('in every real contract, at every depth', () => {
  const schemas = contracts.map((contract) => [contract.type, schemaOf(contract)] as const);

  it.each(schemas)('%s may grow and may not be taken from', (_, schema) => {
    for (const place of placesIn(schema)) {
      const original = place.schema;
      if (original['type'] === 'object') {
        const properties = { ...(original['properties'] as object), extraordinary: { type: 'string' } };
        expect(incompatibilities(schema, place.replacedBy({ ...original, properties }))).toEqual([]);
        expect(incompatibilities(schema, place.replacedBy({ ...original, additionalProperties: false }))).not.toEqual(
          [],
        );
      }
      for (const keyword of Object.keys(original)) {
        const without = Object.fromEntries(Object.entries(original).filter(([other]) => other !== keyword));
        const isWordsOnly = ['$schema', '$id', 'title', 'description', 'examples'].includes(keyword);
        expect(incompatibilities(schema, place.replacedBy(without)).length === 0).toBe(isWordsOnly);
      }
    }
  });

  it('which are many', () => {
    expect(schemas.flatMap(([, schema]) => placesIn(schema)).length).toBeGreaterThan(20 * schemas.length);
  });

  interface Place {
    readonly schema: JsonSchema;
    replacedBy(schema: unknown): JsonSchema;
  }

  /** Every schema inside a schema, with a way to put another in its place. */
  function placesIn(schema: JsonSchema, replacedBy: Place['replacedBy'] = (other) => other as JsonSchema): Place[] {
    const { properties, items } = schema;
    const inProperties = Object.entries((properties ?? {}) as Record<string, JsonSchema>).flatMap(([name, inner]) =>
      placesIn(inner, (other) => replacedBy({ ...schema, properties: { ...(properties as object), [name]: other } })),
    );
    const inItems = isObject(items) ? placesIn(items, (other) => replacedBy({ ...schema, items: other })) : [];
    return [{ schema, replacedBy }, ...inProperties, ...inItems];
  }
});
